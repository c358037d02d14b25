/** Undoing a batch at any time: what is as it left it is restored, the rest is kept and told; and that can be undone. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addEvidence,
  addProgress,
  editMeasures,
  importedBefore,
  importNotice,
  type Ledger,
  reopenIssue,
  setMeasureState,
  setNoEvidence,
  verify,
} from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { importLedger } from '../../db/importLedger.ts';
import { receiptOf } from '../../db/returns/receipt.ts';
import { batchOf } from '../../db/returns/review.ts';
import { knownFile } from '../../db/returns/stage.ts';
import { undoBatch } from '../../db/returns/undoBatch.ts';
import type { LedgerTree } from '../../shared/ledgerImport/types.ts';
import { closingSteps, measureStates } from '../../shared/lists.ts';
import { clearAway, codeOf, contents, newLedger, openMeasures, TODAY, write } from './makeLedger.ts';
import { sampleCopy, sha256, smallNotice, stated } from './randomWork.ts';
import { acceptAll, commit, compareAgain, judged, type Return, takeIn } from './returnFiles.ts';

afterEach(clearAway);

const undo = (ledger: Ledger, batch: number) =>
  ledger.write({ action: 'returns.undo', detail: { batch } }, (db) => undoBatch(db, batch)).value;

/** Everything but the records of imports themselves. */
const rest = (ledger: Ledger) => {
  const { batches: _, receipt_parts: __, ...all } = contents(ledger.read);
  return all;
};

function desk() {
  const ledger = sampleCopy();
  const measures = openMeasures(ledger.read).filter(
    (id) =>
      ledger.read.get<{ state: string }>('SELECT state FROM measures WHERE id = ?', id)?.state ===
      'in_progress',
  );
  const unit = ledger.read.pluck<number>('SELECT id FROM units ORDER BY id')[0] ?? 0;
  write(ledger, (db) => editMeasures(db, measures, { unitId: unit, assistingIds: [] }));
  return { ledger, unit, first: measures[0] ?? 0, second: measures[1] ?? 0, measures };
}

const whole: Return['rows'][number]['answers'] = {
  ...{ state: 'done', doneOn: TODAY, progress: '已印发新办法。', evidence: '会议纪要', nextStep: '跟踪' },
  ...{ regulationsNew: '《采购办法》（集团〔2024〕3号）', sanction_criticism: '2', recovery_returned: '100' },
  ...{ extensionReason: '等待批复' },
};

