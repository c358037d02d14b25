/** The review: what is staged and what a crash leaves of it, finding, deciding for many, matching, putting aside. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { editMeasures, type Ledger, setMeasureState, setNoEvidence } from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { decideAll, decideClean, matchRow, setAside } from '../../db/returns/decide.ts';
import { readState, tallyOf } from '../../db/returns/decisions.ts';
import { findRows } from '../../db/returns/find.ts';
import { ledgerKnown } from '../../db/returns/known.ts';
import { listBatches, reviewOf, stagedFile } from '../../db/returns/review.ts';
import { measuresOfFile } from '../../db/returns/rows.ts';
import {
  dropTake,
  finishTake,
  knownFile,
  newTake,
  recordMapping,
  restageFile,
  stageFile,
  tidyStaging,
} from '../../db/returns/stage.ts';
import { redoTarget, undoTarget } from '../../db/undo.ts';
import { answerFields } from '../../shared/returns/fields.ts';
import type { Chosen } from '../../shared/returns/types.ts';
import { clearAway, codeOf, newLedger, openAgain, TODAY, write } from './makeLedger.ts';
import {
  acceptAll,
  commit,
  compareAgain,
  decide,
  judged,
  type Return,
  rowsOf,
  takeIn,
  work,
} from './returnFiles.ts';

afterEach(clearAway);

/** A round of one issue with so many measures, all one unit's. */
function desk(count = 12) {
  const ledger = newLedger();
  const made = write(ledger, (db) => {
    const unit = db.run("INSERT INTO units (kind) VALUES ('department')").id;
    db.run("INSERT INTO unit_names (unit_id, name, from_on) VALUES (?, '财务部', '1949-10-01')", unit);
    const round = db.run("INSERT INTO rounds (title, current) VALUES ('巡察', 1)").id;
    const issue = db.run(
      "INSERT INTO issues (round_id, position, title, unit_id, adopted_on) VALUES (?, 1, '问题', ?, '2024-01-01')",
      ...[round, unit],
    ).id;
    const measures = Array.from(
      { length: count },
      (_, n) =>
        db.run(
          "INSERT INTO measures (issue_id, position, title, adopted_on) VALUES (?, ?, ?, '2024-01-01')",
          ...[
            issue,
            n + 1,
            `第${n + 1}条措施：${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'.repeat(2).slice(n % 20, (n % 20) + 9)}`,
          ],
        ).id,
    );
    setMeasureState(db, measures, { state: 'in_progress', on: '2024-03-01' });
    return { unit, issue, measures };
  });
  return { ledger, ...made };
}

const rowsFor = (measures: readonly number[], answers: Return['rows'][number]['answers']) =>
  measures.map((measure) => ({ measure, answers }));

const found = (ledger: Ledger, batch: number, filter: Parameters<typeof findRows>[2]) => {
  const { keys, ...counts } = findRows(ledger.read, batch, filter);
  return { rows: Array.from(keys).filter((_, at) => at % 2 === 1), ...counts };
};

