/** The review that is open: its files and counts, what is listed, where the cursor stands. */
import { create } from 'zustand';
import type { Reply } from '../../shared/contract/index.ts';
import type { ReviewRow } from '../../shared/contract/types.ts';
import type { Failure } from '../../shared/result.ts';
import { call, listen } from '../door.ts';
import { firstFilter, toCall } from '../views/review/filter.ts';
import type { Filter } from '../views/review/filter.ts';
import { isOpenSpot, spotsOf } from '../views/review/spots.ts';
import type { Spot } from '../views/review/spots.ts';
import type { Job } from './jobs.ts';
import { ReviewRows } from './reviewRows.ts';
import type { RowKey } from './reviewRows.ts';

export type ReviewHead = Reply<'returns.review'>;
type Found = Omit<Reply<'returns.find'>, 'keys'>;

interface ReviewStore {
  /** Null: no review is open. */
  readonly batch: number | null;
  readonly head: ReviewHead | null;
  readonly filter: Filter;
  /** File and row of each listed row, one after the other. */
  readonly keys: Int32Array;
  /** Counts beside the list; null until the first answer. */
  readonly found: Found | null;
  /** Rows of each file that wait for their measure. */
  readonly waiting: ReadonlyMap<number, number>;
  readonly failure: Failure | null;
  /** Listed row under the cursor, and the spot in it; null while the row is not there yet. */
  readonly at: number;
  readonly spot: Spot | null;
  /** Rises whenever the cursor moved by key or by decision, so that it is brought into sight. */
  readonly moved: number;
  /** The cell at the cursor is being edited; the row's measure is being chosen. */
  readonly open: 'edit' | 'match' | null;
  /** Long work on the batch that is under way; nothing can be decided meanwhile. */
  readonly work: Work | null;
}
export interface Work {
  readonly kind: 'compare' | 'commit';
  readonly job: Job | null;
}

const blank: ReviewStore = {
  batch: null,
  head: null,
  filter: firstFilter,
  keys: new Int32Array(),
  found: null,
  waiting: new Map(),
  failure: null,
  at: 0,
  spot: null,
  moved: 0,
  open: null,
  work: null,
};
export const useReview = create<ReviewStore>(() => blank);
const { getState: get, setState: set } = useReview;

export const reviewRows = new ReviewRows((keys) => {
  const { batch } = get();
  return batch === null
    ? Promise.resolve({ ok: true, value: { rows: [] } })
    : call('returns.rows', { batch, keys });
});

/** Key of the listed row at a place. */
export function keyAt(index: number, keys: Int32Array = get().keys): RowKey | null {
  const file = keys[index * 2];
  const row = keys[index * 2 + 1];
  return file === undefined || row === undefined ? null : { file, row };
}
export function rowAt(index: number): ReviewRow | undefined {
  const key = keyAt(index);
  return key === null ? undefined : reviewRows.get(key);
}
export const listed = (store: Pick<ReviewStore, 'keys'> = get()): number => store.keys.length / 2;

/** Place of a row in a list of keys; −1 when it is not listed. */
export function indexOf(keys: Int32Array, { file, row }: RowKey): number {
  for (let at = 0; at < keys.length; at += 2) if (keys[at] === file && keys[at + 1] === row) return at / 2;
  return -1;
}

let stop: (() => void) | null = null;
/** Opens a batch's review and follows it until it is closed. */
export function openReviewOf(batch: number): () => void {
  stop?.();
  reviewRows.clear();
  set({ ...blank, batch }, true);
  const offs = [
    listen('review', (event) => {
      if (event.batch === batch) refreshSoon();
    }),
    // The ledger moved: the comparison may be out of date.
    listen('changed', () => void loadHead()),
  ];
  const close = (): void => {
    for (const off of offs) off();
    if (timer !== null) window.clearTimeout(timer);
    timer = null;
    if (get().batch === batch) {
      reviewRows.clear();
      set(blank, true);
    }
    stop = null;
  };
  stop = close;
  void find();
  void loadHead().then(() => {
    const now = get();
    // Looked at afterwards: nothing waits any more, so all is shown.
    if (now.batch === batch && now.head !== null && now.head.batch.status !== 'review')
      setFilter({ openOnly: false });
  });
  return close;
}

