/**
 * Taking a whole batch back at any time, as a new step: values that are still as the batch left them are restored, what
 * it made is removed; what was edited since, is referred to by others, or what a closing meanwhile rests on, is kept and
 * listed. The undoing is itself a step that can be undone.
 */
import { Refusal } from '../../shared/result.ts';
import { closureSql, lastApplicationClosed } from '../closing.ts';
import type { SqlValue, WriteDb } from '../connection.ts';
import { type FieldChange, type Row, type RowTrace, stepsOfBatch, traceOf } from './batchTrace.ts';
import { withAbout } from './keptAbout.ts';
import { keptRows } from './keptRows.ts';
import { batchRow, countsIn, type KeptValue } from './review.ts';

/** Records of the import itself, kept whatever becomes of it; submissions go by their batch. */
const leftOut = new Set(['batches', 'receipt_parts', 'mappings', 'submissions']);

const unlisted = new Set(['files', 'rounds', 'stages', 'stated_amounts']);

export interface BatchUndone {
  /** How many values and rows were not restored. */
  readonly kept: number;
}

/** The step `returns.undo`. Refuses `batch_missing`, `batch_undone`, `undo_stops_at_creation` (the sample). */
export function undoBatch(db: WriteDb, batch: number): BatchUndone {
  const row = batchRow(db, batch);
  const counts = countsIn(row);
  if (counts.undone != null) throw new Refusal('batch_undone', { batch });
  if (row.kind === 'sample') throw new Refusal('undo_stops_at_creation');
  db.run('PRAGMA defer_foreign_keys = ON');
  db.run('DELETE FROM submissions WHERE batch_id = ?', batch);
  const traces = traceOf(db, stepsOfBatch(db, batch), leftOut);
  const kept = withAbout(db, row.round_id, new Undoing(db, traces).run());
  db.run(
    'UPDATE batches SET counts = ? WHERE id = ?',
    JSON.stringify({ ...(JSON.parse(row.counts) as object), undone: { on: db.today, kept } }),
    batch,
  );
  return { kept: kept.length };
}

type Kept = Omit<KeptValue, 'about'>;

class Undoing {
  readonly #db: WriteDb;
  readonly #traces: readonly RowTrace[];
  readonly #made: ReadonlySet<string>;
  readonly #kept: Kept[] = [];

  constructor(db: WriteDb, traces: readonly RowTrace[]) {
    this.#db = db;
    this.#traces = traces;
    this.#made = new Set(traces.filter((one) => one.made !== null).map((one) => `${one.table}.${one.id}`));
  }

  run(): Kept[] {
    const states = this.#stateUnits();
    const generic = this.#traces.filter((trace) => !states.taken.has(trace));
    for (const changes of states.units.values()) this.#restoreState(changes);
    const made = generic.filter((trace) => trace.made !== null && trace.table !== 'decided_rows');
    const keep = keptRows(this.#db, made);
    // Newest first, as they came to be.
    for (const trace of made.toReversed()) {
      const why = keep.get(trace);
      if (why === undefined) this.#db.run(`DELETE FROM ${trace.table} WHERE id = ?`, trace.id);
      else this.#list(trace, why);
    }
    for (const trace of generic.toReversed()) {
      if (trace.table === 'decided_rows') this.#restoreDecided(trace);
      else if (trace.gone !== null) this.#putBack(trace, trace.gone);
      else if (trace.made === null) this.#restoreFields(trace, trace.changes);
    }
    return this.#kept;
  }

  #current(table: string, id: number): Row | undefined {
    return this.#db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, id);
  }

