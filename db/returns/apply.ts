/** What was decided of one row of a return, into the ledger: through the same verbs and guards as a clerk's own hand. */
import { earlier, isDay, later } from '../../shared/day.ts';
import { lastDay, monthLabel, type Month } from '../../shared/month.ts';
import { measureStates } from '../../shared/lists.ts';
import { type AnswerField, kindOf, type Role } from '../../shared/returns/fields.ts';
import { regulationOf } from '../../shared/returns/regulation.ts';
import { newLines } from '../../shared/returns/same.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { addEvidence, addProgress, setMeasureState } from '../measures.ts';
import type { Standing } from './held.ts';

/** Whose return it is, and for which month. */
export interface ReturnOf {
  readonly batch: number;
  readonly round: number;
  readonly unit: number;
  readonly unitName: string;
  /** The unit with those merged into it, as JSON. */
  readonly group: string;
  readonly month: Month;
}

/** Values to be taken over for one measure; the ledger's own beside each. */
export type Taken = ReadonlyMap<AnswerField, { readonly value: string; readonly ledger: string }>;

/** A measure before its row is taken over. */
export interface Before extends Pick<Standing, 'id' | 'state' | 'lastOn'> {
  /** The newest record of progress, which the new one goes on from. */
  readonly texts: Texts | undefined;
}

/** What a field holds once a value is taken over: lists only grow. */
export function takenOver(field: AnswerField, value: string, ledger: string): string {
  const kind = kindOf(field);
  if (kind !== 'lines' && kind !== 'regulations') return value;
  return [...(ledger === '' ? [] : [ledger]), ...newLines(field, value, ledger)].join('\n');
}

/**
 * Guards that refuse throw a Refusal; `at` tells which field was being written then.
 * @param before the measure as the commit meets it
 */
export function applyRow(
  db: WriteDb,
  from: ReturnOf,
  before: Before,
  taken: Taken,
  at: (field: AnswerField) => void,
): void {
  const measure = before.id;
  const value = (field: AnswerField) => taken.get(field)?.value;
  const state = value('state');
  const doneOn = value('doneOn');
  if (state !== undefined || doneOn !== undefined) {
    at(state === undefined ? 'doneOn' : 'state');
    applyState(db, from, before, state, doneOn);
  }
  for (const [field, { value: said, ledger }] of taken) {
    at(field);
    if (field === 'evidence') {
      for (const line of newLines(field, said, ledger))
        addEvidence(db, measure, line, '', db.today, { unitId: from.unit, batchId: from.batch });
    } else if (field === 'regulationsNew' || field === 'regulationsRevised') {
      for (const line of newLines(field, said, ledger))
        addRegulation(db, from, measure, field === 'regulationsNew' ? 'new' : 'revised', line);
    } else if (field.startsWith('sanction_')) {
      setAmount(db, from, measure, 'sanctions', 'people', field.slice('sanction_'.length), said);
    } else if (field.startsWith('recovery_')) {
      setAmount(db, from, measure, 'recoveries', 'fen', field.slice('recovery_'.length), said);
    }
  }
  if (taken.has('extensionTo') || taken.has('extensionReason')) {
    at(taken.has('extensionTo') ? 'extensionTo' : 'extensionReason');
    requestExtension(db, from, measure, value('extensionTo'), value('extensionReason'));
  }
  const texts = (['progress', 'delayReason', 'nextStep', 'remark'] as const).filter((field) =>
    taken.has(field),
  );
  if (texts[0] !== undefined) {
    at(texts[0]);
    applyTexts(db, from, measure, before.texts, taken);
  }
}

/**
 * Sets the reported state. A state that is not 已完成 holds from the end of the reported month (or today, when the month
 * still runs), since that month's summary counts it; never before the state that stands.
 */
function applyState(
  db: WriteDb,
  from: ReturnOf,
  { id: measure, state: now, lastOn }: Before,
  said: string | undefined,
  doneOn: string | undefined,
): void {
  const state = said === undefined ? now : measureStates.find((one) => one === said);
  if (state === undefined) throw new Refusal('state_unknown', { state: said });
  if (state !== 'done') {
    if (doneOn !== undefined) throw new Refusal('day_without_done', { on: doneOn });
    const reported = earlier(lastDay(from.month), db.today);
    const on = lastOn === null ? reported : later(reported, lastOn);
    const reason = `按${from.unitName}${monthLabel(from.month)}报送表`;
    if (now !== state) setMeasureState(db, [measure], { state, on, reason });
    return;
  }
  setMeasureState(db, [measure], { state, ...(doneOn === undefined ? {} : { on: doneOn }) });
}

function addRegulation(db: WriteDb, from: ReturnOf, measure: number, kind: string, line: string): void {
  const { title, number } = regulationOf(line);
  db.run(
    `INSERT INTO regulations (round_id, issue_id, kind, title, number, first_month, measure_id, unit_id, batch_id)
      SELECT ?, issue_id, ?, ?, ?, ?, id, ?, ? FROM measures WHERE id = ?`,
    ...[from.round, kind, title, number, from.month, from.unit, from.batch, measure],
  );
}

