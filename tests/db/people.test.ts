/** Units and persons: dated names, leaving, handing over, removal; months that passed stay as they were. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addIssueByHand,
  addMeasureByHand,
  addPerson,
  addUnit,
  createRound,
  editIssues,
  editMeasures,
  editPerson,
  failureOf,
  handOver,
  leaveOffice,
  type Ledger,
  listHandovers,
  listPersons,
  listUnits,
  mergeUnit,
  openLedger,
  peopleLoad,
  readSettings,
  removePerson,
  removeUnit,
  renamePerson,
  renameUnit,
  setOperator,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import { personByName } from '../../db/people.ts';
import { readFacts } from '../../db/summary/readFacts.ts';
import { summaryFor, summaryMonths } from '../../db/summary/index.ts';
import { nameBook } from '../../shared/summary/names.ts';
import {
  clearAway,
  codeOf,
  contents,
  ledgerOptions,
  newLedger,
  newSampleLedger,
  TODAY,
  write,
} from './makeLedger.ts';

let ledger: Ledger;
const act = <T>(body: (db: WriteDb) => T): T => write(ledger, body);
const refused = (body: (db: WriteDb) => unknown) => codeOf(() => act(body));
const person = (name: string) => act((db) => addPerson(db, { name, post: '', leader: true, unitId: null }));

beforeEach(() => {
  ledger = newLedger();
});
afterEach(() => {
  expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

/** A round with an issue led by one person and a measure of its own lead. */
function withWork() {
  const [first, second] = [person('示例一'), person('示例二')];
  const made = act((db) => {
    createRound(db, {
      ...{ title: '轮次', organisation: '', inspectedBy: '', feedbackOn: '2024-03-01', months: 6 },
    });
    const unit = addUnit(db, '财务部', 'department');
    const issue = addIssueByHand(db, null, { title: '问题', leadId: first, unitId: unit });
    const measure = addMeasureByHand(db, issue, null, {
      title: '措施',
      leadId: first,
      deadline: '2024.12.31',
    });
    return { unit, issue, measure };
  });
  return { first, second, ...made };
}

describe('names of persons', () => {
  test('a rename is dated: before its day the old name holds, also for the first one', () => {
    const id = person('王示例');
    act((db) =>
      createRound(db, { title: '轮', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 }),
    );
    expect(listPersons(ledger.read)[0]).toMatchObject({ name: '王示例', names: [], leftOn: null });
    act((db) => renamePerson(db, id, '王示范', '2024-05-10'));
    act((db) => renamePerson(db, id, '王例范', '2024-07-01'));
    const [listed] = listPersons(ledger.read);
    expect(listed?.name).toBe('王例范');
    expect(listed?.names.map((each) => each.name)).toEqual(['王示例', '王示范', '王例范']);
    const on = (day: string) => nameBook(readFacts(ledger.read), day).person(id)?.name;
    expect(['2024-05-09', '2024-05-10', '2024-06-30', '2024-07-01'].map(on)).toEqual([
      ...['王示例', '王示范', '王示范', '王例范'],
    ]);
    // An old paper names him by an old name: it is the same person.
    expect(act((db) => personByName(db, '王示例', true))).toBe(id);
    const before = contents(ledger.read);
    ledger.undo();
    expect(listPersons(ledger.read)[0]?.name).toBe('王示范');
    ledger.redo();
    expect(contents(ledger.read)).toEqual(before);
  });

  test('a correction holds for every month in which the present name was printed', () => {
    const id = person('王示列');
    act((db) => editPerson(db, id, { name: '王示例' }));
    expect(listPersons(ledger.read)[0]).toMatchObject({ name: '王示例', names: [] });
    act((db) => renamePerson(db, id, '王示凡', '2024-05-10'));
    act((db) => editPerson(db, id, { name: '王示范' }));
    expect(listPersons(ledger.read)[0]?.names).toEqual([
      { name: '王示例', from: '1949-10-01' },
      { name: '王示范', from: '2024-05-10' },
    ]);
  });

  test('refusals', () => {
    const id = person('王示例');
    expect(refused((db) => renamePerson(db, 404, '新', TODAY))).toBe('row_missing');
    expect(refused((db) => renamePerson(db, id, '新', '2024-09-01'))).toBe('on_in_future');
    act((db) => renamePerson(db, id, '新', '2024-05-10'));
    expect(refused((db) => renamePerson(db, id, '更新', '2024-05-10'))).toBe('on_before_previous');
    const revision = ledger.revision();
    act((db) => renamePerson(db, id, '新', TODAY));
    expect(ledger.revision()).toBe(revision);
    expect(refused((db) => leaveOffice(db, 404, TODAY))).toBe('row_missing');
  });
});

