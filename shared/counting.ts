/**
 * The counting rules of the summary. Every figure is the size of a set of rows, so these functions give sets; sums
 * are of integers only. "By a day" means by the day of effect (`on`), over all that is known now.
 */
import { monthOf } from './day.ts';
import type { Day, Month } from './day.ts';
import { sanctionKinds } from './lists.ts';
import type { ClosingEvent, SanctionKind } from './lists.ts';

/** Key of a row: whatever the caller uses to tell rows apart. */
export type Id = number | string;

/** E: the earlier of the month's cut-off day and today. */
export function effectiveDay(monthCutoff: Day, today: Day): Day {
  return monthCutoff < today ? monthCutoff : today;
}

/** Share of `c` in `a` in basis points, half up, in integers: ⌊(20000c + a) / 2a⌋. Null for nothing of nothing. */
export function rateBasisPoints(c: number, a: number): number | null {
  assertCount(c);
  assertCount(a);
  if (a === 0) {
    if (c === 0) return null;
    throw new RangeError(`${c} of 0 is no rate`);
  }
  const numerator = 20_000n * BigInt(c) + BigInt(a);
  return Number(numerator / (2n * BigInt(a)));
}

/** 8929 → '89.29%'; null → '—'. */
export function formatRate(basisPoints: number | null): string {
  if (basisPoints === null) return '—';
  assertCount(basisPoints);
  return `${Math.floor(basisPoints / 100)}.${String(basisPoints % 100).padStart(2, '0')}%`;
}

export interface Group<K, R> {
  /** Null is the row 未明确. */
  readonly key: K | null;
  readonly rows: readonly R[];
}

/**
 * Sorts rows into groups that partition them: each row lies in exactly one. First the keys of `order`, also those
 * without rows; then keys that are not in it, as they come; last 未明确 (null), if any row has no key.
 */
export function partition<R, K extends Id>(
  rows: readonly R[],
  keyOf: (row: R) => K | null,
  order: readonly K[] = [],
): Group<K, R>[] {
  const groups = new Map<K, R[]>(order.map((key) => [key, []]));
  const none: R[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) {
      none.push(row);
      continue;
    }
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const result: Group<K, R>[] = [...groups].map(([key, members]) => ({ key, rows: members }));
  if (none.length > 0) result.push({ key: null, rows: none });
  return result;
}

export interface IssuePresence {
  readonly id: Id;
  readonly adoptedOn: Day;
  readonly withdrawnOn: Day | null;
}

/** All(E): issues adopted and not withdrawn by `e`. */
export function allAt(issues: readonly IssuePresence[], e: Day): Set<Id> {
  return new Set(
    issues
      .filter((i) => i.adoptedOn <= e && (i.withdrawnOn === null || i.withdrawnOn > e))
      .map((issue) => issue.id),
  );
}

export interface ClosingRecord {
  readonly issue: Id;
  readonly kind: ClosingEvent;
  readonly on: Day;
  /** Order of recording, which decides between events of one day. */
  readonly seq: number;
}

/** For each issue its last close, import as closed or reopening with `on` ≤ `e`. */
export function lastClosings(events: readonly ClosingRecord[], e: Day): Map<Id, ClosingRecord> {
  const last = new Map<Id, ClosingRecord>();
  for (const event of events) {
    if (event.on > e) continue;
    if (event.kind !== 'closed' && event.kind !== 'imported_closed' && event.kind !== 'reopened') continue;
    const known = last.get(event.issue);
    if (known === undefined || event.on > known.on || (event.on === known.on && event.seq > known.seq)) {
      last.set(event.issue, event);
    }
  }
  return last;
}

/** C(E): issues of `all` (every issue, when left out) whose last close or reopening with `on` ≤ `e` is a close. */
export function closedSetAt(events: readonly ClosingRecord[], e: Day, all?: ReadonlySet<Id>): Set<Id> {
  const closed = new Set<Id>();
  for (const [issue, event] of lastClosings(events, e)) {
    if (event.kind !== 'reopened' && (all === undefined || all.has(issue))) closed.add(issue);
  }
  return closed;
}

export interface SetComparison<T> {
  readonly added: T[];
  readonly gone: T[];
  readonly kept: T[];
}

/** New = now − base, gone = base − now, so that |now| = |base| + |added| − |gone|. */
export function compareSets<T>(base: ReadonlySet<T>, now: ReadonlySet<T>): SetComparison<T> {
  return {
    added: [...now].filter((x) => !base.has(x)),
    gone: [...base].filter((x) => !now.has(x)),
    kept: [...now].filter((x) => base.has(x)),
  };
}