export async function loadHead(): Promise<void> {
  const { batch } = get();
  if (batch === null) return;
  const result = await call('returns.review', { batch });
  if (get().batch !== batch) return;
  if (result.ok) set({ head: result.value, failure: null });
  else set({ failure: result.error });
  await countWaiting(batch);
}

/** Rows that were left out count as new still; only those that wait are told. */
async function countWaiting(batch: number): Promise<void> {
  const filter = { rowClasses: ['new' as const, 'ambiguous' as const], decided: 'open' as const };
  const result = await call('returns.find', { batch, filter });
  if (!result.ok || get().batch !== batch) return;
  const waiting = new Map<number, number>();
  const { keys } = result.value;
  for (let at = 0; at < keys.length; at += 2) {
    const file = keys[at] ?? 0;
    waiting.set(file, (waiting.get(file) ?? 0) + 1);
  }
  set({ waiting });
}

/** Counts follow decisions after this rest, in milliseconds: they are not worth a question for every key. */
const REST = 250;
let timer: number | null = null;
let ownDecisions = 0;

/** Our own decisions come back as an event too; their rows stand as decided already. */
export function ownDecision(change: 1 | -1): void {
  ownDecisions += change;
}

let rowsToo = false;
export function refreshSoon(): void {
  if (ownDecisions === 0) rowsToo = true;
  if (timer !== null) return;
  timer = window.setTimeout(() => {
    timer = null;
    const all = rowsToo;
    rowsToo = false;
    if (all) reviewRows.invalidate(null);
    void loadHead();
    void find(false);
  }, REST);
}

let asking: Promise<void> | null = null;
let again: boolean | null = null;
/**
 * Asks which rows are listed, one question at a time.
 * @param anew false keeps the rows that are listed and takes only the counts: what was decided stays where it was
 */
export function find(anew = true): Promise<void> {
  if (asking !== null) {
    again = again === true || anew;
    return asking;
  }
  asking = (async () => {
    let wanted: boolean | null = anew;
    while (wanted !== null) {
      again = null;
      await askOnce(wanted);
      wanted = again;
    }
  })().finally(() => {
    asking = null;
  });
  return asking;
}

async function askOnce(anew: boolean): Promise<void> {
  const { batch, filter } = get();
  if (batch === null) return;
  const result = await call('returns.find', { batch, filter: toCall(filter) });
  const now = get();
  if (now.batch !== batch || now.filter !== filter) return;
  if (!result.ok) {
    set({ failure: result.error });
    return;
  }
  const { keys, ...found } = result.value;
  if (!anew && now.keys.length > 0) {
    set({ found, failure: null });
    return;
  }
  const before = keyAt(now.at);
  const kept = before === null ? -1 : indexOf(keys, before);
  set({
    keys,
    found,
    failure: null,
    at: Math.max(0, kept),
    spot: kept === -1 ? null : now.spot,
    moved: now.moved + 1,
    open: null,
  });
  void settleSpot();
}

/** Once the row under the cursor is there, the cursor stands on its first spot. */
export async function settleSpot(): Promise<void> {
  const { at } = get();
  const key = keyAt(at);
  if (key === null) return;
  await reviewRows.load([key]);
  const row = reviewRows.get(key);
  const now = get();
  if (row === undefined || now.at !== at) return;
  const spots = spotsOf(row, toCall(now.filter));
  if (now.spot !== null && spots.includes(now.spot)) return;
  set({ spot: spots.find((spot) => isOpenSpot(row, spot)) ?? spots[0] ?? null });
}

export function setFilter(change: Partial<Filter>): void {
  const filter = { ...get().filter, ...change };
  set({ filter, open: null });
  void find();
}

/** Puts the cursor somewhere; `into` brings it into sight. */
export function putCursor(at: number, spot: Spot | null, into = true): void {
  set((store) => ({ at, spot, open: null, moved: into ? store.moved + 1 : store.moved }));
  if (spot === null) void settleSpot();
}
export function openAtCursor(open: ReviewStore['open']): void {
  set({ open });
}
