/** Why a returned value can't be taken over as the ledger stands, though it may be right. */
import { type Day, isDay } from '../../shared/day.ts';
import { type ClosureState, type MeasureState, measureStates } from '../../shared/lists.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { heldFields } from '../../shared/returns/hints.ts';
import { issueOpen } from '../../shared/states.ts';
import { closureSql, lastClosingSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { type Block, decidedChoices, type FileState, findCell, keyOf } from './decisions.ts';
import { classOfCell, decidable } from './digest.ts';

/** What the guards of a measure go by. */
export interface Standing {
  readonly id: number;
  readonly issue: number;
  readonly state: MeasureState;
  readonly withdrawn: boolean;
  readonly closure: ClosureState;
  /**
   * The day before which no state takes effect (of the last state event, or of the closing event by which the issue was
   * open again), and that of the state event before the last.
   */
  readonly lastOn: Day | null;
  readonly beforeOn: Day | null;
}

/** Some hundred measures at a time. */
export function standingsOf(db: ReadDb, measures: readonly number[]): Map<number, Standing> {
  const days = (offset: number) =>
    `(SELECT e.effective_on FROM measure_events e WHERE e.measure_id = m.id AND e.kind = 'state'
      ORDER BY e.effective_on DESC, e.id DESC LIMIT 1 OFFSET ${offset})`;
  return new Map(
    db
      .all<Omit<Standing, 'withdrawn'> & { withdrawn: number; openedOn: Day | null }>(
        `SELECT m.id, m.issue_id AS issue, m.state, (m.withdrawn_on IS NOT NULL OR i.withdrawn_on IS NOT NULL) AS withdrawn,
          ${closureSql('m.issue_id')} AS closure, ${lastClosingSql('m.issue_id')} AS openedOn,
          ${days(0)} AS lastOn, ${days(1)} AS beforeOn
          FROM json_each(?) j JOIN measures m ON m.id = j.value JOIN issues i ON i.id = m.issue_id`,
        JSON.stringify(measures),
      )
      .map(({ openedOn, ...row }) => [
        row.id,
        { ...row, withdrawn: row.withdrawn === 1, lastOn: laterOf(row.lastOn, openedOn) },
      ]),
  );
}

function laterOf(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b > a) ? b : a;
}

/** What the row says and what was decided of it, as far as one cell hangs on another. */
export interface RowSays {
  /** The state that the measure has once the row's state is taken over; the ledger's when the row gives none. */
  readonly state: MeasureState;
  /** Day of completion as it would be taken over, null for none or one that is not to be taken over. */
  readonly doneOn: Day | null;
}

/** Reads what a row says of state and day from its integers, with the clerk's decisions so far. */
export function saysOf(state: FileState, row: number, measure: Standing, block: Block): RowSays {
  const taken = (field: 'state' | 'doneOn'): string | null => {
    const place = findCell(state, row, field);
    if (place === null || !decidable(classOfCell(state.data[place.at] ?? 0))) return null;
    const choice = state.choice[place.cell] ?? 0;
    const chosen = choice === 0 ? null : decidedChoices[choice - 1];
    if (chosen === 'keep') return null;
    if (chosen === 'edit') return block[keyOf(row, field)]?.[1] ?? null;
    const mark = state.data[place.at + 2] ?? -1;
    if (field === 'state') return measureStates[mark] ?? null;
    const digits = String(mark).padStart(8, '0');
    const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    return isDay(day) ? day : null;
  };
  const said = taken('state');
  return {
    state: measureStates.find((one) => one === said) ?? measure.state,
    doneOn: taken('doneOn'),
  };
}

/**
 * The code of what holds a cell, null when it can be taken over: `issue_in_chain`, `issue_closed`, `measure_withdrawn`,
 * `day_without_done`, `on_in_future`, `on_before_previous`.
 */
export function heldBy(field: AnswerField, measure: Standing, row: RowSays, today: Day): string | null {
  if (!heldFields.includes(field)) return null;
  const open = issueOpen(measure.closure);
  if (!open.ok) return open.error.code;
  if (measure.withdrawn) return 'measure_withdrawn';
  if (field === 'doneOn' && row.state !== 'done') return 'day_without_done';
  if ((field !== 'state' && field !== 'doneOn') || row.doneOn === null || row.state !== 'done') return null;
  if (row.doneOn > today) return 'on_in_future';
  // A day for a measure that is done already corrects the day of its last event.
  const previous = measure.state === 'done' ? measure.beforeOn : measure.lastOn;
  return previous !== null && row.doneOn < previous ? 'on_before_previous' : null;
}