/**
 * 补记: which of the newly closed issues carry a day that already lay within the base's time (on or before its
 * cut-off), so that they were recorded late. `closedOn` gives the day of the close that counts.
 */
export function backDated(newIds: readonly Id[], closedOn: (id: Id) => Day | null, baseCutoff: Day): Id[] {
  return newIds.filter((id) => {
    const on = closedOn(id);
    return on !== null && on <= baseCutoff;
  });
}

export interface Outcome {
  readonly id: Id;
  /** Its own day, if known. */
  readonly on: Day | null;
  /** Month in which it was first reported; decides when it has no day. */
  readonly reportedMonth: Month;
  /** The outcome this one repeats, once the clerk decided so. */
  readonly duplicateOf: Id | null;
}

/** Month an outcome belongs to: that of its day, else the month first reported. */
export function outcomeMonth(o: Outcome): Month {
  return o.on === null ? o.reportedMonth : monthOf(o.on);
}

/** Outcomes that had come about by `e`. One without a day counts from the first report, if that month has begun. */
export function outcomesBy<T extends Outcome>(outcomes: readonly T[], e: Day): T[] {
  return outcomes.filter((o) => (o.on === null ? o.reportedMonth <= monthOf(e) : o.on <= e));
}

/**
 * Each outcome once: of rows that repeat one another the primary stays, or the first of them where the primary is not
 * among `outcomes`. Keeps the order.
 */
export function distinctOutcomes<T extends Outcome>(outcomes: readonly T[]): T[] {
  const byId = new Map(outcomes.map((o) => [o.id, o]));
  const chosen = new Map<Id, T>();
  for (const outcome of outcomes) {
    const root = rootOf(outcome, byId);
    const known = chosen.get(root);
    if (known === undefined || outcome.id === root) chosen.set(root, outcome);
  }
  const kept = new Set(chosen.values());
  return outcomes.filter((o) => kept.has(o));
}

/** People per kind, and the sum (人次). Every kind stands in the answer. */
export function sanctionsByKind(rows: readonly { readonly kind: SanctionKind; readonly people: number }[]): {
  perKind: Record<SanctionKind, number>;
  people: number;
} {
  const perKind = Object.fromEntries(sanctionKinds.map((kind) => [kind, 0])) as Record<SanctionKind, number>;
  let people = 0;
  for (const row of rows) {
    assertCount(row.people);
    perKind[row.kind] += row.people;
    people += row.people;
  }
  return { perKind, people };
}

/** Sum of fen per kind, and of all. Throws RangeError for amounts that are no whole, non-negative fen. */
export function moneyByKind<K extends string>(
  rows: readonly { readonly kind: K; readonly fen: number }[],
): { perKind: Map<K, number>; fen: number } {
  const perKind = new Map<K, number>();
  let fen = 0;
  for (const row of rows) {
    assertCount(row.fen);
    perKind.set(row.kind, (perKind.get(row.kind) ?? 0) + row.fen);
    fen += row.fen;
  }
  assertCount(fen);
  return { perKind, fen };
}

export interface DatedName {
  readonly name: string;
  /** First day of this name; null: from the beginning. */
  readonly from: Day | null;
}

/** The name borne on a day: the last one taken by then; before the first, the first. Null when there is none. */
export function nameOn(names: readonly DatedName[], day: Day): string | null {
  const ordered = [...names].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  const borne = ordered.filter((n) => n.from === null || n.from <= day).at(-1) ?? ordered[0];
  return borne?.name ?? null;
}

export interface Merger {
  readonly unit: Id;
  readonly into: Id;
  readonly on: Day;
}

/** The unit under which a unit's rows count on a day: itself, or its successor after mergers in force by then. */
export function successorOn(unit: Id, mergers: readonly Merger[], day: Day): Id {
  const seen = new Set<Id>([unit]);
  let current = unit;
  for (;;) {
    const step = mergers.find((m) => m.unit === current && m.on <= day);
    if (step === undefined || seen.has(step.into)) return current;
    current = step.into;
    seen.add(current);
  }
}

function rootOf<T extends Outcome>(outcome: T, byId: ReadonlyMap<Id, T>): Id {
  const seen: Id[] = [];
  let current: Id = outcome.id;
  while (!seen.includes(current)) {
    seen.push(current);
    const next = byId.get(current)?.duplicateOf ?? null;
    if (next === null) return current;
    current = next;
  }
  // Rows that name one another in a ring: any member stands for all, so take the same one wherever we came in.
  return seen.slice(seen.indexOf(current)).sort((a, b) => (String(a) < String(b) ? -1 : 1))[0] ?? current;
}

function assertCount(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`not a whole number from 0 on: ${value}`);
}
