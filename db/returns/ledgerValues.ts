/** L: what the ledger holds of a unit's measures for a month, as its return would say it. */
import type { Day } from '../../shared/day.ts';
import { dayLabel } from '../../shared/day.ts';
import type { Demand, MeasureState, RecoveryKind, SanctionKind } from '../../shared/lists.ts';
import { recoveryKinds, sanctionKinds } from '../../shared/lists.ts';
import type { Month } from '../../shared/month.ts';
import { measureComplete } from '../../shared/complete.ts';
import { type AnswerField, type KnownField, type Role } from '../../shared/returns/fields.ts';
import { regulationLine } from '../../shared/returns/regulation.ts';
import type { Values } from '../../shared/returns/types.ts';
import { demandWords, establishedWord, measureStateWords } from '../../shared/words.ts';
import type { ReadDb } from '../connection.ts';
import { personNames } from '../names.ts';
import { dueOnSql } from '../standing.ts';

export interface MeasureValues {
  readonly id: number;
  readonly issueId: number;
  readonly issueTitle: string;
  readonly title: string;
  readonly text: string;
  readonly complete: boolean;
  /** Answers on record, canonical; those without a value are left out. */
  readonly answers: Values;
  /** Locked columns as a form of today prints them, but for number and role. */
  readonly known: Values;
  /** Progress of the newest earlier month that the unit reported on; '' for none. */
  readonly earlierProgress: string;
}

interface Row {
  id: number;
  issue_id: number;
  issue_title: string;
  title: string;
  text: string;
  demand: Demand;
  state: MeasureState;
  done_on: Day | null;
  established_on: Day | null;
  lead_id: number | null;
  assignee: string;
  deadline_raw: string;
  deadline_on: Day | null;
  due_on: Day | null;
  extensions: number;
}

type Draft = Partial<Record<AnswerField | KnownField, string>>;

/**
 * Values of measures for one unit and month, by set-based queries, whatever their number.
 * @param group the unit with those merged into it (mergers.ts)
 * @param roles the measures asked for, with the unit's role in each
 */
export function ledgerValues(
  db: ReadDb,
  group: readonly number[],
  roles: ReadonlyMap<number, Role>,
  month: Month,
  today: Day,
): Map<number, MeasureValues> {
  const ids = JSON.stringify([...roles.keys()]);
  const units = JSON.stringify(group);
  const persons = personNames(db);
  const answers = answersOf(db, ids, units, roles, month);
  const earlier = earlierProgress(db, ids, units, roles, month);
  const values = new Map<number, MeasureValues>();
  for (const row of db.all<Row>(
    `SELECT m.id, m.issue_id, i.title AS issue_title, m.title, m.text, m.demand, m.state, m.done_on, m.established_on,
      coalesce(m.lead_id, i.lead_id) AS lead_id, m.assignee, m.deadline_raw, m.deadline_on, ${dueOnSql('?2')} AS due_on,
      (SELECT count(*) FROM extensions x WHERE x.measure_id = m.id AND x.approved_on <= ?2) AS extensions
      FROM json_each(?1) j JOIN measures m ON m.id = j.value JOIN issues i ON i.id = m.issue_id`,
    ids,
    today,
  )) {
    const established = row.established_on !== null;
    const standing = { state: row.state, demand: row.demand, established };
    const earlierText = earlier.get(row.id) ?? '';
    values.set(row.id, {
      id: row.id,
      issueId: row.issue_id,
      issueTitle: row.issue_title,
      title: row.title,
      text: row.text,
      complete: measureComplete(standing),
      answers: {
        state: row.state,
        ...(row.done_on === null ? {} : { doneOn: row.done_on }),
        ...answers.get(row.id),
      },
      known: filled({
        issueTitle: row.issue_title,
        title: row.title,
        demand: demandWords[row.demand],
        deadline: deadlineWords(row),
        lead: row.lead_id === null ? '' : (persons.get(row.lead_id) ?? ''),
        assignee: row.assignee,
        presentState:
          row.state !== 'done' && measureComplete(standing) ? establishedWord : measureStateWords[row.state],
        lastProgress: earlierText,
      }),
      earlierProgress: earlierText,
    });
  }
  return values;
}

/** The words of the plan, with the day they mean where they name none; after an extension that day first. */
function deadlineWords(row: Row): string {
  const due = row.due_on === null ? '' : dayLabel(row.due_on);
  if (row.extensions > 0) {
    const first = row.deadline_raw === '' ? '' : `（原期限：${row.deadline_raw}）`;
    return due === '' ? row.deadline_raw : `延期至${due}${first}`;
  }
  if (due === '' || row.deadline_raw === '') return row.deadline_raw === '' ? due : row.deadline_raw;
  return row.deadline_raw === row.deadline_on || /\d\s*日|\d[-./]\d+[-./]\d/.test(row.deadline_raw)
    ? row.deadline_raw
    : `${row.deadline_raw}（${due}）`;
}

