/** Which rows of a list are selected, by id: the set stays right when the list is sorted or filtered anew. */

export interface Selection {
  readonly selected: ReadonlySet<number>;
  /** Row from which Shift reaches. */
  readonly anchor: number | null;
  /** Row that has the cursor. */
  readonly active: number | null;
}
export const noSelection: Selection = { selected: new Set(), anchor: null, active: null };

export interface Modifiers {
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/** A click or a cursor move to a row: alone, reaching from the anchor (Shift), or adding and taking away (Ctrl). */
export function pick(before: Selection, ids: ArrayLike<number>, id: number, held: Modifiers): Selection {
  if (held.shift) {
    const from = indexIn(ids, before.anchor);
    const to = indexIn(ids, id);
    if (from >= 0 && to >= 0) {
      const selected = new Set(held.ctrl ? before.selected : []);
      for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) selected.add(ids[at] as number);
      return { selected, anchor: before.anchor, active: id };
    }
  }
  if (held.ctrl) {
    const selected = new Set(before.selected);
    if (!selected.delete(id)) selected.add(id);
    return { selected, anchor: id, active: id };
  }
  return { selected: new Set([id]), anchor: id, active: id };
}

export function pickAll(before: Selection, ids: ArrayLike<number>): Selection {
  const selected = new Set<number>();
  for (let at = 0; at < ids.length; at += 1) selected.add(ids[at] as number);
  return { selected, anchor: before.anchor ?? ids[0] ?? null, active: before.active ?? ids[0] ?? null };
}

/** Only the cursor's row stays. */
export function pickNone(before: Selection): Selection {
  return {
    selected: new Set(before.active === null ? [] : [before.active]),
    anchor: before.active,
    active: before.active,
  };
}

/** Takes away what a new list no longer shows, so that a bulk edit never reaches rows out of sight. */
export function keepShown(before: Selection, ids: ArrayLike<number>): Selection {
  const isShown = lookUp(ids, before.selected.size);
  const selected = new Set([...before.selected].filter(isShown));
  const stays = (id: number | null): number | null => (id !== null && isShown(id) ? id : null);
  return { selected, anchor: stays(before.anchor), active: stays(before.active) };
}

/** A few ids are looked for one by one; for many a set of the whole list pays. */
const FEW = 20;
function lookUp(ids: ArrayLike<number>, count: number): (id: number) => boolean {
  if (count <= FEW) return (id) => indexIn(ids, id) >= 0;
  const shown = new Set<number>();
  for (let at = 0; at < ids.length; at += 1) shown.add(ids[at] as number);
  return (id) => shown.has(id);
}

/** Selected ids in the list's order. */
export function inOrder(selection: Selection, ids: ArrayLike<number>): number[] {
  const ordered: number[] = [];
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] as number;
    if (selection.selected.has(id)) ordered.push(id);
  }
  return ordered;
}

export function indexIn(ids: ArrayLike<number>, id: number | null): number {
  if (id === null) return -1;
  return Array.prototype.indexOf.call(ids, id);
}