describe('undoing a batch', () => {
  test('takes back all that it brought, frees its files, and can be undone itself', () => {
    const { ledger, unit, first } = desk();
    const before = rest(ledger);
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: first, answers: whole }] };
    const { sha256: hash } = judged(ledger, file);
    const { batch } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    const after = contents(ledger.read);
    expect(knownFile(ledger.read, hash)).toEqual({ batch, on: TODAY });

    expect(undo(ledger, batch)).toEqual({ kept: 0 });
    expect(rest(ledger)).toEqual(before);
    expect(knownFile(ledger.read, hash)).toBeNull();
    expect(batchOf(ledger.read, batch).status).toBe('undone');
    expect(receiptOf(ledger.read, batch)).toMatchObject({ undoneOn: TODAY, keptOnUndo: [] });
    expect(receiptOf(ledger.read, batch).decisions).not.toEqual([]);
    expect(codeOf(() => undo(ledger, batch))).toBe('batch_undone');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });

    ledger.undo();
    expect(contents(ledger.read)).toEqual(after);
    expect(knownFile(ledger.read, hash)).toEqual({ batch, on: TODAY });
    expect(batchOf(ledger.read, batch).status).toBe('committed');
    ledger.redo();
    expect(rest(ledger)).toEqual(before);
  });

  test('a second one takes the same file in anew', () => {
    const { ledger, unit, first } = desk();
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: first, answers: whole }] };
    for (let n = 0; n < 2; n += 1) {
      const { batch } = takeIn(ledger, [file]);
      acceptAll(ledger, batch);
      commit(ledger, batch);
      expect(undo(ledger, batch)).toEqual({ kept: 0 });
    }
    expect(verify(ledger.read).ok).toBe(true);
  });

  test('keeps what was edited since and lists it, and restores the rest', () => {
    const { ledger, unit, first, second } = desk();
    const file: Return = {
      name: '甲.xlsx',
      unit,
      rows: [
        { measure: first, answers: { state: 'mostly_done', progress: '一。', sanction_criticism: '2' } },
        { measure: second, answers: { state: 'mostly_done' } },
      ],
    };
    const { batch } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    write(ledger, (db) => setMeasureState(db, [first], { state: 'done' }));
    const sanction = ledger.read.pluck<number>('SELECT id FROM sanctions WHERE batch_id = ?', batch)[0] ?? 0;
    write(ledger, (db) => db.run('UPDATE sanctions SET people = 5 WHERE id = ?', sanction));
    expect(undo(ledger, batch).kept).toBe(2);
    const state = (id: number) => ledger.read.pluck('SELECT state FROM measures WHERE id = ?', id)[0];
    expect(state(first)).toBe('done');
    expect(state(second)).toBe('in_progress');
    expect(ledger.read.pluck('SELECT count(*) FROM progress WHERE batch_id = ?', batch)).toEqual([0]);
    const about = receiptOf(ledger.read, batch).keptOnUndo[0]?.about ?? '';
    const title = ledger.read.pluck<string>('SELECT title FROM measures WHERE id = ?', first)[0] ?? '?';
    expect(about.replace(/^\d+-\d+ /, '')).toBe(title);
    expect(receiptOf(ledger.read, batch).keptOnUndo).toEqual([
      { table: 'measures', row: first, about, field: 'state', now: 'done' },
      { table: 'sanctions', row: sanction, about, field: 'people', now: '5' },
    ]);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('keeps what a closing meanwhile rests on', () => {
    const { ledger, unit, measures } = desk();
    const file: Return = { name: '甲.xlsx', unit, rows: [{ measure: measures[0] ?? 0, answers: whole }] };
    const { batch } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    const issue =
      ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', measures[0] ?? 0)[0] ?? 0;
    write(ledger, (db) => {
      const all = db.pluck<number>(
        'SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL',
        issue,
      );
      for (const id of all) {
        setMeasureState(db, [id], { state: 'done' });
        addEvidence(db, id, '佐证', '', TODAY);
      }
      takeStep(db, issue, 'applied', { actor: '示例领导', on: TODAY, opinion: '' });
    });
    undo(ledger, batch);
    const kept = receiptOf(ledger.read, batch).keptOnUndo;
    expect(kept.map(({ table, field }) => `${table}.${field}`).sort()).toEqual([
      'evidence.',
      'measures.done_on',
      'measures.state',
    ]);
    expect(ledger.read.pluck('SELECT count(*) FROM progress WHERE batch_id = ?', batch)).toEqual([0]);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('keeps the completion on which an earlier closing rests, though the issue is open again', () => {
    const { ledger, unit, first } = desk();
    const { batch } = takeIn(ledger, [{ name: '甲.xlsx', unit, rows: [{ measure: first, answers: whole }] }]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    const issue = ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', first)[0] ?? 0;
    const act = { actor: '示例领导', on: TODAY, opinion: '同意' };
    write(ledger, (db) => {
      const others = db.pluck<number>(
        "SELECT id FROM measures WHERE issue_id = ? AND state <> 'done' AND withdrawn_on IS NULL",
        issue,
      );
      setMeasureState(db, others, { state: 'done', on: TODAY });
      setNoEvidence(db, db.pluck('SELECT id FROM measures WHERE issue_id = ?', issue), '口头');
      for (const step of closingSteps) takeStep(db, issue, step, act);
      const add = [{ title: '补充措施', deadline: '' }];
      reopenIssue(db, issue, { ...act, ground: 'other', reason: '问题反弹', setBack: [], add });
    });
    undo(ledger, batch);
    const state = ledger.read.pluck('SELECT state FROM measures WHERE id = ?', first);
    expect(state).toEqual(['done']);
    const kept = receiptOf(ledger.read, batch).keptOnUndo.map(({ table, field }) => `${table}.${field}`);
    expect(kept.sort()).toEqual(['measures.done_on', 'measures.state']);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('takes several commits back as one, the later one first', () => {
    const { ledger, unit, first } = desk();
    const before = rest(ledger);
    const at = (state: string): Return => ({
      name: '甲.xlsx',
      unit,
      rows: [{ measure: first, answers: { state, progress: `到了${state}。`, remark: '备' } }],
    });
    const { batch, files } = takeIn(ledger, [at('mostly_done')]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    compareAgain(ledger, files, [at('done')]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    expect(ledger.read.pluck('SELECT state FROM measures WHERE id = ?', first)).toEqual(['done']);
    expect(undo(ledger, batch)).toEqual({ kept: 0 });
    expect(rest(ledger)).toEqual(before);
  });

  test('a notice: its tree goes, a measure that was worked on stays with all that belongs to it', () => {
    const ledger = newLedger();
    const source = { name: '通报.txt', sha256: sha256('通报') };
    const { value } = ledger.write({ action: 'notice.commit' }, (db) =>
      importNotice(db, {
        ...{ nodes: smallNotice('管理薄弱', { lead: '张示例', unit: '财务部', assisting: ['办公室'] }) },
        ...{ stated: stated(), source, month: '2024-08' },
        target: { newRound: { title: '巡察', feedbackOn: null, months: 6 } },
      }),
    );
    const empty = { issues: 0, measures: 0, units: 0, persons: 0, rounds: 0, progress: 0 };
    const counted = () =>
      Object.fromEntries(
        Object.keys(empty).map((table) => [
          table,
          ledger.read.pluck<number>(`SELECT count(*) FROM ${table}`)[0],
        ]),
      );
    expect(importedBefore(ledger.read, source.sha256)).not.toBeNull();
    undo(ledger, value.batch);
    // The batch's own record names its round, so that stays.
    expect(counted()).toEqual({ ...empty, rounds: 1 });
    expect(importedBefore(ledger.read, source.sha256)).toBeNull();
    ledger.undo();
    const measure = ledger.read.pluck<number>('SELECT min(id) FROM measures')[0] ?? 0;
    write(ledger, (db) =>
      addProgress(db, measure, { month: '2024-08', text: '人工补记。', source: 'typed' }),
    );
    expect(undo(ledger, value.batch).kept).toBeGreaterThan(0);
    expect(counted()).toMatchObject({ issues: 1, measures: 1, progress: 2 });
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });
});

describe('undoing an old ledger taken in', () => {
  const measure = {
    unit: null,
    lead: null,
    assisting: [],
    assignee: '',
    demand: null,
    deadline: '2024年底前',
  };
  const nothing = { evidence: [], regulations: [], sanctions: [], recoveries: [], progress: [] };
  const tree: LedgerTree = {
    branches: [
      {
        path: ['党的建设', '议事决策'],
        issues: [
          {
            ...{
              number: '1',
              title: '议事规则不健全',
              text: '',
              unit: '党群工作部',
              lead: '张某',
              closedOn: '2024-07-05',
            },
            measures: [
              {
                ...{ ...measure, ...nothing, row: 3, number: '1', title: '修订议事规则', unit: '财务部' },
                ...{ state: 'done', doneOn: '2024-06-20', assisting: ['办公室'], evidence: ['印发通知'] },
                progress: [{ month: null, text: '印发。', delayReason: '', nextStep: '', remark: '' }],
                regulations: [{ kind: 'new', line: '《议事规则》' }],
              },
            ],
          },
          {
            ...{
              number: '2',
              title: '往来款清理不及时',
              text: '',
              unit: '财务部',
              lead: '李某',
              closedOn: null,
            },
            measures: [
              {
                ...measure,
                ...nothing,
                row: 4,
                number: '1',
                title: '清理往来款',
                state: 'in_progress',
                doneOn: null,
              },
            ],
          },
        ],
      },
    ],
    problems: [],
  };
  const source = { name: '台账.xlsx', sha256: sha256('台账') };
  const take = () => {
    const ledger = newLedger();
    const { value } = ledger.write({ action: 'ledger.import' }, (db) =>
      importLedger(db, {
        ...{ tree, source, month: '2024-08', operator: '测试员' },
        target: { newRound: { title: '巡察', feedbackOn: null, months: 6 } },
      }),
    );
    return { ledger, batch: value.batch };
  };

  test('takes the closings that it brought along, frees the file, and can be undone', () => {
    const { ledger, batch } = take();
    const full = contents(ledger.read);
    expect(undo(ledger, batch)).toEqual({ kept: 0 });
    const left = Object.entries(contents(ledger.read)).filter(([, rows]) => rows.length > 0);
    expect(left.map(([table]) => table).sort()).toEqual(['batches', 'rounds', 'settings', 'stages']);
    expect(importedBefore(ledger.read, source.sha256)).toBeNull();
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
    ledger.undo();
    expect(contents(ledger.read)).toEqual(full);
  });

  test('makes the round current again that was so before', () => {
    const ledger = sampleCopy();
    const current = () => ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1');
    const before = current();
    const { value } = ledger.write({ action: 'ledger.import' }, (db) =>
      importLedger(db, {
        ...{ tree, source, month: '2024-08', operator: '测试员' },
        target: { newRound: { title: '巡察', feedbackOn: null, months: 6 } },
      }),
    );
    expect(current()).toEqual([value.roundId]);
    expect(undo(ledger, value.batch)).toEqual({ kept: 0 });
    expect(current()).toEqual(before);
    ledger.undo();
    expect(current()).toEqual([value.roundId]);
    expect(verify(ledger.read).ok).toBe(true);
  });

  test('leaves an issue that the clerk took through the chain since, with all of it', () => {
    const { ledger, batch } = take();
    const [issue = 0] = ledger.read.pluck<number>("SELECT id FROM issues WHERE title LIKE '往来款%'");
    const [id = 0] = ledger.read.pluck<number>('SELECT id FROM measures WHERE issue_id = ?', issue);
    write(ledger, (db) => {
      setMeasureState(db, [id], { state: 'done' });
      addEvidence(db, id, '回单', '', TODAY);
      takeStep(db, issue, 'applied', { actor: '示例领导', on: TODAY, opinion: '' });
    });
    expect(undo(ledger, batch).kept).toBeGreaterThan(0);
    expect(ledger.read.pluck('SELECT id FROM issues')).toEqual([issue]);
    expect(ledger.read.pluck('SELECT state FROM measures')).toEqual(['done']);
    expect(ledger.read.pluck('SELECT name FROM unit_names')).toEqual(['财务部']);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });
});

type Act =
  | { kind: 'take'; answers: readonly (readonly [number, number, number])[] }
  | { kind: 'commit' | 'undoBatch' | 'undo' | 'redo' }
  | { kind: 'state' | 'progress' | 'sanction'; measure: number; n: number };

const acts = fc.array<Act>(
  fc.oneof(
    fc.record({
      kind: fc.constant('take' as const),
      answers: fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.nat(3)), { minLength: 1, maxLength: 6 }),
    }),
    fc.record({
      kind: fc.constantFrom(
        'commit' as const,
        'commit' as const,
        'undoBatch' as const,
        'undo' as const,
        'redo' as const,
      ),
    }),
    fc.record({
      kind: fc.constantFrom('state' as const, 'progress' as const, 'sanction' as const),
      measure: fc.nat(3),
      n: fc.nat(3),
    }),
  ),
  { minLength: 4, maxLength: 16 },
);

const say = (field: number, n: number): Return['rows'][number]['answers'] =>
  [
    { state: measureStates[n] ?? 'done' },
    { state: 'done', doneOn: `2024-08-3${n % 2}` },
    { progress: `进展${n}` },
    { evidence: `材料${n}` },
    { sanction_criticism: String(n) },
    { regulationsNew: `《办法${n}》` },
    { extensionTo: `2024-12-1${n}`, extensionReason: '待批' },
  ][field] ?? {};

describe('any work with batches', () => {
  test('leaves a ledger that verifies, and undoing everything gives the start row for row', () => {
    fc.assert(
      fc.property(acts, (work) => {
        const { ledger, unit, measures } = desk();
        const start = contents(ledger.read);
        const startedAt = ledger.revision();
        const taken: { batch: number; files: number[]; returns: Return[] }[] = [];
        const tried = (body: () => unknown) => void codeOf(body);
        work.forEach((act, index) => {
          const last = taken.at(-1);
          const measure = 'measure' in act ? (measures[act.measure] ?? 0) : 0;
          if (act.kind === 'take') {
            const rows = act.answers.map(([at, field, n]) => ({
              measure: measures[at] ?? 0,
              answers: say(field, n),
            }));
            const returns = [{ name: `${index}.xlsx`, unit, rows }];
            taken.push({ ...takeIn(ledger, returns), returns });
          } else if (act.kind === 'commit' && last !== undefined) {
            tried(() => {
              compareAgain(ledger, last.files, last.returns);
              acceptAll(ledger, last.batch);
              commit(ledger, last.batch);
            });
          } else if (act.kind === 'undoBatch') {
            const one = taken[index % Math.max(1, taken.length)];
            if (one !== undefined) tried(() => undo(ledger, one.batch));
          } else if (act.kind === 'undo') {
            if (ledger.revision() > startedAt) tried(() => ledger.undo());
          } else if (act.kind === 'redo') tried(() => ledger.redo());
          else if (act.kind === 'state')
            tried(() =>
              write(ledger, (db) =>
                setMeasureState(db, [measure], { state: measureStates[act.n] ?? 'done', reason: '手改' }),
              ),
            );
          else if (act.kind === 'progress')
            tried(() =>
              write(ledger, (db) =>
                addProgress(db, measure, { month: '2024-08', text: `手${act.n}`, source: 'typed' }),
              ),
            );
          else if (act.kind === 'sanction')
            write(
              ledger,
              (db) => void db.run('UPDATE sanctions SET people = ? WHERE measure_id = ?', act.n, measure),
            );
        });
        expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
        // The desk's own step is the first one after the sample: undo down to it.
        const steps = () =>
          ledger.read.pluck<number>(
            `SELECT count(*) FROM steps s WHERE kind = 'do' AND id > ? AND
              (SELECT u.kind FROM steps u WHERE u.target = s.id ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'`,
            startedAt,
          )[0] ?? 0;
        const deskUndone = () =>
          ledger.read.pluck<string>(
            'SELECT kind FROM steps WHERE target = ? ORDER BY id DESC LIMIT 1',
            startedAt,
          )[0] === 'undo';
        while (steps() > 0 && !deskUndone()) ledger.undo();
        if (!deskUndone()) expect(contents(ledger.read)).toEqual(start);
        expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
        ledger.close();
      }),
      { numRuns: 25 },
    );
  });
});