function filled(values: Draft): Draft {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();

/** Whose progress it is: the unit's own, and for who is responsible also what the clerk typed. */
const reportedBy = `(p.unit_id IN (SELECT value FROM json_each(?2)) OR p.unit_id IS NULL)`;

function answersOf(
  db: ReadDb,
  ids: string,
  units: string,
  roles: ReadonlyMap<number, Role>,
  month: Month,
): Map<number, Draft> {
  const answers = new Map<number, Draft>();
  const of = (measure: number): Draft => {
    const known = answers.get(measure);
    if (known !== undefined) return known;
    const made: Draft = {};
    answers.set(measure, made);
    return made;
  };
  const set = (measure: number, field: AnswerField, value: string) => {
    if (value !== '') of(measure)[field] = value;
  };
  const line = (measure: number, field: AnswerField, text: string) => {
    const known = of(measure)[field];
    if (text === '') return;
    of(measure)[field] = known === undefined ? text : `${known}\n${text}`;
  };

  for (const row of db.all<{
    measure: number;
    text: string;
    delay: string;
    next: string;
    remark: string;
    typed: number;
  }>(
    // The rows come in their order, so that the newest one stands last.
    `SELECT p.measure_id AS measure, p.text, p.delay_reason AS delay, p.next_step AS next, p.remark, p.unit_id IS NULL AS typed
      FROM json_each(?1) j JOIN progress p ON p.measure_id = j.value
      WHERE p.month = ?3 AND ${reportedBy} ORDER BY p.id`,
    ids,
    units,
    month,
  )) {
    if (row.typed === 1 && roles.get(row.measure) !== 'responsible') continue;
    const now = of(row.measure);
    for (const field of ['progress', 'delayReason', 'nextStep', 'remark'] as const) delete now[field];
    set(row.measure, 'progress', row.text);
    set(row.measure, 'delayReason', row.delay);
    set(row.measure, 'nextStep', row.next);
    set(row.measure, 'remark', row.remark);
  }
  for (const row of db.all<{ measure: number; title: string }>(
    `SELECT v.measure_id AS measure, v.title FROM json_each(?1) j JOIN evidence v ON v.measure_id = j.value ORDER BY v.id`,
    ids,
  ))
    line(row.measure, 'evidence', oneLine(row.title));
  for (const row of db.all<{ measure: number; kind: string; title: string; number: string }>(
    `SELECT r.measure_id AS measure, r.kind, r.title, r.number
      FROM json_each(?1) j JOIN regulations r ON r.measure_id = j.value ORDER BY r.id`,
    ids,
  )) {
    const field = regulationField(row.kind);
    if (field !== null) line(row.measure, field, regulationLine(row.title, row.number));
  }
  for (const table of ['sanctions', 'recoveries'] as const) {
    for (const row of db.all<{ measure: number; kind: string; amount: number }>(
      `SELECT o.measure_id AS measure, o.kind, sum(o.${table === 'sanctions' ? 'people' : 'fen'}) AS amount
        FROM json_each(?1) j JOIN ${table} o ON o.measure_id = j.value
        WHERE o.first_month = ?3 AND o.unit_id IN (SELECT value FROM json_each(?2)) GROUP BY o.measure_id, o.kind`,
      ids,
      units,
      month,
    )) {
      const field = amountField(table, row.kind);
      if (field !== null && row.amount > 0) set(row.measure, field, String(row.amount));
    }
  }
  for (const row of db.all<{ measure: number; newOn: Day | null; reason: string }>(
    `SELECT e.measure_id AS measure, e.new_on AS newOn, e.reason
      FROM json_each(?1) j JOIN extension_requests e ON e.measure_id = j.value
      WHERE e.month = ?3 AND e.unit_id IN (SELECT value FROM json_each(?2)) ORDER BY e.id`,
    ids,
    units,
    month,
  )) {
    set(row.measure, 'extensionTo', row.newOn ?? '');
    set(row.measure, 'extensionReason', row.reason);
  }
  return answers;
}

/** The answer that holds regulations of a kind; none for abolished ones. */
export function regulationField(kind: string): AnswerField | null {
  return kind === 'new' ? 'regulationsNew' : kind === 'revised' ? 'regulationsRevised' : null;
}

/** The answer that holds people or fen of a kind; none for kinds of money that no form asks for. */
export function amountField(table: 'sanctions' | 'recoveries', kind: string): AnswerField | null {
  if (table === 'sanctions')
    return sanctionKinds.includes(kind as SanctionKind) ? `sanction_${kind as SanctionKind}` : null;
  return recoveryKinds.includes(kind as RecoveryKind) ? `recovery_${kind as RecoveryKind}` : null;
}

/** Texts of the newest month before, one for each measure that has any. */
function earlierProgress(
  db: ReadDb,
  ids: string,
  units: string,
  roles: ReadonlyMap<number, Role>,
  month: Month,
): Map<number, string> {
  const own = db.all<{ measure: number; text: string; newest: string; typed: number }>(
    // With max() SQLite takes the other columns from the row that bears it.
    `SELECT p.measure_id AS measure, p.text, p.unit_id IS NULL AS typed,
        max(p.month || printf('%012d', p.id)) AS newest
      FROM json_each(?1) j JOIN progress p ON p.measure_id = j.value
      WHERE p.month < ?3 AND p.text <> '' AND ${reportedBy} GROUP BY p.measure_id, p.unit_id IS NULL`,
    ids,
    units,
    month,
  );
  const newest = new Map<number, { text: string; newest: string }>();
  for (const row of own) {
    if (row.typed === 1 && roles.get(row.measure) !== 'responsible') continue;
    const known = newest.get(row.measure);
    if (known === undefined || row.newest > known.newest) newest.set(row.measure, row);
  }
  return new Map([...newest].map(([measure, row]) => [measure, row.text]));
}
