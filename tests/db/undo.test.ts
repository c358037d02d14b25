/** Undo and redo: any work can be taken back row for row and done again, across restarts; the log only grows. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addHeadingByHand,
  addProgress,
  editMeasures,
  historySteps,
  type Ledger,
  redoTarget,
  setMeasureState,
  undoTarget,
  verify,
} from '../../db/index.ts';
import { loadSample } from '../../db/loadSample.ts';
import {
  behindTheLog,
  clearAway,
  codeOf,
  contents,
  newLedger,
  openAgain,
  openMeasures,
  write,
} from './makeLedger.ts';
import { acts, maxSeq, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const logBefore = (ledger: Ledger, seq: number) =>
  JSON.stringify(ledger.read.all('SELECT * FROM change_log WHERE seq <= ? ORDER BY seq', seq));

describe('undo and redo', () => {
  test('any work is taken back and done again, step by step, row for row, across restarts', () => {
    fc.assert(
      fc.property(acts(14), fc.nat(), (work, restart) => {
        let ledger = sampleCopy();
        const states = [contents(ledger.read)];
        for (const one of work) {
          const before = maxSeq(ledger.read);
          const result = perform(ledger, one);
          if (typeof result === 'string' || result.change === null) {
            // Nothing done or refused: not a row differs, not even in the log.
            expect(maxSeq(ledger.read)).toBe(before);
            expect(contents(ledger.read)).toEqual(states.at(-1));
          } else states.push(contents(ledger.read));
        }
        const steps = states.length - 1;
        const closeAndOpen = (at: number) => {
          if (restart % (steps + 1) !== at) return;
          ledger.close();
          ledger = openAgain(ledger.file);
        };
        for (let at = steps; at > 0; at -= 1) {
          closeAndOpen(at);
          const seq = maxSeq(ledger.read);
          const log = logBefore(ledger, seq);
          ledger.undo();
          expect(contents(ledger.read)).toEqual(states[at - 1]);
          expect(logBefore(ledger, seq)).toBe(log);
        }
        for (let at = 1; at <= steps; at += 1) {
          closeAndOpen(at);
          ledger.redo();
          expect(contents(ledger.read)).toEqual(states[at]);
        }
        expect(codeOf(() => ledger.redo())).toBe('nothing_to_redo');
        expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
        ledger.close();
      }),
      { numRuns: 30 },
    );
  });

  test('a walk back and forth ends where its balance says, and a new step clears redo', () => {
    fc.assert(
      fc.property(acts(8), fc.array(fc.boolean(), { maxLength: 20 }), (work, walk) => {
        const ledger = sampleCopy();
        const states = [contents(ledger.read)];
        for (const one of work) {
          const result = perform(ledger, one);
          if (typeof result !== 'string' && result.change !== null) states.push(contents(ledger.read));
        }
        let at = states.length - 1;
        for (const back of walk) {
          if (back && at > 0) {
            ledger.undo();
            at -= 1;
          } else if (!back && at < states.length - 1) {
            ledger.redo();
            at += 1;
          }
          expect(contents(ledger.read)).toEqual(states[at]);
        }
        write(ledger, (db) => addHeadingByHand(db, null, '', '新的一步'));
        expect(redoTarget(ledger.read)).toBeNull();
        expect(codeOf(() => ledger.redo())).toBe('nothing_to_redo');
        ledger.undo();
        expect(contents(ledger.read)).toEqual(states[at]);
        // What was undone before the new step stays undone; undo goes on with what came before it.
        if (at > 0) {
          ledger.undo();
          expect(contents(ledger.read)).toEqual(states[at - 1]);
        }
        ledger.close();
      }),
      { numRuns: 20 },
    );
  });

  test('a ledger made with the sample keeps it: what was done on it is undone, the sample is not', () => {
    const ledger = newLedger();
    ledger.write({ action: 'sample.create' }, loadSample);
    const made = contents(ledger.read);
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [id], { title: '改过的' }));
    ledger.undo();
    expect(undoTarget(ledger.read)).toEqual({ step: null, stop: 'undo_stops_at_creation' });
    expect(codeOf(() => ledger.undo())).toBe('undo_stops_at_creation');
    expect(contents(ledger.read)).toEqual(made);
  });

  test('a new ledger has nothing to undo and says that its creation is why', () => {
    const ledger = newLedger();
    expect(undoTarget(ledger.read)).toEqual({ step: null, stop: 'undo_stops_at_creation' });
    expect(codeOf(() => ledger.undo())).toBe('undo_stops_at_creation');
    expect(codeOf(() => ledger.redo())).toBe('nothing_to_redo');
  });

  test('a write that changes nothing makes no step, keeps redo and the revision', () => {
    const ledger = sampleCopy();
    const [first] = openMeasures(ledger.read);
    write(ledger, (db) => editMeasures(db, [first], { title: '改过的标题' }));
    ledger.undo();
    const revision = ledger.revision();
    const state = ledger.read.get<{ state: 'done'; title: string }>(
      'SELECT state, title FROM measures WHERE id = ?',
      first,
    );
    const nothing = ledger.write({ action: 'measure.setState' }, (db) =>
      setMeasureState(db, [first], { state: state?.state ?? 'done' }),
    );
    expect(nothing.change).toBeNull();
    expect(ledger.revision()).toBe(revision);
    expect(redoTarget(ledger.read)?.action).toBe('test');
    ledger.redo();
    expect(ledger.read.pluck('SELECT title FROM measures WHERE id = ?', first)).toEqual(['改过的标题']);
  });

  test('the sample is one step: one undo leaves an empty ledger, one redo brings all of it back', () => {
    const ledger = sampleCopy();
    const full = contents(ledger.read);
    ledger.undo();
    expect(contents(ledger.read)).toEqual({ ...contents(newLedger().read), settings: full['settings'] });
    expect(ledger.read.pluck('SELECT count(*) FROM measure_index')).toEqual([0]);
    ledger.redo();
    expect(contents(ledger.read)).toEqual(full);
  });

  test('undo stays on the steps of the ledger, not on the rows: progress undone is gone, its log row is not', () => {
    const ledger = sampleCopy();
    const id = write(ledger, (db) => addProgress(db, 3, { month: '2024-08', text: '误录', source: 'typed' }));
    ledger.undo();
    expect(ledger.read.get('SELECT 1 FROM progress WHERE id = ?', id)).toBeUndefined();
    expect(
      ledger.read.pluck("SELECT op FROM change_log WHERE tbl = 'progress' AND row_id = ? ORDER BY seq", id),
    ).toEqual(['insert', 'delete']);
    const steps = historySteps(ledger.read, undefined, 2);
    expect(steps.map((step) => [step.kind, step.undone])).toEqual([
      ['undo', false],
      ['do', true],
    ]);
  });

  test('a row that no longer is as the step left it stops the undo, and nothing is half undone', () => {
    const ledger = sampleCopy();
    const [first, second] = openMeasures(ledger.read);
    write(ledger, (db) => {
      editMeasures(db, [first], { title: '甲' });
      editMeasures(db, [second], { title: '乙' });
    });
    behindTheLog(ledger.file, ['log_measures_update_title'], (raw) =>
      raw.prepare("UPDATE measures SET title = '丙' WHERE id = ?").run(first),
    );
    const before = contents(ledger.read);
    const seq = maxSeq(ledger.read);
    expect(codeOf(() => ledger.undo())).toBe('undo_no_longer_fits');
    expect(contents(ledger.read)).toEqual(before);
    expect(maxSeq(ledger.read)).toBe(seq);
  });
});
