/** Taking over what was decided: what comes into the ledger, what hinders it, and that all of it can be taken back. */
import { afterEach, describe, expect, test } from 'vitest';
import { editMeasures, type Ledger, setMeasureState, verify } from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { receiptOf } from '../../db/returns/receipt.ts';
import { batchOf, reviewOf, stagedFile } from '../../db/returns/review.ts';
import { clearAway, codeOf, contents, newSampleLedger, openMeasures, TODAY, write } from './makeLedger.ts';
import {
  acceptAll,
  commit,
  compareAgain,
  decide,
  MONTH,
  type Return,
  rowsOf,
  takeIn,
} from './returnFiles.ts';

afterEach(clearAway);

interface Desk {
  ledger: Ledger;
  unit: number;
  /** Two measures of open issues that the unit is responsible for. */
  first: number;
  second: number;
}

function desk(): Desk {
  const { ledger } = newSampleLedger();
  const [first = 0, second = 0] = openMeasures(ledger.read).filter(
    (id) =>
      ledger.read.get<{ state: string }>('SELECT state FROM measures WHERE id = ?', id)?.state ===
      'in_progress',
  );
  const unit = ledger.read.pluck<number>('SELECT id FROM units ORDER BY id')[0] ?? 0;
  write(ledger, (db) => editMeasures(db, [first, second], { unitId: unit, assistingIds: [] }));
  return { ledger, unit, first, second };
}

const returned = (
  unit: number | null,
  measure: number,
  answers: Return['rows'][number]['answers'],
): Return => ({
  name: '财务部.xlsx',
  unit,
  rows: [{ measure, answers }],
});