describe('taking in', () => {
  test('a take-in that is broken off leaves nothing, by the clerk or by a crash', () => {
    const { ledger, unit, measures } = desk();
    const file: Return = { name: '甲.xlsx', unit, rows: rowsFor(measures, { progress: '一。' }) };
    const staged = () =>
      ['staged_files', 'staged_parts', 'staged_proposals'].map(
        (table) => ledger.read.pluck<number>(`SELECT count(*) FROM ${table}`)[0],
      );
    const revision = ledger.revision();
    const first = newTake();
    work(ledger, stageFile(first, { position: 0, judged: judged(ledger, file), chosen: {} }));
    expect(staged()).toEqual([1, 1, 0]);
    expect(listBatches(ledger.read)).toEqual([]);
    expect(knownFile(ledger.read, judged(ledger, file).sha256)).toBeNull();
    work(ledger, dropTake(first));
    expect(staged()).toEqual([0, 0, 0]);
    // The child died after some parts: no finished file, and nothing of it is left after the next start.
    const half = stageFile(newTake(), { position: 0, judged: judged(ledger, file), chosen: {} });
    const next = half.next();
    if (next.done !== true) ledger.unlogged(next.value);
    ledger.close();
    const again = openAgain(ledger.file);
    work(again, tidyStaging(redoTarget(again.read) !== null));
    expect(again.read.pluck('SELECT count(*) FROM staged_files')).toEqual([0]);
    expect(again.revision()).toBe(revision);
  });

  test('undone by Ctrl+Z it is hidden and its files are free; done again it lies there as before', () => {
    const { ledger, unit, measures } = desk();
    const file: Return = { name: '甲.xlsx', unit, rows: rowsFor(measures, { progress: '一。' }) };
    const { sha256 } = judged(ledger, file);
    const { batch } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    const before = reviewOf(ledger.read, batch, 0, TODAY);
    ledger.undo();
    expect(listBatches(ledger.read)).toEqual([]);
    expect(knownFile(ledger.read, sha256)).toBeNull();
    expect(codeOf(() => reviewOf(ledger.read, batch, 0, TODAY))).toBe('batch_missing');
    work(ledger, tidyStaging(redoTarget(ledger.read) !== null));
    ledger.redo();
    expect(reviewOf(ledger.read, batch, 0, TODAY)).toEqual(before);
    ledger.undo();
    write(ledger, (db) => editMeasures(db, [measures[0] ?? 0], { title: '新的一步' }));
    work(ledger, tidyStaging(redoTarget(ledger.read) !== null));
    expect(ledger.read.pluck('SELECT count(*) FROM staged_files')).toEqual([0]);
  });

  test('of nothing but refused files makes no batch; refused ones are listed beside the others', () => {
    const { ledger, unit, measures } = desk();
    const refused = {
      ...judged(ledger, { name: '坏.xlsx', unit: null, rows: [] }),
      refused: { code: 'book_damaged' },
      recognised: null,
    };
    const take = newTake();
    work(ledger, stageFile(take, { position: 0, judged: refused, chosen: {} }));
    const revision = ledger.revision();
    expect(
      ledger.write({ action: 'returns.take' }, (db) => finishTake(db, take, '坏.xlsx')).value,
    ).toBeNull();
    expect(ledger.revision()).toBe(revision);
    const good = judged(ledger, { name: '甲.xlsx', unit, rows: rowsFor(measures, { progress: '一。' }) });
    work(ledger, stageFile(take, { position: 1, judged: good, chosen: {} }));
    const { value } = ledger.write({ action: 'returns.take' }, (db) => finishTake(db, take, '两个'));
    const { files } = reviewOf(ledger.read, value?.batch ?? 0, ledger.revision(), TODAY);
    expect(files.map((one) => [one.name, one.status, one.refused?.code])).toEqual([
      ['坏.xlsx', 'refused', 'book_damaged'],
      ['甲.xlsx', 'review', undefined],
    ]);
    expect(ledger.read.pluck('SELECT file_name FROM submissions')).toEqual(['甲.xlsx']);
    expect(knownFile(ledger.read, refused.sha256)).toBeNull();
  });

  test('a file whose unit must be asked is no submission until it is answered', () => {
    const { ledger } = desk();
    const { batch, files } = takeIn(ledger, [{ name: '无名.xlsx', unit: null, rows: [] }]);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY)).toMatchObject({
      status: 'asks',
      asks: ['unit'],
      unit: null,
    });
    expect(ledger.read.pluck('SELECT count(*) FROM submissions')).toEqual([0]);
    expect(listBatches(ledger.read)[0]).toMatchObject({ id: batch, status: 'review', months: [] });
  });
});

