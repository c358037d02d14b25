/**
 * A row of the review as a line of spots: the places where the cursor may stand. A row that found its measure has one
 * spot a cell that is shown; any other row has a single spot, its match.
 */
import type { ReviewCell, ReviewFilter, ReviewRow } from '../../../shared/contract/types.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import type { CellClass } from '../../../shared/returns/types.ts';

/** A cell by its field, or the row's match. */
export type Spot = AnswerField | 'match';

/** Classes that ask for a decision. */
export const decidable: readonly CellClass[] = ['problem', 'theirs', 'both'];
const quiet: readonly CellClass[] = ['blank', 'unchanged'];

/** Waits for the clerk: nobody decided it, and it is of a class that asks for it. */
export function isOpenCell(cell: ReviewCell): boolean {
  return !cell.committed && cell.choice === 'later' && decidable.includes(cell.class);
}
/** Can be decided (again): nothing of it is in the ledger yet. */
export function isDecidable(cell: ReviewCell): boolean {
  return !cell.committed && decidable.includes(cell.class);
}

/** The button that stands pressed: taking the proposed reading of a cell is its acceptance. */
export function pressedChoice(cell: ReviewCell): ReviewCell['choice'] {
  const proposed = cell.problem?.proposed ?? null;
  return cell.choice === 'edit' && proposed !== null && cell.edited === proposed ? 'accept' : cell.choice;
}

/** What narrows the cells of a row: the same lists that narrow the rows. */
export type CellFilter = Pick<ReviewFilter, 'classes' | 'fields' | 'all'>;

/** Cells of a row that the filter lists; `more` counts those that differ as well but are of other kinds. */
export function shownCells(
  row: ReviewRow,
  filter: CellFilter,
): { readonly cells: readonly ReviewCell[]; readonly more: number } {
  const { classes, fields } = filter;
  const differing = row.cells.filter(
    (cell) => filter.all === true || !quiet.includes(cell.class) || classes?.includes(cell.class) === true,
  );
  const cells = differing.filter(
    (cell) =>
      (classes === undefined || classes.includes(cell.class)) &&
      (fields === undefined || fields.includes(cell.field)),
  );
  return { cells, more: differing.length - cells.length };
}

export function spotsOf(row: ReviewRow, filter: CellFilter): readonly Spot[] {
  if (row.class !== 'matched') return ['match'];
  return shownCells(row, filter).cells.map((cell) => cell.field);
}

export function cellAt(row: ReviewRow, spot: Spot | null): ReviewCell | undefined {
  return row.cells.find((cell) => cell.field === spot);
}

export function isOpenSpot(row: ReviewRow, spot: Spot): boolean {
  if (spot === 'match') return row.class !== 'matched' && row.problem !== 'left_out';
  const cell = cellAt(row, spot);
  return cell !== undefined && isOpenCell(cell);
}

/**
 * The spot after (or before) one in its row that satisfies `wanted`.
 * @param from null: begins before the first (or behind the last) spot
 * @returns null when the row has none further on
 */
export function stepInRow(
  spots: readonly Spot[],
  from: Spot | null,
  step: 1 | -1,
  wanted: (spot: Spot) => boolean = () => true,
): Spot | null {
  const start = from === null ? (step === 1 ? -1 : spots.length) : spots.indexOf(from);
  // A spot that is not listed (its class changed under the cursor): from the row's start.
  const before = from !== null && start === -1 ? (step === 1 ? -1 : 0) : start;
  for (let at = before + step; at >= 0 && at < spots.length; at += step) {
    const spot = spots[at];
    if (spot !== undefined && wanted(spot)) return spot;
  }
  return null;
}
