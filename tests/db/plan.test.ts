/** Gantt chart, month and agenda: against plain counting by the shared rules over random ledgers, and in examples. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addExtensions,
  addIssueByHand,
  addMeasureByHand,
  addUnit,
  agendaOf,
  createRound,
  editIssues,
  editMeasures,
  ganttOf,
  type Ledger,
  mergeUnit,
  planMonth,
  type ReadDb,
  readSettings,
  renameUnit,
  setMeasureState,
  setOwnDays,
} from '../../db/index.ts';
import { closingBoard } from '../../db/closing/board.ts';
import { takeStep } from '../../db/closing.ts';
import { addDays, daysBetween, type Day } from '../../shared/day.ts';
import type { Demand, MeasureState } from '../../shared/lists.ts';
import { completedOn, deadlineInForce, lampOf, timeliness, worstOfOpen } from '../../shared/timeliness.ts';
import { measureComplete } from '../../shared/complete.ts';
import { successorOn } from '../../shared/counting.ts';
import { clearAway, newLedger, newSampleLedger, TODAY, write } from './makeLedger.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const utcDay = (moment: string) => moment.slice(0, 10);
const gantt = (ledger: Ledger, more: object = {}, today = TODAY) =>
  ganttOf(
    ledger.read,
    { ...{ by: 'unit', level: 'issue', complete: true, units: [], leads: [] }, ...more },
    today,
    readSettings(ledger.read),
  );
const agenda = (ledger: Ledger, days = 15, today = TODAY) =>
  agendaOf(ledger.read, days, today, readSettings(ledger.read), utcDay);
const month = (ledger: Ledger, of: string, more: object = {}, today = TODAY) =>
  planMonth(ledger.read, { month: of, units: [], leads: [], ...more }, today, readSettings(ledger.read));

interface PlainMeasure {
  id: number;
  issue: number;
  unit: number | null;
  lead: number | null;
  firstOn: Day | null;
  dueOn: Day | null;
  extensions: number;
  complete: boolean;
  endOn: Day | null;
  lamp: string;
  kind: ReturnType<typeof timeliness>;
}

/** Everything in the plan of the current round, by the rules of shared/, one row at a time. */
function plain(db: ReadDb, today: Day) {
  const { nearDays } = readSettings(db);
  const mergers = db.all<{ unit: number; into: number; on: Day }>(
    'SELECT id AS unit, merged_into AS "into", merged_on AS "on" FROM units WHERE merged_into IS NOT NULL',
  );
  const successor = (unit: number | null) =>
    unit === null ? null : Number(successorOn(unit, mergers, today));
  const issues = db
    .all<{ id: number; lead: number | null; unit: number | null; start: Day }>(
      `SELECT i.id, i.lead_id AS lead, i.unit_id AS unit, i.adopted_on AS start FROM issues i
        JOIN rounds r ON r.id = i.round_id WHERE r.current = 1 AND i.withdrawn_on IS NULL`,
    )
    .map((issue) => {
      const events = db
        .all<{ step: string; on: Day }>(
          `SELECT step, effective_on AS "on" FROM closing_events WHERE issue_id = ? ORDER BY id`,
          issue.id,
        )
        .filter((event) => event.step !== 'recheck_passed');
      const last = events.at(-1);
      const closed = last?.step === 'closed' || last?.step === 'imported_closed';
      return { ...issue, unit: successor(issue.unit), closedOn: closed ? last.on : null };
    });
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const measures: PlainMeasure[] = db
    .all<{
      id: number;
      issue: number;
      lead: number | null;
      unit: number | null;
      state: MeasureState;
      demand: Demand;
      doneOn: Day | null;
      establishedOn: Day | null;
      firstOn: Day | null;
    }>(
      `SELECT id, issue_id AS issue, lead_id AS lead, unit_id AS unit, state, demand, done_on AS doneOn,
        established_on AS establishedOn, deadline_on AS firstOn FROM measures WHERE withdrawn_on IS NULL
        ORDER BY issue_id, position, id`,
    )
    .flatMap((m) => {
      const issue = byId.get(m.issue);
      if (issue === undefined) return [];
      const extensions = db
        .all<{ to: Day | null; approvedOn: Day; seq: number }>(
          'SELECT new_on AS "to", approved_on AS approvedOn, id AS seq FROM extensions WHERE measure_id = ?',
          m.id,
        )
        .filter((extension) => extension.approvedOn <= today);
      const dueOn = deadlineInForce(m.firstOn, extensions, today);
      const facts = { ...m, established: m.establishedOn !== null, withdrawn: false, deadline: dueOn };
      const kind = timeliness(facts, today, nearDays);
      const complete = measureComplete(facts);
      return {
        ...{ id: m.id, issue: m.issue, firstOn: m.firstOn, dueOn, extensions: extensions.length },
        ...{ complete, endOn: complete ? completedOn(facts) : null, kind, lamp: lampOf(kind) },
        unit: m.unit === null ? issue.unit : successor(m.unit),
        lead: m.lead ?? issue.lead,
      };
    });
  return { issues, measures };
}