describe('what the clerk says of a file', () => {
  test('makes it a submission once its unit is known, and is remembered for the next file of this layout', () => {
    const { ledger, unit, measures } = desk();
    const rows = rowsFor(measures.slice(0, 2), { progress: '一。' });
    const { batch, files } = takeIn(ledger, [{ name: '无名.xlsx', unit: null, rows }]);
    const file = files[0] ?? 0;
    const say = (chosen: Chosen, whose: number) => {
      work(ledger, restageFile(file, judged(ledger, { name: '无名.xlsx', unit: whose, rows }), chosen));
      return ledger.write({ action: 'returns.map' }, (db) => recordMapping(db, file));
    };
    say({ unit }, unit);
    expect(stagedFile(ledger.read, file, TODAY)).toMatchObject({ status: 'review', unit: { id: unit } });
    expect(ledger.read.all('SELECT unit_id, batch_id, rows FROM submissions')).toEqual([
      { unit_id: unit, batch_id: batch, rows: 2 },
    ]);
    expect(ledger.read.pluck('SELECT count(*) FROM mappings')).toEqual([0]);
    say({ unit, columns: { 0: 'progress' } }, unit);
    say({ unit, columns: { 0: 'progress' } }, unit);
    const [kept, ...more] = ledgerKnown(ledger.read, TODAY).mappings;
    expect(kept).toEqual({ unit, fingerprint: 'abc', columns: { 整改进展: 'progress', 其他: null } });
    expect(more).toEqual([]);
    // The same thing said again changes nothing, so it is no step.
    expect(say({ unit, columns: { 0: 'progress' } }, unit).change).toBeNull();
  });
});

describe('finding', () => {
  test('lists by class, field, hint, completion, decision; counts stay those of the files', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0, b = 0, c = 0, d = 0] = measures;
    const { batch, files } = takeIn(ledger, [
      {
        name: '甲.xlsx',
        unit,
        rows: [
          { measure: a, answers: { progress: '推进。' } },
          { measure: b, answers: { state: 'done' } },
          { measure: c, answers: { sanction_criticism: null, remark: '注' } },
          { measure: d, answers: { state: 'in_progress' } },
          { measure: null, answers: { progress: '不知哪条。' } },
        ],
      },
    ]);
    const all = found(ledger, batch, { all: true });
    expect(all.rows).toEqual([5, 6, 7, 8, 9]);
    expect(all).toMatchObject({
      completions: 1,
      rowClasses: { matched: 4, new: 1, ambiguous: 0, absent: 8 },
      hints: { done_without_day: 1, done_without_evidence: 1 },
    });
    expect(Object.values(all.classes).reduce((sum, n) => sum + n, 0)).toBe(4 * answerFields.length);
    // The row in which nothing differs is left out unless asked for.
    expect(found(ledger, batch, {}).rows).toEqual([5, 6, 7, 9]);
    expect(found(ledger, batch, { classes: ['problem'] }).rows).toEqual([7]);
    expect(found(ledger, batch, { classes: ['unchanged'] }).rows).toEqual([8]);
    expect(found(ledger, batch, { classes: ['blank'], fields: ['state'] }).rows).toEqual([5, 7]);
    expect(found(ledger, batch, { fields: ['progress'] }).rows).toEqual([5]);
    expect(found(ledger, batch, { hints: ['done_without_day'] }).rows).toEqual([6]);
    expect(found(ledger, batch, { completion: true }).rows).toEqual([6]);
    expect(found(ledger, batch, { clean: true }).rows).toEqual([5]);
    expect(found(ledger, batch, { rowClasses: ['new'] }).rows).toEqual([9]);
    expect(found(ledger, batch, { files: [999] }).rows).toEqual([]);
    decide(ledger, batch, [{ file: files[0] ?? 0, row: 7, field: 'remark', choice: 'accept', value: null }]);
    expect(found(ledger, batch, { decided: 'decided' }).rows).toEqual([7]);
    expect(found(ledger, batch, { decided: 'open' }).rows).toEqual([5, 6, 7, 9]);
    expect(found(ledger, batch, { decided: 'open', fields: ['remark'] }).rows).toEqual([]);
    expect(found(ledger, batch, { classes: ['problem'] }).classes).toEqual(all.classes);
  });

  test('of rows over several parts and blocks answers every one once, in order', () => {
    const { ledger, unit, measures } = desk(700);
    const { batch } = takeIn(ledger, [{ name: '大.xlsx', unit, rows: rowsFor(measures, { remark: '注' }) }]);
    expect(ledger.read.pluck('SELECT count(*) FROM staged_parts')).toEqual([3]);
    expect(found(ledger, batch, {}).rows).toEqual(measures.map((_, n) => n + 5));
    expect(acceptAll(ledger, batch)).toBe(700);
    expect(found(ledger, batch, { decided: 'open' }).rows).toEqual([]);
    expect(commit(ledger, batch).accepted).toBe(700);
    expect(ledger.read.pluck('SELECT count(*) FROM progress')).toEqual([700]);
  });
});

