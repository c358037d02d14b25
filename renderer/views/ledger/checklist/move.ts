/** Cursor keys in the checklist, as in a spreadsheet. */

export interface Place {
  readonly index: number;
  readonly column: number;
}

/** Where a key leads from a cell; null when it isn't a movement key. `page` rows are in sight. */
export function moveInGrid(
  at: Place,
  key: string,
  ctrl: boolean,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): Place | null {
  if (size.rows === 0) return null;
  const row = (index: number): number => Math.max(0, Math.min(size.rows - 1, index));
  const column = (index: number): number => Math.max(0, Math.min(size.columns - 1, index));
  switch (key) {
    case 'ArrowDown':
      return { index: ctrl ? size.rows - 1 : row(at.index + 1), column: at.column };
    case 'ArrowUp':
      return { index: ctrl ? 0 : row(at.index < 0 ? 0 : at.index - 1), column: at.column };
    case 'ArrowRight':
      return { index: row(at.index), column: ctrl ? size.columns - 1 : column(at.column + 1) };
    case 'ArrowLeft':
      return { index: row(at.index), column: ctrl ? 0 : column(at.column - 1) };
    case 'PageDown':
      return { index: row(at.index + size.page), column: at.column };
    case 'PageUp':
      return { index: row(at.index - size.page), column: at.column };
    case 'Home':
      return { index: ctrl ? 0 : row(at.index), column: ctrl ? at.column : 0 };
    case 'End':
      return { index: ctrl ? size.rows - 1 : row(at.index), column: ctrl ? at.column : size.columns - 1 };
    default:
      return null;
  }
}

/** The next (or previous) cell that can be edited, on to the next row at the end; null at the list's end. */
export function nextEditable(
  at: Place,
  editable: readonly boolean[],
  rows: number,
  backwards: boolean,
): Place | null {
  if (!editable.includes(true)) return null;
  const step = backwards ? -1 : 1;
  let { index, column } = at;
  for (;;) {
    column += step;
    if (column < 0 || column >= editable.length) {
      index += step;
      column = backwards ? editable.length - 1 : 0;
    }
    if (index < 0 || index >= rows) return null;
    if (editable[column] === true) return { index, column };
  }
}
