/** Moving about the board with arrow keys: down a column, across to the neighbour that has cards. */

export interface BoardColumn {
  readonly key: string;
  readonly ids: readonly number[];
}
export interface Spot {
  readonly column: number;
  readonly row: number;
}

/** Where a card stands; null when it is not shown. */
export function spotOf(columns: readonly BoardColumn[], id: number | null): Spot | null {
  if (id === null) return null;
  for (const [column, { ids }] of columns.entries()) {
    const row = ids.indexOf(id);
    if (row >= 0) return { column, row };
  }
  return null;
}

/**
 * The card that a key leads to; null when the key is no movement or leads nowhere. From nowhere every key leads to
 * the first card there is.
 * @param page cards that a page key passes
 */
export function moved(
  columns: readonly BoardColumn[],
  from: Spot | null,
  key: string,
  page: number,
): Spot | null {
  if (!Object.hasOwn(steps, key)) return null;
  if (from === null) {
    const column = columns.findIndex(({ ids }) => ids.length > 0);
    return column < 0 ? null : { column, row: 0 };
  }
  const last = (columns[from.column]?.ids.length ?? 1) - 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const by = key === 'ArrowLeft' ? -1 : 1;
    for (let column = from.column + by; column >= 0 && column < columns.length; column += by) {
      const count = columns[column]?.ids.length ?? 0;
      if (count > 0) return { column, row: Math.min(from.row, count - 1) };
    }
    return null;
  }
  const row = steps[key]?.(from.row, page, last) ?? from.row;
  return { column: from.column, row: Math.max(0, Math.min(row, last)) };
}

const steps: Readonly<Record<string, (row: number, page: number, last: number) => number>> = {
  ArrowUp: (row) => row - 1,
  ArrowDown: (row) => row + 1,
  PageUp: (row, page) => row - page,
  PageDown: (row, page) => row + page,
  Home: () => 0,
  End: (_row, _page, last) => last,
  ArrowLeft: (row) => row,
  ArrowRight: (row) => row,
};