describe('deciding for many', () => {
  test('accepts what may be accepted, takes it back by the same filter, and answers what stood', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0, b = 0, c = 0] = measures;
    const { batch, files } = takeIn(ledger, [
      {
        name: '甲.xlsx',
        unit,
        rows: [
          { measure: a, answers: { progress: '推进。', remark: '注' } },
          { measure: b, answers: { state: 'done', doneOn: '2024-09-30' } },
          { measure: c, answers: { sanction_criticism: null, doneOn: '2024-08-01' } },
        ],
      },
    ]);
    const all = (choice: 'accept' | 'keep' | 'later', filter = {}) =>
      work(ledger, decideAll(ledger.read, batch, filter, choice, TODAY));
    // A day to come holds the state; a day without completion can't be kept; what is not understood neither.
    expect(all('accept').changed).toBe(2);
    expect(
      rowsOf(ledger, batch).flatMap((row) => row.cells.map((cell) => [cell.field, cell.choice, cell.held])),
    ).toEqual([
      ['progress', 'accept', null],
      ['remark', 'accept', null],
      ['state', 'later', 'on_in_future'],
      ['doneOn', 'later', 'on_in_future'],
      ['sanction_criticism', 'later', null],
      ['doneOn', 'later', 'day_without_done'],
    ]);
    expect(all('keep', { fields: ['sanction_criticism'] }).changed).toBe(1);
    const { changed, before } = all('later');
    expect(changed).toBe(3);
    decide(ledger, batch, before);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY).decided).toEqual({
      ...{ accept: 2, keep: 1, edit: 0, open: 3, committed: 0 },
    });
  });

  test('clean takes over only cells changed by the unit alone, in rows without any question', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0, b = 0] = measures;
    const { batch, files } = takeIn(ledger, [
      {
        name: '甲.xlsx',
        unit,
        rows: [
          { measure: a, answers: { progress: '推进。' } },
          { measure: b, answers: { state: 'done', doneOn: TODAY, progress: '完成。', evidence: '纪要' } },
        ],
      },
    ]);
    expect(work(ledger, decideClean(ledger.read, batch, TODAY)).changed).toBe(1);
    expect(commit(ledger, batch).accepted).toBe(1);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY)).toMatchObject({
      status: 'review',
      decided: { open: 4 },
    });
  });

  test('clean leaves open what two files of one unit say differently, and takes over all else', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0, b = 0, c = 0] = measures;
    const file = (name: string, rows: readonly [number, string][]): Return => ({
      ...{ name, unit, rows: rows.map(([measure, progress]) => ({ measure, answers: { progress } })) },
    });
    const { batch, files } = takeIn(ledger, [
      file('甲.xlsx', [
        [a, '推进。'],
        [b, '收回两笔。'],
      ]),
      file('乙.xlsx', [
        [a, '推进。'],
        [b, '收回三笔。'],
        [c, '办结。'],
      ]),
    ]);
    work(ledger, decideClean(ledger.read, batch, TODAY));
    commit(ledger, batch);
    const texts = ledger.read.pluck<string>(
      'SELECT text FROM progress WHERE batch_id = ? ORDER BY text',
      batch,
    );
    expect(texts).toEqual(['办结。', '推进。']);
    expect(files.map((id) => stagedFile(ledger.read, id, TODAY).decided.open)).toEqual([1, 1]);
  });

  test('a decision falls when the ledger shows another value, and stands again when it is as it was', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0] = measures;
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: a, answers: { state: 'mostly_done' } }] };
    const { batch, files } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    const choice = () => rowsOf(ledger, batch)[0]?.cells[0]?.choice;
    write(ledger, (db) => setMeasureState(db, [a], { state: 'not_started' }));
    compareAgain(ledger, files, [file]);
    expect(choice()).toBe('later');
    ledger.undo();
    compareAgain(ledger, files, [file]);
    expect(choice()).toBe('accept');
  });
});