/** This month's people or fen of a kind: one row a measure, unit and month, gone when there are none. */
function setAmount(
  db: WriteDb,
  from: ReturnOf,
  measure: number,
  table: 'sanctions' | 'recoveries',
  column: 'people' | 'fen',
  kind: string,
  said: string,
): void {
  const amount = Number(said === '' ? '0' : said);
  const rows = db.pluck<number>(
    `SELECT id FROM ${table} WHERE measure_id = ? AND kind = ? AND first_month = ?
      AND unit_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    ...[measure, kind, from.month, from.group],
  );
  const [first, ...more] = rows;
  for (const row of more) clearAmount(db, table, column, row);
  if (first === undefined) {
    if (amount === 0) return;
    db.run(
      `INSERT INTO ${table} (round_id, issue_id, kind, ${column}, first_month, measure_id, unit_id, batch_id)
        SELECT ?, issue_id, ?, ?, ?, id, ?, ? FROM measures WHERE id = ?`,
      ...[from.round, kind, amount, from.month, from.unit, from.batch, measure],
    );
  } else if (amount === 0) clearAmount(db, table, column, first);
  else db.run(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, amount, first);
}

/** Takes a row away; one that another outcome is counted under stays, with nothing in it. */
function clearAmount(db: WriteDb, table: string, column: string, row: number): void {
  const referred = db.get(`SELECT 1 FROM ${table} WHERE duplicate_of = ?`, row) !== undefined;
  if (referred) db.run(`UPDATE ${table} SET ${column} = 0 WHERE id = ?`, row);
  else db.run(`DELETE FROM ${table} WHERE id = ?`, row);
}

/** One request a measure, unit and month. A changed one is to be decided anew. */
function requestExtension(
  db: WriteDb,
  from: ReturnOf,
  measure: number,
  to: string | undefined,
  reason: string | undefined,
): void {
  if (to !== undefined && !isDay(to)) throw new Refusal('value_not_readable', { value: to });
  const there = db.get<{ id: number; new_on: string | null; reason: string }>(
    `SELECT id, new_on, reason FROM extension_requests WHERE measure_id = ? AND month = ?
      AND unit_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1`,
    ...[measure, from.month, from.group],
  );
  if (there === undefined) {
    db.run(
      `INSERT INTO extension_requests (measure_id, unit_id, month, new_on, reason, batch_id, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[measure, from.unit, from.month, to ?? null, reason ?? '', from.batch, db.now],
    );
    return;
  }
  db.run(
    `UPDATE extension_requests SET new_on = ?, reason = ?, state = 'pending', extension_id = NULL WHERE id = ?`,
    ...[to ?? there.new_on, reason ?? there.reason, there.id],
  );
}

/** What a progress record says. */
export interface Texts {
  readonly text: string;
  readonly delay_reason: string;
  readonly next_step: string;
  readonly remark: string;
}

/** The newest record of each measure for the month: the unit's own, and for who is responsible also the clerk's. */
export function newestTexts(
  db: ReadDb,
  from: Pick<ReturnOf, 'group' | 'month'>,
  roles: ReadonlyMap<number, Role>,
): Map<number, Texts> {
  const newest = new Map<number, Texts>();
  for (const { measure, typed, ...texts } of db.all<Texts & { measure: number; typed: number }>(
    `SELECT p.measure_id AS measure, p.text, p.delay_reason, p.next_step, p.remark, p.unit_id IS NULL AS typed
      FROM json_each(?1) j JOIN progress p ON p.measure_id = j.value
      WHERE p.month = ?2 AND (p.unit_id IS NULL OR p.unit_id IN (SELECT value FROM json_each(?3))) ORDER BY p.id`,
    ...[JSON.stringify([...roles.keys()]), from.month, from.group],
  ))
    if (typed === 0 || roles.get(measure) === 'responsible') newest.set(measure, texts);
  return newest;
}

/** One new record with what then holds; the one before is never overwritten. */
function applyTexts(
  db: WriteDb,
  from: ReturnOf,
  measure: number,
  now: Texts | undefined,
  taken: Taken,
): void {
  addProgress(db, measure, {
    month: from.month,
    text: taken.get('progress')?.value ?? now?.text ?? '',
    delayReason: taken.get('delayReason')?.value ?? now?.delay_reason ?? '',
    nextStep: taken.get('nextStep')?.value ?? now?.next_step ?? '',
    remark: taken.get('remark')?.value ?? now?.remark ?? '',
    source: 'return',
    unitId: from.unit,
    batchId: from.batch,
  });
}

interface DecidedRow {
  readonly id: number;
  readonly cells: string;
}

/** What was decided before of a unit's measures for a month. */
export function decidedRows(db: ReadDb, from: ReturnOf): Map<number, DecidedRow> {
  return new Map(
    db
      .all<DecidedRow & { measure: number }>(
        'SELECT id, measure_id AS measure, cells FROM decided_rows WHERE unit_id = ? AND month = ?',
        from.unit,
        from.month,
      )
      .map(({ measure, ...row }) => [measure, row]),
  );
}

/** After a decision the returned value is what both sides last knew (A of the next comparison). */
export function rememberDecided(
  db: WriteDb,
  from: ReturnOf,
  measure: number,
  there: DecidedRow | undefined,
  returned: Readonly<Record<string, string>>,
): void {
  if (there === undefined) {
    db.run(
      'INSERT INTO decided_rows (unit_id, measure_id, month, cells) VALUES (?, ?, ?, ?)',
      ...[from.unit, measure, from.month, JSON.stringify(returned)],
    );
    return;
  }
  const cells = { ...(JSON.parse(there.cells) as Record<string, string>), ...returned };
  db.run('UPDATE decided_rows SET cells = ? WHERE id = ?', JSON.stringify(cells), there.id);
}
