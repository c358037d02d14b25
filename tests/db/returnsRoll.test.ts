/** Forms sent, who answered, papers to those who did not, and requests for a later deadline. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  editMeasures,
  type Ledger,
  measureDetail,
  readSettings,
  undoTarget,
  verify,
  writeSettings,
} from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { dueDayOf, setDueDay } from '../../db/returns/dueDay.ts';
import { decideExtension, extensionRequests } from '../../db/returns/extensions.ts';
import { formContent } from '../../db/returns/form.ts';
import { nextForm, recordForms } from '../../db/returns/forms.ts';
import { addReminder, returnLetter } from '../../db/returns/reminders.ts';
import { rollCallOf } from '../../db/returns/rollCall.ts';
import { setAside } from '../../db/returns/decide.ts';
import { clearAway, codeOf, openAgain, openMeasures, TODAY, write } from './makeLedger.ts';
import { sampleCopy, sha256 } from './randomWork.ts';
import { acceptAll, commit, MONTH, takeIn } from './returnFiles.ts';

afterEach(clearAway);

function desk() {
  const ledger = sampleCopy();
  const [first = 0, second = 0] = openMeasures(ledger.read).filter((id) =>
    ledger.read
      .pluck<number>("SELECT state <> 'done' AND established_on IS NULL FROM measures WHERE id = ?", id)
      .includes(1),
  );
  const units = ledger.read.pluck<number>('SELECT id FROM units ORDER BY id') as [number, number];
  const rest = openMeasures(ledger.read).filter((id) => id !== first && id !== second);
  write(ledger, (db) => {
    db.run('UPDATE issues SET unit_id = NULL');
    db.run('DELETE FROM measure_units');
    db.run('UPDATE measures SET unit_id = NULL');
    editMeasures(db, [first, second], { unitId: units[0] });
    editMeasures(db, [rest[0] ?? 0], { unitId: units[1] });
  });
  return { ledger, units, first, second };
}

const rowOf = (ledger: Ledger, unit: number, today: string, month = MONTH) =>
  rollCallOf(ledger.read, month, today).rows.find((row) => row.unit.id === unit);

describe('the roll-call', () => {
  test('lists every unit that is asked, and tells waiting, not sent, late, incomplete, corrected', () => {
    const { ledger, units, first, second } = desk();
    expect(rollCallOf(ledger.read, MONTH, '2024-09-05')).toMatchObject({
      ...{ month: MONTH, cutoffOn: '2024-08-31', dueOn: '2024-09-05', dueSet: false },
      counts: { units: 2, received: 0, late: 0, incomplete: 0, corrected: 0, waiting: 2, notSent: 0 },
    });
    expect(rowOf(ledger, units[0], '2024-09-06')).toMatchObject({
      ...{ responsible: 2, assisting: 0, status: 'not_sent', daysLate: 1, sentOn: null, submissions: [] },
    });
    ledger.close();

    const late = openAgain(ledger.file, { today: () => '2024-09-09' });
    const row = (measure: number) => ({ measure, answers: { remark: '注' } });
    const { batch, files } = takeIn(late, [{ name: '财务部.xlsx', unit: units[0], rows: [row(first)] }]);
    expect(rowOf(late, units[0], '2024-09-09')).toMatchObject({
      ...{ status: 'late', daysLate: 4, missing: 1, corrected: 0 },
      submissions: [{ on: '2024-09-09', file: '财务部.xlsx', batch, late: true }],
    });
    takeIn(late, [{ name: '更正.xlsx', unit: units[0], rows: [row(second)] }]);
    expect(rollCallOf(late.read, MONTH, '2024-09-09').counts).toEqual({
      ...{ units: 2, received: 0, late: 1, incomplete: 0, corrected: 1, waiting: 0, notSent: 1 },
    });
    // What the clerk put aside counts as not received; taking the batch back frees the unit too.
    late.unlogged((db) => setAside(db, files[0] ?? 0, true));
    expect(rowOf(late, units[0], '2024-09-09')).toMatchObject({ missing: 1, corrected: 0 });
    late.undo();
    expect(rowOf(late, units[0], '2024-09-09')?.status).toBe('not_sent');
  });

  test('goes by the day the clerk set, else by the settings', () => {
    const { ledger } = desk();
    write(ledger, (db) => setDueDay(db, MONTH, '2024-09-10'));
    expect(dueDayOf(ledger.read, MONTH)).toMatchObject({ dueOn: '2024-09-10', set: true });
    write(ledger, (db) => setDueDay(db, MONTH, '2024-09-12'));
    write(ledger, (db) => writeSettings(db, { dueDay: 8 }));
    expect(dueDayOf(ledger.read, MONTH).dueOn).toBe('2024-09-12');
    write(ledger, (db) => setDueDay(db, MONTH, null));
    expect(dueDayOf(ledger.read, MONTH)).toMatchObject({ dueOn: '2024-09-09', set: false });
  });

  test('counts what a merged unit was asked and handed in for its successor', () => {
    const { ledger, units, first } = desk();
    takeIn(ledger, [
      { name: '甲.xlsx', unit: units[0], rows: [{ measure: first, answers: { remark: '注' } }] },
    ]);
    write(ledger, (db) =>
      db.run('UPDATE units SET merged_into = ?, merged_on = ? WHERE id = ?', units[1], TODAY, units[0]),
    );
    const { rows } = rollCallOf(ledger.read, MONTH, TODAY);
    expect(rows.map((row) => [row.unit.id, row.responsible, row.submissions.length])).toEqual([
      [units[1], 3, 1],
    ]);
  });
});

describe('forms as sent', () => {
  const formOf = (ledger: Ledger, id: number, unit: number) => ({
    id,
    content: formContent(ledger.read, unit, MONTH, TODAY),
    file: { sha256: sha256(`form ${id}`), bytes: 10, name: `${id}.xlsx` },
  });

  test('are recorded with what they said; undo stops there, numbers are never given twice', () => {
    const { ledger, units } = desk();
    const id = nextForm(ledger.read);
    const forms = [formOf(ledger, id, units[0]), formOf(ledger, id + 1, units[1])];
    ledger.write({ action: 'forms.send' }, (db) => recordForms(db, MONTH, forms));
    expect(ledger.read.pluck('SELECT count(*) FROM form_rows WHERE form_id = ?', id)).toEqual([2]);
    expect(ledger.read.all('SELECT unit_id, month, sent_on, file_name FROM forms WHERE id = ?', id)).toEqual([
      { unit_id: units[0], month: MONTH, sent_on: TODAY, file_name: `${id}.xlsx` },
    ]);
    expect(rowOf(ledger, units[0], TODAY)?.sentOn).toBe(TODAY);
    expect(undoTarget(ledger.read)).toEqual({ step: null, stop: 'undo_stops_at_forms' });
    expect(nextForm(ledger.read)).toBe(id + 2);
    const again = () => ledger.write({ action: 'forms.send' }, (db) => recordForms(db, MONTH, forms));
    expect(codeOf(again)).toBe('forms_moved');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('say which measures are expected: one that was added later is not missed', () => {
    const { ledger, units, first, second } = desk();
    write(ledger, (db) => editMeasures(db, [second], { unitId: units[1] }));
    ledger.write({ action: 'forms.send' }, (db) => recordForms(db, MONTH, [formOf(ledger, 1, units[0])]));
    write(ledger, (db) => editMeasures(db, [second], { unitId: units[0] }));
    takeIn(ledger, [
      { name: '甲.xlsx', unit: units[0], rows: [{ measure: first, answers: { remark: '注' } }] },
    ]);
    expect(rowOf(ledger, units[0], TODAY)).toMatchObject({ responsible: 2, missing: 0 });
  });
});

describe('papers to units that are late', () => {
  test('are numbered by kind and year, print what is missing, and keep their number', () => {
    const { ledger, units, first } = desk();
    ledger.close();
    const late = openAgain(ledger.file, { today: () => '2024-09-09' });
    const add = (kind: 'notice' | 'reminder', number?: string) =>
      late.write({ action: 'reminder.add' }, (db) =>
        addReminder(db, { unit: units[0], month: MONTH, kind, number }),
      ).value;
    const one = add('reminder');
    expect(one.number).toBe('提〔2024〕1号');
    expect(add('notice').number).toBe('督〔2024〕1号');
    expect(add('reminder', '提〔2024〕7号').number).toBe('提〔2024〕7号');
    expect(add('reminder').number).toBe('提〔2024〕8号');
    expect(codeOf(() => add('reminder', ' 提〔2024〕7号 '))).toBe('number_taken');
    expect(undoTarget(late.read).stop).toBe('undo_stops_at_number');
    const all = returnLetter(late.read, one.id, '2024-09-09');
    expect(all).toMatchObject({
      ...{
        kind: 'reminder',
        on: '2024-09-09',
        month: MONTH,
        dueOn: '2024-09-05',
        daysLate: 4,
        received: false,
      },
    });
    expect(all.measures).toHaveLength(2);
    takeIn(late, [
      { name: '甲.xlsx', unit: units[0], rows: [{ measure: first, answers: { remark: '注' } }] },
    ]);
    expect(returnLetter(late.read, one.id, '2024-09-09')).toMatchObject({ received: true, measures: [{}] });
    expect(rowOf(late, units[0], '2024-09-09')?.reminders.map((each) => each.number)).toHaveLength(4);
    expect(codeOf(() => returnLetter(late.read, 999, TODAY))).toBe('row_missing');
  });
});

describe('requests for a later deadline', () => {
  const asked = (answers: object) => {
    const work = desk();
    const { ledger, units, first } = work;
    const { batch } = takeIn(ledger, [
      { name: '甲.xlsx', unit: units[0], rows: [{ measure: first, answers }] },
    ]);
    acceptAll(ledger, batch);
    commit(ledger, batch);
    const [request] = extensionRequests(ledger.read, TODAY);
    return { ...work, request: request?.id ?? 0 };
  };
  const decide = (ledger: Ledger, id: number, accept: boolean, approvedBy = '党委会', on?: string) =>
    codeOf(() => write(ledger, (db) => decideExtension(db, id, { accept, approvedBy, on })));

  test('accepted they make a new deadline in force, with who approved it; undo takes that back', () => {
    const { ledger, first, request } = asked({ extensionTo: '2024-12-31', extensionReason: '等待批复' });
    expect(extensionRequests(ledger.read, TODAY)).toMatchObject([
      { measure: { id: first }, month: MONTH, newOn: '2024-12-31', reason: '等待批复', state: 'pending' },
    ]);
    expect(decide(ledger, request, true, ' ')).toBe('body_required');
    expect(decide(ledger, request, true, '党委会', '2024-09-30')).toBe('on_in_future');
    expect(decide(ledger, request, true)).toBe('no refusal');
    expect(measureDetail(ledger.read, first, TODAY, readSettings(ledger.read))).toMatchObject({
      dueOn: '2024-12-31',
      extensionList: [{ approvedOn: TODAY, date: '2024-12-31', reason: '等待批复' }],
    });
    expect(decide(ledger, request, false)).toBe('request_decided');
    ledger.undo();
    expect(extensionRequests(ledger.read, TODAY)[0]?.state).toBe('pending');
    expect(decide(ledger, request, false)).toBe('no refusal');
    expect(extensionRequests(ledger.read, TODAY)[0]?.state).toBe('refused');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('without a day, or of an issue in the chain, they can not be accepted', () => {
    const noDay = asked({ extensionReason: '等待批复' });
    expect(decide(noDay.ledger, noDay.request, true)).toBe('extension_without_day');
    const { ledger, first, request } = asked({ extensionTo: '2024-12-31' });
    const issue = ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', first)[0] ?? 0;
    write(ledger, (db) => {
      for (const id of db.pluck<number>('SELECT id FROM measures WHERE issue_id = ?', issue))
        db.run(
          "UPDATE measures SET demand = 'ongoing', established_on = ?, no_evidence_reason = '无' WHERE id = ?",
          TODAY,
          id,
        );
      takeStep(db, issue, 'applied', { actor: '示例领导', on: TODAY, opinion: '' });
    });
    expect(decide(ledger, request, true)).toBe('issue_in_chain');
  });
});