describe('any decisions', () => {
  test('are counted as they stand in the rows, kept as they are counted, and committed as they are decided', () => {
    const choices = ['accept', 'keep', 'later'] as const;
    const filters = fc.record(
      {
        classes: fc.subarray(['theirs', 'both', 'problem'] as const, { minLength: 1 }),
        fields: fc.subarray(['state', 'doneOn', 'progress', 'remark', 'sanction_criticism'] as const, {
          minLength: 1,
        }),
        decided: fc.constantFrom('open' as const, 'decided' as const),
        completion: fc.constant(true as const),
        clean: fc.constant(true as const),
      },
      { requiredKeys: [] },
    );
    const acts = fc.array(fc.tuple(filters, fc.constantFrom(...choices), fc.nat(60)), {
      minLength: 1,
      maxLength: 8,
    });
    const { ledger, unit, measures } = desk(8);
    const start = ledger.revision();
    fc.assert(
      fc.property(acts, (work_) => {
        const answers = [
          { state: 'done', doneOn: TODAY, progress: '一。' },
          { state: 'done', doneOn: '2024-01-01', remark: '注' },
          { sanction_criticism: null, doneOn: '2024-08-02' },
          { state: 'mostly_done', progress: '二。', sanction_criticism: '3' },
        ];
        const rows = measures.map((measure, n) => ({ measure, answers: answers[n % answers.length] ?? {} }));
        const { batch, files } = takeIn(ledger, [{ name: '甲.xlsx', unit, rows }]);
        const file = files[0] ?? 0;
        const cells = () => rowsOf(ledger, batch).flatMap((row) => row.cells);
        const total = cells().length;
        for (const [filter, choice, at] of work_) {
          const listed = found(ledger, batch, filter).rows;
          const { changed, before } = work(ledger, decideAll(ledger.read, batch, filter, choice, TODAY));
          expect(before).toHaveLength(changed);
          for (const one of before) expect(listed).toContain(one.row);
          const one = before[at % Math.max(1, before.length)];
          if (one !== undefined) codeOf(() => decide(ledger, batch, [one]));
          const { decided } = stagedFile(ledger.read, file, TODAY);
          const counted = (wanted: string) => cells().filter((cell) => cell.choice === wanted).length;
          expect(decided).toEqual({
            ...{
              accept: counted('accept'),
              keep: counted('keep'),
              edit: 0,
              open: counted('later'),
              committed: 0,
            },
          });
          expect(decided.accept + decided.keep + decided.open).toBe(total);
          // What is kept says the same to whoever reads it anew.
          const {
            version,
            decided_version: stamp,
            tally,
          } = ledger.read.get<{
            version: number;
            decided_version: number;
            tally: string;
          }>('SELECT version, decided_version, tally FROM staged_files WHERE id = ?', file) ?? {
            version: 0,
            decided_version: 0,
            tally: '',
          };
          expect(tallyOf(readState(ledger.read, file, version, stamp))).toEqual(JSON.parse(tally));
        }
        const { accept, keep } = stagedFile(ledger.read, file, TODAY).decided;
        // A day waits in the review until its 已完成 is taken over too.
        const waiting = rowsOf(ledger, batch).filter((row) => {
          const choice = (field: string) => row.cells.find((cell) => cell.field === field)?.choice;
          return choice('doneOn') === 'accept' && choice('state') !== 'accept';
        }).length;
        if (accept + keep - waiting > 0)
          expect(commit(ledger, batch)).toMatchObject({ accepted: accept - waiting, kept: keep });
        else expect(codeOf(() => commit(ledger, batch))).toBe('nothing_decided');
        expect(stagedFile(ledger.read, file, TODAY).decided).toMatchObject({
          ...{ accept: waiting, keep: 0, committed: accept + keep - waiting },
        });
        while (undoTarget(ledger.read).step?.id !== start) ledger.undo();
      }),
      { numRuns: 60 },
    );
  });
});

