/** What the columns of a table hold, as far as it helps to tell what they are for. Looked at only when asked. */
import { saysNothing, squeezed } from './cells/plainCell.ts';
import { stateOf } from './cells/state.ts';
import { shownOf } from './grid.ts';
import { holds, type GridView } from './gridView.ts';

interface ColumnHeld {
  filled: number;
  /** Days of any kind, and words of deadlines (月底前, 长期). */
  days: number;
  deadlines: number;
  /** The last of its days, '' for none. */
  latest: string;
  /** Short texts that say one state; long texts. */
  states: number;
  long: number;
  /** 3-2 or 3.2: numbers of measures. */
  dashed: number;
  /** Cells merged over several rows. */
  merged: number;
  /** Blank between filled ones. */
  gaps: boolean;
  /** Rows looked at. */
  of: number;
}

/** So many rows tell what a column holds. */
const SAMPLE = 200;

export class HeldColumns {
  readonly #view: GridView;
  readonly #rows: GridView['rows'];
  readonly #held = new Map<number, ColumnHeld>();
  readonly #last: number;

  /** @param last the last heading row, from 0 */
  constructor(view: GridView, last: number) {
    this.#view = view;
    this.#last = last;
    this.#rows = view.rows.filter((row) => row.r > last).slice(0, SAMPLE);
  }

  /** Does the column hold anything below the heading? */
  any(column: number): boolean {
    return this.#view.rows.some((row) => row.r > this.#last && holds(row.cells[column]));
  }

  of(column: number): ColumnHeld {
    const before = this.#held.get(column);
    if (before !== undefined) return before;
    const held = this.#look(column);
    this.#held.set(column, held);
    return held;
  }

  #look(column: number): ColumnHeld {
    const rows = this.#rows;
    const sum: ColumnHeld = {
      ...{ filled: 0, days: 0, deadlines: 0, states: 0, long: 0, dashed: 0, merged: 0 },
      ...{ gaps: false, latest: '', of: rows.length },
    };
    let blank = false;
    for (const row of rows) {
      const cell = row.cells[column];
      if (cell === undefined || !holds(cell)) {
        blank = true;
        continue;
      }
      if (blank && sum.filled > 0) sum.gaps = true;
      blank = false;
      const text = squeezed(shownOf(cell).slice(0, 60));
      if (saysNothing(text)) continue;
      sum.filled += 1;
      const isDay = typeof cell === 'object' && 'day' in cell;
      if (isDay || /^\d{4}[-./年]\d{1,2}([-./月]\d{1,2}日?|月)?$/.test(text)) {
        sum.days += 1;
        if (isDay && text > sum.latest) sum.latest = text;
      }
      if (text.length < 20 && /底|前|内|长期|立行立改/.test(text)) sum.deadlines += 1;
      if (text.length > 16) sum.long += 1;
      else if (stateOf(text) !== null) sum.states += 1;
      if (/^\d+[-.—]\d+$|\(\d+\)$/.test(text)) sum.dashed += 1;
      const area = this.#view.area(row.r, column);
      if (area !== null && area.bottom > area.top) sum.merged += 1;
    }
    return sum;
  }
}