describe('handing over', () => {
  test('what is open and his own goes over; what is complete or closed stays', () => {
    const { first, second, issue, measure } = withWork();
    const [done, other] = act((db) => [
      addMeasureByHand(db, issue, null, { title: '已完成', leadId: first, deadline: '2024.12.31' }),
      addMeasureByHand(db, issue, null, { title: '别人的', leadId: second, deadline: '2024.12.31' }),
    ]);
    const closed = act((db) => {
      const id = addIssueByHand(db, null, { title: '已销号', leadId: first });
      const cycle = db.run("INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, '[]')", id).id;
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          VALUES (?, ?, 1, 'imported_closed', '', '2024-08-01', '')`,
        id,
        cycle,
      );
      db.run("UPDATE measures SET demand = 'ongoing', established_on = '2024-06-01' WHERE id = ?", done ?? 0);
      db.run(
        `INSERT INTO measure_events (measure_id, kind, effective_on, recorded_at) VALUES (?, 'established', '2024-06-01', '')`,
        done ?? 0,
      );
      return id;
    });
    expect(act((db) => handOver(db, first, second))).toEqual({ issues: 1, measures: 1 });
    const leads = (table: string) =>
      Object.fromEntries(
        ledger.read
          .all<{ id: number; lead: number }>(`SELECT id, lead_id AS lead FROM ${table}`)
          .map((row) => [row.id, row.lead]),
      );
    expect(leads('issues')).toEqual({ [issue]: second, [closed]: first });
    expect(leads('measures')).toEqual({ [measure]: second, [done ?? 0]: first, [other ?? 0]: second });
    const revision = ledger.revision();
    expect(act((db) => handOver(db, first, second))).toEqual({ issues: 0, measures: 0 });
    expect(ledger.revision()).toBe(revision);
    ledger.undo();
    expect(leads('issues')[issue]).toBe(first);
  });

  test('refusals: to oneself, to nobody, to one who left', () => {
    const { first, second } = withWork();
    expect(refused((db) => handOver(db, first, first))).toBe('hand_over_to_self');
    expect(refused((db) => handOver(db, first, 404))).toBe('row_missing');
    act((db) => leaveOffice(db, second, TODAY));
    expect(refused((db) => handOver(db, first, second))).toBe('person_left');
    act((db) => leaveOffice(db, second, null));
    expect(refused((db) => handOver(db, first, second))).toBe('no refusal');
  });
});

describe('removal', () => {
  test('only what was never named anywhere; the refusal says where', () => {
    const { first, second, unit, issue } = withWork();
    const idle = act((db) => addUnit(db, '审计部', 'department'));
    act((db) => renameUnit(db, idle, '审计工作部', '2024-05-01'));
    act((db) => renamePerson(db, second, '示例贰', '2024-05-01'));
    const where = (body: (db: WriteDb) => unknown): unknown => {
      try {
        act(body);
        return 'removed';
      } catch (error) {
        return failureOf(error)?.detail?.['where'];
      }
    };
    expect(where((db) => removeUnit(db, unit))).toBe('问题 1');
    expect(where((db) => removePerson(db, first))).toBe('问题 1、措施 1');
    expect(where((db) => removeUnit(db, idle))).toBe('removed');
    expect(where((db) => removePerson(db, second))).toBe('removed');
    expect(listUnits(ledger.read, TODAY).map((each) => each.id)).toEqual([unit]);
    expect(refused((db) => removeUnit(db, idle))).toBe('row_missing');
    expect(refused((db) => removePerson(db, second))).toBe('row_missing');
    ledger.undo();
    ledger.undo();
    expect(listUnits(ledger.read, TODAY)).toHaveLength(2);
    act((db) => mergeUnit(db, unit, idle, '2024-06-01'));
    expect(where((db) => removeUnit(db, idle))).toBe('并入它的单位 1');
    expect(issue).toBeGreaterThan(0);
  });

  test('every column that names a unit or a person is looked at', () => {
    const columns = ledger.read
      .all<{ tbl: string; col: string; target: string }>(
        `SELECT s.name AS tbl, f."from" AS col, f."table" AS target FROM sqlite_schema s
          JOIN pragma_foreign_key_list(s.name) f WHERE s.type = 'table' AND f."table" IN ('units', 'persons')`,
      )
      .filter(({ tbl }) => tbl !== 'unit_names' && tbl !== 'person_names');
    // As many as there are, each made to name a unit or person of its own and asked.
    expect(columns.length).toBeGreaterThan(15);
    const source = columns.map(({ tbl, col }) => `${tbl}.${col}`).sort();
    expect(source).toEqual(
      [
        ...['clues.unit_id', 'decided_rows.unit_id', 'evidence.unit_id', 'extension_requests.unit_id'],
        ...['forms.unit_id', 'issues.lead_id', 'issues.unit_id', 'mappings.unit_id', 'measure_units.unit_id'],
        ...['measures.lead_id', 'measures.unit_id', 'persons.unit_id', 'progress.unit_id'],
        ...['recoveries.unit_id', 'regulations.unit_id', 'reminders.unit_id', 'sanctions.unit_id'],
        ...['submissions.unit_id', 'units.merged_into'],
      ].sort(),
    );
  });
});

test('a handover of the clerk is an event with its note; earlier steps keep their operator', () => {
  act((db) => setOperator(db, '测试员', '接手员', '交接时：未销号问题 3 个。'));
  person('甲');
  act((db) => setOperator(db, '接手员', '第三人'));
  expect(listHandovers(ledger.read)).toMatchObject([
    { on: TODAY, from: '接手员', to: '第三人', note: '' },
    { on: TODAY, from: '测试员', to: '接手员', note: '交接时：未销号问题 3 个。' },
  ]);
  expect(ledger.read.pluck('SELECT operator FROM steps ORDER BY id DESC LIMIT 2')).toEqual([
    '接手员',
    '接手员',
  ]);
});

describe('workload', () => {
  test('is what the monthly summary counts, by lead and by unit, on the last day of a month', () => {
    ledger = newSampleLedger().ledger;
    const units = listUnits(ledger.read, TODAY);
    act((db) => mergeUnit(db, units[2]?.id ?? 0, units[3]?.id ?? 0, '2024-07-10'));
    act((db) => editIssues(db, [openIssue()], { leadId: null, unitId: null }));
    const settings = readSettings(ledger.read);
    const summary = summaryFor(ledger.read, TODAY.slice(0, 7), TODAY, settings);
    for (const by of ['lead', 'unit'] as const) {
      const load = new Map(peopleLoad(ledger.read, by, TODAY, settings).rows.map((row) => [row.id, row]));
      for (const row of by === 'lead' ? summary.issuesByLead : summary.issuesByUnit) {
        const { issues, open, closed } = load.get(row.id) ?? { issues: 0, open: 0, closed: 0 };
        expect([row.name, issues, open, closed]).toEqual([
          ...[row.name, row.issues.value, row.open.value, row.closed.value],
        ]);
      }
      for (const row of by === 'lead' ? summary.measuresByLead : summary.measuresByUnit) {
        const mine = load.get(row.id);
        expect([mine?.measures, mine?.complete, mine?.overdue, mine?.near, mine?.lagging]).toEqual([
          ...[row.measures.value, row.complete.value, row.overdue.value, row.near.value, row.lagging.value],
        ]);
      }
      const sum = (field: 'issues' | 'measures') =>
        [...load.values()].reduce((total, row) => total + row[field], 0);
      expect([sum('issues'), sum('measures')]).toEqual([28, 93]);
    }
  });
  const openIssue = (): number =>
    ledger.read.pluck<number>(
      'SELECT id FROM issues WHERE id NOT IN (SELECT issue_id FROM closing_events) ORDER BY id LIMIT 1',
    )[0] ?? 0;
});

describe('months that passed', () => {
  test('no rename, merger, leaving or removal from a day on changes the summary of a month before it', () => {
    ledger = newSampleLedger().ledger;
    const day = '2024-07-15';
    const passed = summaryMonths(ledger.read, TODAY).months.filter((month) => month < day.slice(0, 7));
    expect(passed.length).toBeGreaterThan(2);
    const papers = () =>
      passed.map((month) => JSON.stringify({ ...summaryFor(ledger.read, month, TODAY), revision: 0 }));
    const before = papers();
    const idsOf = (table: string) => ledger.read.pluck<number>(`SELECT id FROM ${table} ORDER BY id`);
    const [units, persons] = [idsOf('units'), idsOf('persons')];
    const event = fc.record({
      kind: fc.constantFrom('renameUnit', 'renamePerson', 'merge', 'leave'),
      a: fc.nat(),
      b: fc.nat(),
      on: fc.constantFrom(day, '2024-07-31', '2024-08-20'),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        let made = 0;
        for (const [n, { kind, a, b, on }] of events.entries()) {
          const unit = units[a % units.length] ?? 0;
          const who = persons[a % persons.length] ?? 0;
          const revision = ledger.revision();
          const code = refused((db) => {
            if (kind === 'renameUnit') renameUnit(db, unit, `新单位${n}`, on);
            else if (kind === 'renamePerson') renamePerson(db, who, `新姓名${n}`, on);
            else if (kind === 'leave') leaveOffice(db, who, on);
            else mergeUnit(db, unit, units[b % units.length] ?? 0, on);
          });
          const known = ['no refusal', 'on_before_previous', 'unit_into_itself', 'unit_merged_before'];
          expect(known).toContain(code);
          made += ledger.revision() - revision;
        }
        expect(papers()).toEqual(before);
        for (let n = 0; n < made; n += 1) ledger.undo();
      }),
      { numRuns: 12 },
    );
    // And what is changed does reach the months from that day on.
    const latest = () => JSON.stringify(summaryFor(ledger.read, '2024-08', TODAY).measuresByLead);
    const after = latest();
    const lead =
      ledger.read.pluck<number>('SELECT lead_id FROM issues WHERE lead_id IS NOT NULL LIMIT 1')[0] ?? 0;
    act((db) => renamePerson(db, lead, '改名后', day));
    expect(latest()).not.toBe(after);
    expect(papers()).toEqual(before);
  });
});

test('names live in the file, not in the connection', () => {
  const id = person('王示例');
  act((db) => renamePerson(db, id, '王示范', '2024-05-10'));
  const { file } = ledger;
  ledger.close();
  const again = openLedger(file, ledgerOptions());
  if (!again.ok) throw new Error(again.error.code);
  ledger = again.value;
  expect(listPersons(ledger.read)[0]?.names).toHaveLength(2);
  const unit = act((db) => addUnit(db, '财务部', 'department'));
  act((db) => editPerson(db, id, { unitId: unit }));
  expect(refused((db) => removeUnit(db, unit))).toBe('in_use');
  expect(refused((db) => editMeasures(db, [404], {}))).toBe('row_missing');
  const { read } = ledger;
  expect(verify(read).ok).toBe(true);
  ledger.close();
  ledger = newLedger();
});
