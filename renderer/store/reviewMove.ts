/** Going from difference to difference, over rows that may not have been fetched yet. */
import { call } from '../door.ts';
import { toCall } from '../views/review/filter.ts';
import { isOpenSpot, spotsOf, stepInRow } from '../views/review/spots.ts';
import type { Spot } from '../views/review/spots.ts';
import { find, keyAt, listed, putCursor, reviewRows, rowAt, useReview } from './review.ts';
import type { RowKey } from './reviewRows.ts';

const { getState: get } = useReview;
/** Rows fetched at a time when the next open one is looked for. */
const AHEAD = 50;

function keysFrom(start: number, step: 1 | -1, count: number): RowKey[] {
  const keys: RowKey[] = [];
  for (let at = start; at >= 0 && at < listed() && keys.length < count; at += step) {
    const key = keyAt(at);
    if (key !== null) keys.push(key);
  }
  return keys;
}

/** One spot further (or back), decided or not. */
export async function stepSpot(step: 1 | -1): Promise<void> {
  const { at, spot, filter } = get();
  const cells = toCall(filter);
  const row = rowAt(at);
  const inRow = row === undefined ? null : stepInRow(spotsOf(row, cells), spot, step);
  if (inRow !== null) return putCursor(at, inRow);
  const next = at + step;
  const key = keyAt(next);
  if (key === null) return;
  await reviewRows.load([key]);
  const there = reviewRows.get(key);
  if (there !== undefined) putCursor(next, stepInRow(spotsOf(there, cells), null, step));
}

/** So many rows further (or back); the ends stop it. */
export function stepRows(count: number): void {
  const last = listed() - 1;
  if (last >= 0) putCursor(Math.max(0, Math.min(last, get().at + count)), null);
}

let searching = 0;
/**
 * To the next (or previous) spot that waits for a decision; behind the last one on from the first.
 * @returns false when nothing listed waits any more
 */
export async function stepOpen(step: 1 | -1): Promise<boolean> {
  searching += 1;
  const search = searching;
  const { at, spot, filter } = get();
  const cells = toCall(filter);
  const openIn = (index: number, from: Spot | null): Spot | null => {
    const row = rowAt(index);
    return row === undefined
      ? null
      : stepInRow(spotsOf(row, cells), from, step, (each) => isOpenSpot(row, each));
  };
  await reviewRows.load(keysFrom(at, step, 1));
  if (search !== searching) return true;
  const inRow = openIn(at, spot);
  if (inRow !== null) {
    putCursor(at, inRow);
    return true;
  }
  // The rows near by, which are mostly there already.
  const near = keysFrom(at + step, step, AHEAD);
  await reviewRows.load(near);
  if (search !== searching) return true;
  for (let index = 0; index < near.length; index += 1) {
    const place = at + step * (index + 1);
    const found = openIn(place, null);
    if (found !== null) {
      putCursor(place, found);
      return true;
    }
  }
  return searchFar(step, search, openIn);
}

/** Asks main for all rows that are open and goes to the next one of them, around the end if need be. */
async function searchFar(
  step: 1 | -1,
  search: number,
  openIn: (index: number, from: Spot | null) => Spot | null,
): Promise<boolean> {
  const { batch, filter, at } = get();
  if (batch === null) return false;
  const result = await call('returns.find', { batch, filter: { ...toCall(filter), decided: 'open' } });
  if (search !== searching || !result.ok) return true;
  const { keys } = result.value;
  if (keys.length === 0) return false;
  const open = new Set<string>();
  for (let index = 0; index < keys.length; index += 2) open.add(`${keys[index]} ${keys[index + 1]}`);
  const count = listed();
  for (let gone = 1; gone <= count; gone += 1) {
    const place = (((at + step * gone) % count) + count) % count;
    const key = keyAt(place);
    if (key === null || !open.has(`${key.file} ${key.row}`)) continue;
    await reviewRows.load([key]);
    if (search === searching) putCursor(place, openIn(place, null));
    return true;
  }
  // Rows that became open since the list was asked (a match, a new reading): listed from now on.
  await find();
  return true;
}