describe('matching and putting aside', () => {
  test('a row is matched by hand, left out, and not with a measure of others', () => {
    const { ledger, unit, measures } = desk();
    const [a = 0] = measures;
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: null, answers: { progress: '一。' } }] };
    const { batch, files } = takeIn(ledger, [file]);
    const match = (measure: number | null | undefined) => {
      ledger.unlogged((db) => matchRow(db, files[0] ?? 0, 5, measure, TODAY));
      compareAgain(ledger, files, [file]);
      return rowsOf(ledger, batch)[0];
    };
    expect(measuresOfFile(ledger.read, files[0] ?? 0, TODAY).measures.map((one) => one.id)).toEqual(measures);
    expect(match(a)).toMatchObject({
      class: 'matched',
      how: 'chosen',
      measure: { id: a, role: 'responsible' },
    });
    expect(match(null)).toMatchObject({ problem: 'left_out', measure: null });
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY).status).toBe('done');
    expect(match(undefined)).toMatchObject({ class: 'new', how: null, measure: null, problem: 'no_match' });
    expect(codeOf(() => match(99_999))).toBe('measure_not_of_unit');
    expect(codeOf(() => ledger.unlogged((db) => matchRow(db, files[0] ?? 0, 77, a, TODAY)))).toBe(
      'row_not_matched',
    );
  });

  test('a file aside is not in the review, comes back as it was, and not once something of it is committed', () => {
    const { ledger, unit, measures } = desk();
    const { batch, files } = takeIn(ledger, [
      { name: '甲.xlsx', unit, rows: rowsFor(measures.slice(0, 2), { progress: '一。', remark: '注' }) },
    ]);
    const file = files[0] ?? 0;
    const aside = (on: boolean) => ledger.unlogged((db) => setAside(db, file, on));
    decide(ledger, batch, [{ file, row: 5, field: 'remark', choice: 'keep', value: null }]);
    aside(true);
    expect(stagedFile(ledger.read, file, TODAY).status).toBe('aside');
    expect(found(ledger, batch, { all: true }).rows).toEqual([]);
    expect(listBatches(ledger.read)[0]?.status).toBe('committed');
    aside(false);
    expect(stagedFile(ledger.read, file, TODAY)).toMatchObject({
      status: 'review',
      decided: { keep: 1, open: 3 },
    });
    commit(ledger, batch);
    expect(codeOf(() => aside(true))).toBe('file_committed');
  });
});

describe('an application', () => {
  test('waits for proposals of completion that are not decided', () => {
    const { ledger, unit, issue, measures } = desk(2);
    const [a = 0, b = 0] = measures;
    write(ledger, (db) => {
      // Complete by establishment, so that the issue is ready while the return still says 已完成.
      db.run("UPDATE measures SET demand = 'ongoing', established_on = ? WHERE id = ?", TODAY, a);
      setMeasureState(db, [b], { state: 'done' });
      setNoEvidence(db, [a, b], '见会议纪要');
    });
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: a, answers: { state: 'done' } }] };
    const { batch, files } = takeIn(ledger, [file]);
    const apply = () =>
      codeOf(() =>
        write(ledger, (db) => takeStep(db, issue, 'applied', { actor: '示例领导', on: TODAY, opinion: '' })),
      );
    expect(apply()).toBe('application_incomplete');
    const choose = (choice: 'accept' | 'keep' | 'later') =>
      decide(ledger, batch, [{ file: files[0] ?? 0, row: 5, field: 'state', choice, value: null }]);
    choose('accept');
    expect(apply()).toBe('application_incomplete');
    choose('keep');
    expect(apply()).toBe('no refusal');
    ledger.undo();
    compareAgain(ledger, files, [file]);
    choose('accept');
    commit(ledger, batch);
    expect(apply()).toBe('no refusal');
  });
});
