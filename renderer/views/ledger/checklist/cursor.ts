/** The grid's cursor from outside the grid: focus, and going on to the next cell that can be edited. */
import {
  foldGroup,
  setSelection,
  startEditing,
  stopEditing,
  useChecklist,
} from '../../../store/checklist.ts';
import { selectMeasure } from '../../../store/ledger.ts';
import { pref } from '../../../store/prefs.ts';
import { groupKey } from './layout.ts';
import { defaultArrangement, readArrangement, shownColumns } from './columns.ts';
import { nextEditable } from './move.ts';
import { indexIn, pick } from './selection.ts';

export const GRID = 'checklist-grid';
export const FIND = 'checklist-find';

export function focusGrid(): void {
  document.getElementById(GRID)?.focus({ preventScroll: true });
}
export function focusFind(): void {
  const box = document.getElementById(FIND);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

export const COLUMNS_PREF = 'checklist.columns';
export function arrangementNow() {
  return pref(COLUMNS_PREF, readArrangement, defaultArrangement);
}

/** Puts the cursor on a row, unfolds its group, and shows its detail. */
export function putCursor(id: number, column?: string): void {
  const { selection, ids, groups } = useChecklist.getState();
  const index = indexIn(ids, id);
  const group = groups.find((each) => index >= each.start && index < each.start + each.count);
  if (group !== undefined) foldGroup(groupKey(group), false);
  setSelection(pick(selection, ids, id, { shift: false, ctrl: false }));
  if (column !== undefined) useChecklist.setState({ column });
  selectMeasure(id);
}

/** After Tab: edits the next cell, or leaves at the end of the list. */
export function goOnEditing(id: number, column: string, backwards: boolean): void {
  const { ids } = useChecklist.getState();
  const shown = shownColumns(arrangementNow());
  const next = nextEditable(
    { index: indexIn(ids, id), column: shown.findIndex((each) => each.id === column) },
    shown.map((each) => each.editable),
    ids.length,
    backwards,
  );
  const target = next === null ? undefined : ids[next.index];
  const to = next === null ? undefined : shown[next.column];
  if (target === undefined || to === undefined) {
    stopEditing();
    focusGrid();
    return;
  }
  if (target !== id) putCursor(target);
  startEditing(target, to.id);
}