const last = (days: (Day | null)[]): Day | null =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null;

describe('over random ledgers', () => {
  test('bars, days and lists are what plain counting by the shared rules gives', () => {
    fc.assert(
      fc.property(
        acts(14),
        fc.integer({ min: -200, max: 120 }),
        fc.integer({ min: 0, max: 90 }),
        (work, off, days) => {
          const ledger = sampleCopy();
          for (const one of work) perform(ledger, one);
          const today = addDays(TODAY, off);
          const { issues, measures } = plain(ledger.read, today);
          const below = (id: number) => measures.filter((m) => m.issue === id);

          const issueBars = gantt(ledger, {}, today).groups.flatMap((group) => group.bars);
          const expectedBars = issues.map((issue) => {
            const own = below(issue.id);
            const open = own.filter((m) => !m.complete);
            const asked = open.length > 0 ? open : own;
            const worst = issue.closedOn === null ? worstOfOpen(open.map((m) => m.kind)) : null;
            return {
              id: issue.id,
              unit: issue.unit,
              lead: issue.lead,
              start: issue.start,
              dueOn: last(asked.map((m) => m.dueOn)),
              endOn: issue.closedOn,
              lamp: worst === null ? null : lampOf(worst),
              measures: own.length,
              complete: own.length - open.length,
              extensions: own.reduce((sum, m) => sum + m.extensions, 0),
            };
          });
          const bare = (bars: typeof issueBars) =>
            bars
              .map(({ id, unit, lead, start, dueOn, endOn, lamp, measures: n, complete, extensions }) => ({
                ...{ id, unit: unit?.id ?? null, lead: lead?.id ?? null, start, dueOn, endOn, lamp },
                ...{ measures: n, complete, extensions },
              }))
              .sort((a, b) => a.id - b.id);
          expect(bare(issueBars)).toEqual(expectedBars.sort((a, b) => a.id - b.id));

          const open = gantt(ledger, { level: 'measure', complete: false, by: 'lead' }, today);
          const closed = new Set(issues.filter((issue) => issue.closedOn !== null).map(({ id }) => id));
          const running = measures.filter((m) => !m.complete && !closed.has(m.issue));
          expect(
            open.groups
              .flatMap((group) =>
                group.bars.map((bar) => [bar.id, group.id, bar.unit?.id ?? null, bar.dueOn, bar.lamp]),
              )
              .sort((a, b) => Number(a[0]) - Number(b[0])),
          ).toEqual(
            running
              .map((m) => [m.id, m.lead, m.unit, m.dueOn, m.lamp])
              .sort((a, b) => Number(a[0]) - Number(b[0])),
          );

          // Every bar lies within the chart, in whole months.
          const all = gantt(ledger, { level: 'measure' }, today);
          expect([all.from.slice(8), addDays(all.to, 1).slice(8)]).toEqual(['01', '01']);
          for (const bar of all.groups.flatMap((group) => group.bars))
            for (const day of [bar.start, bar.dueOn, bar.firstDueOn, bar.endOn, today])
              if (day !== null) expect(all.from <= day && day <= all.to).toBe(true);

          const found = agenda(ledger, days, today);
          const late = running.filter((m) => m.kind === 'overdue');
          const next = running.filter(
            (m) => m.dueOn !== null && m.kind !== 'overdue' && daysBetween(today, m.dueOn) <= days,
          );
          const ids = (rows: readonly { measure: number }[]) =>
            rows.map((row) => row.measure).sort((a, b) => a - b);
          const plainIds = (rows: readonly PlainMeasure[]) => rows.map((m) => m.id).sort((a, b) => a - b);
          expect([found.overdue.count, ids(found.overdue.rows)]).toEqual([late.length, plainIds(late)]);
          expect([found.due.count, ids(found.due.rows)]).toEqual([next.length, plainIds(next)]);
          for (const rows of [found.overdue.rows, found.due.rows])
            expect(rows.map((row) => row.dueOn)).toEqual(rows.map((row) => row.dueOn).sort());
          for (const row of found.overdue.rows) expect([row.lamp, row.days < 0]).toEqual(['red', true]);

          // The board counts the same issues.
          const { columns } = closingBoard(ledger.read, {}, today, () => '');
          const inChain = columns.filter(({ key }) => ['applied', 'reviewed', 'verified'].includes(key));
          expect(found.waitingCount).toBe(inChain.reduce((sum, { total }) => sum + total, 0));
          expect(found.ready).toBe(columns.find(({ key }) => key === 'ready')?.total ?? 0);
          const cards = new Map(inChain.flatMap(({ cards: own }) => own).map((card) => [card.id, card]));
          for (const { issue, step, holder, days: held } of found.waiting)
            expect({ step, holder, held }).toEqual({
              step: cards.get(issue)?.next?.name,
              holder: cards.get(issue)?.next?.holder,
              held: cards.get(issue)?.days,
            });

          const shown = month(ledger, today.slice(0, 7), {}, today);
          for (const { day, due, dueCount } of shown.days)
            expect([dueCount, ids(due)]).toEqual([
              running.filter((m) => m.dueOn === day).length,
              plainIds(running.filter((m) => m.dueOn === day)),
            ]);
          clearAway();
        },
      ),
      { numRuns: 25 },
    );
  });
});