  #keep(table: string, row: number, field: string, now: SqlValue | undefined): void {
    this.#kept.push({ table, row, field, now: now === null || now === undefined ? '' : String(now) });
  }

  /** A row that the batch made and that stays: by its edited fields, else by what it is called. */
  #list(trace: RowTrace, why: 'edited' | 'needed'): void {
    // The batch's own record names its round, and kept files lie in the store whoever asks for them: no loss to tell of.
    if (why === 'needed' && unlisted.has(trace.table)) return;
    const now = this.#current(trace.table, trace.id);
    const made = trace.made ?? {};
    const edited = Object.keys(made).filter((field) => now !== undefined && now[field] !== made[field]);
    if (why === 'edited' && edited.length > 0)
      for (const field of edited) this.#keep(trace.table, trace.id, field, now?.[field]);
    else this.#keep(trace.table, trace.id, '', now?.['title'] ?? now?.['text'] ?? now?.['name'] ?? '');
  }

  /* ---- state of measures that were there before: the columns and the event behind them go together ---- */

  #stateUnits() {
    const taken = new Set<RowTrace>();
    const units = new Map<number, { measure: number; events: RowTrace[]; fields: FieldChange[] }>();
    const of = (measure: number) => {
      let unit = units.get(measure);
      if (unit === undefined) units.set(measure, (unit = { measure, events: [], fields: [] }));
      return unit;
    };
    for (const trace of this.#traces) {
      if (trace.table === 'measures' && trace.made === null) {
        const fields = trace.changes.filter(({ field }) => field === 'state' || field === 'done_on');
        if (fields.length === 0) continue;
        of(trace.id).fields.push(...fields);
        if (fields.length === trace.changes.length) taken.add(trace);
      } else if (trace.table === 'measure_events') {
        const measure = Number(
          trace.made?.['measure_id'] ?? this.#current('measure_events', trace.id)?.['measure_id'],
        );
        if (Number.isNaN(measure) || this.#made.has(`measures.${measure}`)) continue;
        taken.add(trace);
        of(measure).events.push(trace);
      }
    }
    return { taken, units };
  }

  /** Step by step backwards, as far as nothing else came in between. */
  #restoreState(unit: { measure: number; events: RowTrace[]; fields: FieldChange[] }): void {
    const steps = [...new Set([...unit.fields.map((one) => one.step), ...unit.events.flatMap(stepsOf)])];
    const events = unit.events.map((trace) => ({ trace, changes: [...trace.changes] }));
    for (const step of steps.sort((a, b) => b - a)) {
      const fields = unit.fields.filter((one) => one.step === step);
      const mine = events.filter(
        ({ trace, changes }) => stepsOf(trace).includes(step) || changes.some((c) => c.step === step),
      );
      if (!this.#stillLast(unit.measure, fields, mine, step)) {
        const now = this.#current('measures', unit.measure);
        for (const field of new Set(unit.fields.map((one) => one.field)))
          this.#keep('measures', unit.measure, field, now?.[field]);
        if (unit.fields.length === 0) this.#keep('measures', unit.measure, 'done_on', now?.['done_on']);
        return;
      }
      this.#setMeasure(unit.measure, fields);
      for (const { trace, changes } of mine) {
        if (trace.madeBy === step) this.#db.run('DELETE FROM measure_events WHERE id = ?', trace.id);
        else
          for (const change of changes.filter((one) => one.step === step).toReversed())
            this.#db.run(`UPDATE measure_events SET ${change.field} = ? WHERE id = ?`, change.old, trace.id);
      }
    }
  }

  #stillLast(
    measure: number,
    fields: readonly FieldChange[],
    events: readonly { trace: RowTrace; changes: readonly FieldChange[] }[],
    step: number,
  ): boolean {
    const now = this.#db.get<Row & { issue_id: number; closure: string }>(
      `SELECT issue_id, state, done_on, ${closureSql('measures.issue_id')} AS closure FROM measures WHERE id = ?`,
      measure,
    );
    if (now === undefined || now.closure !== 'open') return false;
    // Of an issue that is open again too: on a completion by then its earlier closing rests.
    const applied = lastApplicationClosed(this.#db, now.issue_id);
    if (lastOf(fields).some((one) => now[one.field] !== one.new)) return false;
    const last = this.#db.pluck<number>(
      `SELECT id FROM measure_events WHERE measure_id = ? AND kind = 'state'
        ORDER BY effective_on DESC, id DESC LIMIT 1`,
      measure,
    )[0];
    return events.every(({ trace, changes }) => {
      const row = this.#current('measure_events', trace.id);
      if (row === undefined || last !== trace.id) return false;
      if (applied !== null && String(row['effective_on']) <= applied) return false;
      const days = changes.filter((one) => one.field === 'effective_on');
      const upTo = days.findLast((one) => one.step <= step);
      const left = upTo?.new ?? days[0]?.old ?? trace.made?.['effective_on'];
      return row['effective_on'] === left;
    });
  }

  #setMeasure(measure: number, fields: readonly FieldChange[]): void {
    const first = new Map<string, SqlValue>();
    for (const { field, old } of fields) if (!first.has(field)) first.set(field, old);
    if (first.size === 0) return;
    // At once: the schema binds the day to the state.
    this.#db.run(
      `UPDATE measures SET ${[...first.keys()].map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
      ...[...first.values(), measure],
    );
  }

  /* ---- everything else ---- */

  #restoreFields(trace: RowTrace, changes: readonly FieldChange[]): void {
    const now = this.#current(trace.table, trace.id);
    if (now === undefined) return;
    const back = new Map<string, SqlValue>();
    for (const field of new Set(changes.map((one) => one.field))) {
      let value = now[field] ?? null;
      for (const one of changes.filter((change) => change.field === field).toReversed()) {
        if (value !== one.new) {
          this.#keep(trace.table, trace.id, field, value);
          break;
        }
        value = one.old;
      }
      if (value !== (now[field] ?? null) && this.#mayBeSet(trace, field, value)) back.set(field, value);
    }
    if (back.size === 0) return;
    this.#db.run(
      `UPDATE ${trace.table} SET ${[...back.keys()].map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
      ...[...back.values(), trace.id],
    );
  }

  /** Only one round is current: one that the batch made hands over, any other one stays so. */
  #mayBeSet(trace: RowTrace, field: string, value: SqlValue): boolean {
    if (trace.table !== 'rounds' || field !== 'current' || value !== 1) return true;
    const now = this.#db.pluck<number>('SELECT id FROM rounds WHERE current = 1 AND id <> ?', trace.id)[0];
    if (now === undefined) return true;
    if (this.#made.has(`rounds.${now}`)) {
      this.#db.run('UPDATE rounds SET current = 0 WHERE id = ?', now);
      return true;
    }
    this.#keep('rounds', trace.id, 'current', 0);
    return false;
  }

  /** A row that the batch took away comes back, unless another one stands in its place by now. */
  #putBack(trace: RowTrace, row: Row): void {
    if (this.#current(trace.table, trace.id) !== undefined) return;
    const place = ['measure_id', 'unit_id', 'kind', 'first_month'].filter((field) => field in row);
    const other = this.#db.get<{ id: number }>(
      `SELECT id FROM ${trace.table} WHERE ${place.map((field) => `${field} IS ?`).join(' AND ')} LIMIT 1`,
      ...place.map((field) => row[field] ?? null),
    );
    if (place.length > 0 && other !== undefined) {
      this.#keep(trace.table, other.id, '', '');
      return;
    }
    const names = Object.keys(row);
    this.#db.run(
      `INSERT INTO ${trace.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(row),
    );
  }

  /** What both sides last knew, cell by cell: a later decision on another cell of the row stays. */
  #restoreDecided(trace: RowTrace): void {
    const now = this.#current('decided_rows', trace.id);
    if (now === undefined) return;
    const cells = JSON.parse(String(now['cells'])) as Record<string, string>;
    const versions = trace.changes.filter(({ field }) => field === 'cells');
    const firstCells = trace.made === null ? null : (versions[0]?.old ?? trace.made['cells'] ?? '{}');
    const changes = [
      ...(firstCells === null ? [] : [{ old: '{}' as SqlValue, new: firstCells }]),
      ...versions,
    ];
    for (const change of changes.toReversed()) {
      const before = JSON.parse(String(change.old)) as Record<string, string>;
      const after = JSON.parse(String(change.new)) as Record<string, string>;
      for (const [field, value] of Object.entries(after)) {
        if (before[field] === value || cells[field] !== value) continue;
        const old = before[field];
        if (old === undefined) delete cells[field];
        else cells[field] = old;
      }
    }
    if (Object.keys(cells).length === 0) this.#db.run('DELETE FROM decided_rows WHERE id = ?', trace.id);
    else this.#db.run('UPDATE decided_rows SET cells = ? WHERE id = ?', JSON.stringify(cells), trace.id);
  }
}

const stepsOf = (trace: RowTrace): number[] => [
  ...(trace.made === null ? [] : [trace.madeBy]),
  ...trace.changes.map((one) => one.step),
];

/** The last change of each field. */
function lastOf(changes: readonly FieldChange[]): FieldChange[] {
  return [...new Map(changes.map((one) => [one.field, one])).values()];
}