describe('a commit', () => {
  test('takes over every kind of answer, in one step, as the receipt says, and one undo takes all of it back', () => {
    const { ledger, unit, first } = desk();
    const file = returned(unit, first, {
      ...{ state: 'done', doneOn: TODAY, progress: '已印发新办法。', remark: '附件另送' },
      ...{
        evidence: '会议纪要\n新办法',
        regulationsNew: '《采购办法》（集团〔2024〕3号）',
        sanction_criticism: '2',
      },
      ...{ recovery_returned: '123456', nextStep: '跟踪落实' },
    });
    const { batch, files } = takeIn(ledger, [file]);
    const before = contents(ledger.read);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY)).toMatchObject({
      status: 'review',
      unit: { id: unit },
      unmapped: ['其他'],
      decided: { open: 9, committed: 0 },
    });
    expect(acceptAll(ledger, batch)).toBe(9);
    const done = commit(ledger, batch);
    expect(done).toEqual({ batch, accepted: 9, kept: 0, edited: 0 });
    expect(ledger.read.get('SELECT state, done_on FROM measures WHERE id = ?', first)).toEqual({
      state: 'done',
      done_on: TODAY,
    });
    expect(
      ledger.read.get(
        `SELECT text, next_step, remark, unit_id, source, batch_id, month FROM progress ORDER BY id DESC LIMIT 1`,
      ),
    ).toEqual({
      ...{ text: '已印发新办法。', next_step: '跟踪落实', remark: '附件另送' },
      ...{ unit_id: unit, source: 'return', batch_id: batch, month: MONTH },
    });
    expect(ledger.read.pluck('SELECT title FROM evidence WHERE batch_id = ? ORDER BY id', batch)).toEqual([
      '会议纪要',
      '新办法',
    ]);
    expect(
      ledger.read.all(
        'SELECT kind, title, number, measure_id, first_month FROM regulations WHERE batch_id = ?',
        batch,
      ),
    ).toEqual([
      { kind: 'new', title: '采购办法', number: '集团〔2024〕3号', measure_id: first, first_month: MONTH },
    ]);
    expect(ledger.read.pluck('SELECT people FROM sanctions WHERE batch_id = ?', batch)).toEqual([2]);
    expect(ledger.read.pluck('SELECT fen FROM recoveries WHERE batch_id = ?', batch)).toEqual([123456]);
    expect(batchOf(ledger.read, batch)).toMatchObject({
      status: 'committed',
      months: [MONTH],
      counts: { files: 1, rows: 1, accepted: 9, open: 0 },
    });
    const receipt = receiptOf(ledger.read, batch);
    expect(receipt).toMatchObject({ operator: '测试员', undoneOn: null, counts: { accepted: 9, open: 0 } });
    expect(receipt.decisions).toHaveLength(9);
    expect(receipt.decisions.find((one) => one.field === 'state')).toMatchObject({
      choice: 'accept',
      before: 'in_progress',
      after: 'done',
    });
    expect(receiptOf(ledger.read, batch).hash).toBe(receipt.hash);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });

    ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
    // The review lies there again, decided as it was.
    expect(reviewOf(ledger.read, batch, ledger.revision(), TODAY)).toMatchObject({ stale: true });
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY).decided).toEqual({
      ...{ accept: 9, keep: 0, edit: 0, open: 0, committed: 0 },
    });
    ledger.redo();
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY)).toMatchObject({
      status: 'done',
      decided: { committed: 9 },
    });
    ledger.undo();
    compareAgain(ledger, files, [file]);
    expect(reviewOf(ledger.read, batch, ledger.revision(), TODAY).stale).toBe(false);
    expect(commit(ledger, batch).accepted).toBe(9);
  });

  test('of the same content again finds nothing to decide', () => {
    const { ledger, unit, first } = desk();
    const answers = { state: 'mostly_done', progress: '推进中。', evidence: '纪要', sanction_criticism: '1' };
    const { batch } = takeIn(ledger, [returned(unit, first, answers)]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    const again = takeIn(ledger, [{ ...returned(unit, first, answers), name: '另一名.xlsx' }]);
    expect(stagedFile(ledger.read, again.files[0] ?? 0, TODAY)).toMatchObject({
      status: 'done',
      counts: { classes: { theirs: 0, both: 0, problem: 0, unchanged: 4 } },
    });
  });

  test('keeps what was kept, takes the edited value, and asks neither again', () => {
    const { ledger, unit, first } = desk();
    const file = returned(unit, first, {
      progress: '他们说的。',
      remark: '备注一',
      sanction_criticism: null,
    });
    const { batch, files } = takeIn(ledger, [file]);
    const key = { file: files[0] ?? 0, row: 5 };
    expect(
      codeOf(() =>
        decide(ledger, batch, [{ ...key, field: 'sanction_criticism', choice: 'accept', value: null }]),
      ),
    ).toBe('cell_unreadable');
    const { before } = decide(ledger, batch, [
      { ...key, field: 'progress', choice: 'edit', value: '我们改的。' },
      { ...key, field: 'remark', choice: 'keep', value: null },
      { ...key, field: 'sanction_criticism', choice: 'edit', value: '3' },
    ]);
    expect(before.map((one) => one.choice)).toEqual(['later', 'later', 'later']);
    expect(commit(ledger, batch)).toEqual({ batch, accepted: 0, kept: 1, edited: 2 });
    expect(ledger.read.pluck('SELECT text FROM progress WHERE batch_id = ?', batch)).toEqual(['我们改的。']);
    expect(ledger.read.pluck('SELECT people FROM sanctions WHERE batch_id = ?', batch)).toEqual([3]);
    compareAgain(ledger, files, [file]);
    expect(rowsOf(ledger, batch)[0]?.cells.map((cell) => [cell.field, cell.class])).toEqual([
      ['progress', 'ours'],
      ['remark', 'ours'],
      ['sanction_criticism', 'ours'],
    ]);
  });

  test('is refused when the ledger moved since, but not for what no comparison rests on', () => {
    const { ledger, unit, first, second } = desk();
    const file = returned(unit, first, { progress: '推进中。' });
    const { batch, files } = takeIn(ledger, [file]);
    acceptAll(ledger, batch);
    const shown = ledger.revision();
    write(ledger, (db) => editMeasures(db, [second], { title: '改动' }));
    expect(codeOf(() => commit(ledger, batch, shown))).toBe('ledger_moved');
    expect(codeOf(() => commit(ledger, batch))).toBe('ledger_moved');
    expect(reviewOf(ledger.read, batch, ledger.revision(), TODAY).stale).toBe(true);
    compareAgain(ledger, files, [file]);
    takeIn(ledger, [returned(unit, second, { progress: '另一份。' })]);
    expect(reviewOf(ledger.read, batch, ledger.revision(), TODAY).stale).toBe(false);
    expect(commit(ledger, batch).accepted).toBe(1);
  });

  test('that a guard refuses names file, row and cell, and leaves nothing behind', () => {
    const { ledger, unit, first, second } = desk();
    const { batch, files } = takeIn(ledger, [
      {
        name: '甲.xlsx',
        unit,
        rows: [
          { measure: first, answers: { progress: '先写下的。' } },
          { measure: second, answers: { state: 'done', doneOn: '2024-08-20' } },
        ],
      },
    ]);
    const before = contents(ledger.read);
    // A state set on a later day holds the reported day back.
    write(ledger, (db) => setMeasureState(db, [second], { state: 'mostly_done', on: '2024-08-25' }));
    const moved = ledger.revision();
    compareAgain(ledger, files, [
      {
        name: '甲.xlsx',
        unit,
        rows: [
          { measure: first, answers: { progress: '先写下的。' } },
          { measure: second, answers: { state: 'done', doneOn: '2024-08-20' } },
        ],
      },
    ]);
    acceptAll(ledger, batch);
    const held = rowsOf(ledger, batch)[1]?.cells.map((cell) => [cell.field, cell.choice, cell.held]);
    expect(held).toEqual([
      ['state', 'later', 'on_before_previous'],
      ['doneOn', 'later', 'on_before_previous'],
    ]);
    const key = { file: files[0] ?? 0, row: 6 };
    expect(
      codeOf(() => decide(ledger, batch, [{ ...key, field: 'state', choice: 'accept', value: null }])),
    ).toBe('on_before_previous');
    // With the ledger's own day the state alone can be taken over.
    decide(ledger, batch, [
      { ...key, field: 'state', choice: 'accept', value: null },
      { ...key, field: 'doneOn', choice: 'keep', value: null },
    ]);
    expect(commit(ledger, batch, moved).accepted).toBe(2);
    expect(ledger.read.pluck('SELECT done_on FROM measures WHERE id = ?', second)).toEqual([TODAY]);
    ledger.undo();
    ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
  });

  test('holds what the chain judges by while the issue is in it, and takes over the rest', () => {
    const { ledger, unit, first } = desk();
    const issue = ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', first)[0] ?? 0;
    write(ledger, (db) => {
      const all = db.pluck<number>(
        'SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL',
        issue,
      );
      setMeasureState(db, all, { state: 'done' });
      for (const id of all) db.run("UPDATE measures SET no_evidence_reason = '无' WHERE id = ?", id);
      takeStep(db, issue, 'applied', { actor: '示例领导', on: TODAY, opinion: '' });
    });
    const file = returned(unit, first, { state: 'mostly_done', evidence: '纪要', progress: '补充情况。' });
    const { batch, files } = takeIn(ledger, [file]);
    const [row] = rowsOf(ledger, batch);
    expect(row?.cells.map((cell) => [cell.field, cell.held])).toEqual([
      ['state', 'issue_in_chain'],
      ['evidence', 'issue_in_chain'],
      ['progress', null],
    ]);
    const key = { file: files[0] ?? 0, row: 5, field: 'evidence' as const, value: null };
    expect(codeOf(() => decide(ledger, batch, [{ ...key, choice: 'accept' }]))).toBe('issue_in_chain');
    expect(acceptAll(ledger, batch)).toBe(1);
    expect(commit(ledger, batch).accepted).toBe(1);
    expect(stagedFile(ledger.read, files[0] ?? 0, TODAY)).toMatchObject({
      status: 'review',
      decided: { open: 2 },
    });
  });

  test('of two files that say the same cell differently is refused; the clerk keeps one', () => {
    const { ledger, unit, first } = desk();
    const one = returned(unit, first, { progress: '第一次报的。', evidence: '纪要' });
    const two = { ...returned(unit, first, { progress: '更正后的。', evidence: '纪要' }), name: '更正.xlsx' };
    const { batch, files } = takeIn(ledger, [one, two]);
    acceptAll(ledger, batch);
    expect(codeOf(() => commit(ledger, batch))).toBe('cell_decided_twice');
    decide(ledger, batch, [{ file: files[0] ?? 0, row: 5, field: 'progress', choice: 'keep', value: null }]);
    expect(commit(ledger, batch)).toEqual({ batch, accepted: 3, kept: 1, edited: 0 });
    expect(ledger.read.pluck('SELECT title FROM evidence WHERE batch_id = ?', batch)).toEqual(['纪要']);
    expect(ledger.read.pluck('SELECT text FROM progress WHERE batch_id = ?', batch)).toEqual(['更正后的。']);
  });
});