/** A round with one issue of two units. */
function desk(feedbackOn: string | null = '2024-03-05') {
  const ledger = newLedger();
  const made = write(ledger, (db) => {
    const round = createRound(db, {
      ...{ title: '轮次', organisation: '集团', inspectedBy: '', feedbackOn, months: 6 },
    });
    const [first, second] = [addUnit(db, '甲部', 'department'), addUnit(db, '乙部', 'department')];
    const issue = addIssueByHand(db, null, { title: '问题' });
    editIssues(db, [issue], { unitId: first, number: '1.' });
    const measure = (title: string, deadline: string) =>
      addMeasureByHand(db, issue, null, { title, deadline });
    return { round, first, second, issue, one: measure('一', '2024.6.30'), two: measure('二', '2024.9.10') };
  });
  return { ledger, ...made };
}

describe('the chart', () => {
  test('keeps the first deadline where extensions moved it', () => {
    const { ledger, one, two, issue } = desk();
    write(ledger, (db) =>
      addExtensions(db, [one], { deadline: '2024年底前', reason: '等待批复', approvedBy: '党委会' }),
    );
    expect(gantt(ledger).groups[0]?.bars).toMatchObject([
      { id: issue, dueOn: '2024-12-31', firstDueOn: '2024-09-10', extensions: 1, place: '1', lamp: 'amber' },
    ]);
    expect(gantt(ledger, { level: 'measure' }).groups[0]?.bars).toMatchObject([
      { id: one, dueOn: '2024-12-31', firstDueOn: '2024-06-30', extensions: 1, lamp: 'green' },
      { id: two, dueOn: '2024-09-10', firstDueOn: null, extensions: 0, lamp: 'amber' },
    ]);
    // Before the approval nothing was extended.
    expect(gantt(ledger, {}, '2024-08-30').groups[0]?.bars[0]).toMatchObject({
      ...{ dueOn: '2024-09-10', firstDueOn: null, extensions: 0, lamp: 'red' },
    });
  });

  test('groups by units under the names of today, successors after mergers, 未明确 last', () => {
    const { ledger, first, second, one } = desk();
    write(ledger, (db) => {
      addMeasureByHand(db, addIssueByHand(db, null, { title: '无人负责' }), null, { title: '三' });
      editMeasures(db, [one], { unitId: second });
      renameUnit(db, first, '甲一部', '2024-08-01');
    });
    const names = (today: string, more: object = {}) =>
      gantt(ledger, { level: 'measure', ...more }, today).groups.map((g) => `${g.name} ${g.bars.length}`);
    expect(names(TODAY)).toEqual(['甲一部 1', '乙部 1', '未明确 1']);
    expect(names('2024-07-31')).toEqual(['甲部 1', '乙部 1', '未明确 1']);
    write(ledger, (db) => mergeUnit(db, second, first, '2024-08-15'));
    expect(names(TODAY)).toEqual(['甲一部 2', '未明确 1']);
    expect(names(TODAY, { units: [first] })).toEqual(['甲一部 2']);
    expect(names(TODAY, { units: [second] })).toEqual([]);
  });

  test('spans whole months from the feedback to the last deadline, the end of the round, today', () => {
    const { ledger } = desk();
    expect(gantt(ledger)).toMatchObject({ from: '2024-03-01', to: '2024-09-30', organisation: '集团' });
    expect(gantt(ledger, {}, '2024-11-02')).toMatchObject({ from: '2024-03-01', to: '2024-11-30' });
    write(ledger, (db) => addMeasureByHand(db, 1, null, { title: '三', deadline: '2025.2.28' }));
    expect(gantt(ledger)).toMatchObject({ from: '2024-03-01', to: '2025-02-28' });
    expect(gantt(ledger).stages.map((stage) => [stage.title, stage.dueOn])).toContainEqual([
      ...['整改方案', '2024-04-05'],
    ]);
  });

  test('a closed issue ends on the day it was closed, whatever was looked at again later', () => {
    const { ledger } = newSampleLedger();
    const bar = () => gantt(ledger).groups.flatMap((group) => group.bars)[0];
    const { id = 0, endOn = '' } = bar() ?? {};
    expect(endOn).toBe('2024-07-12');
    write(ledger, (db) =>
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          SELECT issue_id, cycle_id, attempt, 'recheck_passed', actor, '2024-08-30', recorded_at FROM closing_events
            WHERE issue_id = ? ORDER BY id DESC LIMIT 1`,
        id,
      ),
    );
    expect(bar()).toMatchObject({ id, endOn });
    expect(gantt(ledger, { complete: false }).groups.flatMap((group) => group.bars)).toHaveLength(3);
  });

  test('without a round there is an empty one', () => {
    const ledger = newLedger();
    expect(gantt(ledger)).toMatchObject({ groups: [], stages: [], from: '2024-08-01', to: '2024-08-31' });
    expect(agenda(ledger)).toMatchObject({ overdue: { count: 0 }, waiting: [], returns: null });
    expect(month(ledger, '2024-02').days).toHaveLength(29);
  });
});

describe('what the start shows', () => {
  test('a deadline is kept on its last day and late on the next', () => {
    const { ledger } = desk();
    const counts = (today: string, days: number) => {
      const { overdue, due } = agenda(ledger, days, today);
      return [overdue.count, due.count];
    };
    expect(counts('2024-06-30', 0)).toEqual([0, 1]);
    expect(counts('2024-07-01', 0)).toEqual([1, 0]);
    expect(counts('2024-06-30', 71)).toEqual([0, 1]);
    expect(counts('2024-06-30', 72)).toEqual([0, 2]);
    expect(agenda(ledger, 15, '2024-09-12').overdue.rows.map((row) => [row.title, row.days])).toEqual([
      ['一', -74],
      ['二', -2],
    ]);
  });

  test('who holds an issue of the chain, and for how long', () => {
    const { ledger, issue, one, two } = desk();
    write(ledger, (db) => {
      setMeasureState(db, [one, two], { state: 'done', on: '2024-08-01' });
      db.run("UPDATE measures SET no_evidence_reason = '无'");
    });
    expect(agenda(ledger)).toMatchObject({ ready: 1, waitingCount: 0 });
    write(ledger, (db) => takeStep(db, issue, 'applied', { actor: '甲部', on: TODAY, opinion: '' }));
    expect(agenda(ledger, 15, '2024-09-11')).toMatchObject({
      ready: 0,
      waitingCount: 1,
      waiting: [{ issue, title: '问题', step: '审核', holder: '整改办', days: 11 }],
    });
  });

  test('a clock that was set back is told by the last step', () => {
    const { ledger } = newSampleLedger();
    expect(agenda(ledger, 15, TODAY).clockBehind).toBeNull();
    expect(agenda(ledger, 15, '2024-08-30').clockBehind).toBe(TODAY);
    // Recorded at 8 o'clock UTC: further east that may be the next day already.
    const east = agendaOf(ledger.read, 15, TODAY, readSettings(ledger.read), () => '2024-09-01');
    expect(east.clockBehind).toBe('2024-09-01');
  });

  test('returns: the next due day, or the one just past while units lack and were asked', () => {
    const { ledger, round, first } = desk();
    expect(agenda(ledger, 15, '2024-09-02').returns).toEqual({
      month: '2024-08',
      dueOn: '2024-09-05',
      missing: 1,
    });
    // Nobody was asked for August: the next month is told.
    expect(agenda(ledger, 15, '2024-09-06').returns).toEqual({
      month: '2024-09',
      dueOn: '2024-10-08',
      missing: 1,
    });
    write(ledger, (db) =>
      db.run(
        `INSERT INTO forms (round_id, unit_id, month, template_version, sent_on) VALUES (?, ?, '2024-08', 1, ?)`,
        ...[round, first, TODAY],
      ),
    );
    expect(agenda(ledger, 15, '2024-09-06').returns).toEqual({
      month: '2024-08',
      dueOn: '2024-09-05',
      missing: 1,
    });
    write(ledger, (db) =>
      db.run(
        "INSERT INTO submissions (round_id, unit_id, month, received_on) VALUES (?, ?, '2024-08', '2024-09-06')",
        ...[round, first],
      ),
    );
    expect(agenda(ledger, 15, '2024-09-06').returns?.month).toBe('2024-09');
  });
});

describe('the month', () => {
  test('has its holidays, what is due, stages and returns on their days', () => {
    const { ledger, one } = desk();
    const days = month(ledger, '2024-09').days;
    const on = (day: string) => days.find((each) => each.day === day);
    expect(on('2024-09-16')).toMatchObject({ work: false, name: '中秋', source: 'state' });
    expect(on('2024-09-05')).toMatchObject({ returns: '2024-08', stages: [{ title: '集中整改' }] });
    expect(on('2024-09-10')).toMatchObject({ dueCount: 1, due: [{ title: '二', days: 10, lamp: 'amber' }] });
    write(ledger, (db) => {
      setOwnDays(db, [{ day: '2024-09-05', kind: 'holiday', name: '停电' }]);
      addExtensions(db, [one], { deadline: '2024.9.10', reason: '等待', approvedBy: '党委会' });
    });
    const after = month(ledger, '2024-09').days;
    const there = (day: string) => after.find((each) => each.day === day);
    expect(there('2024-09-05')).toMatchObject({ work: false, name: '停电', source: 'own', returns: null });
    expect(there('2024-09-06')).toMatchObject({ returns: '2024-08' });
    expect(there('2024-09-10')).toMatchObject({ dueCount: 2 });
    expect(month(ledger, '2024-09', { units: [999] }).days.every((day) => day.dueCount === 0)).toBe(true);
  });
});
