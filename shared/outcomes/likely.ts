/**
 * Which outcomes look like the same one twice. Rows are laid into buckets by keys that the same fact would share, and
 * only neighbours in a bucket are compared: each row with at most WINDOW others for each of its keys, so that the work
 * grows with the rows and never with their square. Nothing is decided here; the clerk is asked.
 */
import { dayNumber, monthOf } from '../day.ts';
import type { Day, Month } from '../day.ts';
import { firstDay, lastDay } from '../month.ts';
import { longEnough, nearEqual, nearKeys, numberKey, titleKey } from './names.ts';

export const outcomeFamilies = ['regulation', 'sanction', 'recovery', 'clue'] as const;
export type OutcomeFamily = (typeof outcomeFamilies)[number];

export const likenesses = [
  'same_number',
  'same_title',
  'similar_title',
  'same_amount',
  'same_people',
  'same_day',
] as const;
export type Likeness = (typeof likenesses)[number];

/** An outcome as far as the rule looks at it. What its family does not have is blank. */
export interface LikelyRow {
  readonly id: number;
  readonly kind: string;
  readonly on: Day | null;
  readonly month: Month | null;
  readonly issueId: number | null;
  readonly measureId: number | null;
  readonly unitId: number | null;
  readonly title: string;
  readonly number: string;
  /** People or fen; 0: there is nothing to it, and it is like nothing. */
  readonly amount: number;
  readonly note: string;
  /** Repeats are left out: their primary stands for them. */
  readonly duplicateOf: number | null;
}

export interface LikelyPair {
  /** Smaller id first. */
  readonly first: number;
  readonly second: number;
  readonly why: readonly Likeness[];
}

/** How many neighbours of a bucket a row is compared with. */
export const WINDOW = 16;
/** Days by which two reports of one amount may lie apart. */
const APART = 40;

export interface Likely {
  readonly pairs: LikelyPair[];
  /** How many comparisons it took: at most WINDOW for each key of each row. */
  readonly compared: number;
  readonly keys: number;
}

interface Prepared {
  readonly row: LikelyRow;
  readonly title: string;
  readonly number: string;
  /** First and last day on which it may have come about, as day numbers; null: unknown. */
  readonly span: readonly [number, number] | null;
}

interface Rule {
  readonly keys: (one: Prepared) => (string | number)[];
  /** Why two rows of a bucket look alike; empty when they don't. */
  readonly why: (a: Prepared, b: Prepared) => Likeness[];
}

/** @param different pairs (`pairKey`) that were decided to be two */
export function likelyPairs(
  family: OutcomeFamily,
  rows: readonly LikelyRow[],
  different: ReadonlySet<string>,
): Likely {
  const rule = RULES[family];
  const counted = rows
    .filter((row) => row.duplicateOf === null && row.amount > 0)
    .map(prepared)
    .sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0) || a.row.id - b.row.id);
  const { buckets, keys } = bucketsOf(counted, rule);
  const seen = new Set<string>();
  const pairs: LikelyPair[] = [];
  let compared = 0;
  for (const bucket of buckets) {
    for (const [at, a] of bucket.entries()) {
      for (const b of bucket.slice(at + 1, at + 1 + WINDOW)) {
        compared += 1;
        const why = rule.why(a, b);
        if (why.length === 0) continue;
        const key = pairKey(a.row.id, b.row.id);
        if (seen.has(key) || different.has(key)) continue;
        seen.add(key);
        pairs.push({ first: Math.min(a.row.id, b.row.id), second: Math.max(a.row.id, b.row.id), why });
      }
    }
  }
  return { pairs: pairs.sort((a, b) => a.first - b.first || a.second - b.second), compared, keys };
}

/** Rows that share a key, in their order; most keys are one row's alone and make no bucket. */
function bucketsOf(rows: readonly Prepared[], rule: Rule): { buckets: Prepared[][]; keys: number } {
  const found = new Map<string | number, Prepared | Prepared[]>();
  const buckets: Prepared[][] = [];
  let keys = 0;
  for (const one of rows) {
    for (const key of rule.keys(one)) {
      keys += 1;
      const there = found.get(key);
      if (there === undefined) found.set(key, one);
      else if (Array.isArray(there)) {
        if (there.at(-1) !== one) there.push(one);
      } else if (there !== one) {
        const bucket = [there, one];
        found.set(key, bucket);
        buckets.push(bucket);
      }
    }
  }
  return { buckets, keys };
}

/** A pair's key, whichever is named first. */
export function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Which of two is proposed to stay: the one of which more is known, of two equal ones the older. */
export function proposedPrimary(a: LikelyRow, b: LikelyRow): number {
  const known = (row: LikelyRow): number =>
    [row.on, row.issueId, row.measureId, row.unitId].filter((value) => value !== null).length +
    [row.number, row.note].filter((value) => value !== '').length;
  const more = known(b) - known(a);
  return more === 0 ? Math.min(a.id, b.id) : more > 0 ? b.id : a.id;
}

const RULES: Readonly<Record<OutcomeFamily, Rule>> = {
  regulation: {
    keys: (one) => [...(one.number === '' ? [] : [`号${one.number}`]), ...titleKeys(one.title)],
    why: (a, b) => {
      if (a.number !== '' && a.number === b.number)
        return ['same_number', ...titleWhy(a, b), ...dayWhy(a, b)];
      if (!mayBeOne(a, b)) return [];
      const title = titleWhy(a, b);
      return title.length === 0 ? [] : [...title, ...dayWhy(a, b)];
    },
  },
  sanction: {
    keys: ({ row }) => {
      const what = `${row.kind} ${row.amount}`;
      const month = row.on === null ? row.month : monthOf(row.on);
      return [
        ...(row.on === null ? [] : [`${what} ${row.on}`]),
        ...(month === null || row.issueId === null ? [] : [`${what} ${month} 问${row.issueId}`]),
        ...(month === null || row.measureId === null ? [] : [`${what} ${month} 措${row.measureId}`]),
      ];
    },
    why: (a, b) => {
      const place =
        (a.row.issueId !== null && a.row.issueId === b.row.issueId) ||
        (a.row.measureId !== null && a.row.measureId === b.row.measureId);
      const days = dayWhy(a, b);
      // Two days known to differ are two occasions; the same day in two units is two occasions too.
      if (a.row.on !== null && b.row.on !== null && days.length === 0) return [];
      return place || (days.length > 0 && mayBeOneUnit(a, b)) ? ['same_people', ...days] : [];
    },
  },
  recovery: {
    keys: ({ row }) => [`${row.kind} ${row.amount}`],
    why: (a, b) => (near(a, b) ? ['same_amount', ...dayWhy(a, b)] : []),
  },
  clue: {
    keys: (one) => titleKeys(one.title),
    why: (a, b) => {
      const title = titleWhy(a, b);
      return title.length === 0 ? [] : [...title, ...dayWhy(a, b)];
    },
  },
};

function prepared(row: LikelyRow): Prepared {
  const span: Prepared['span'] =
    row.on !== null
      ? [dayNumber(row.on), dayNumber(row.on)]
      : row.month === null
        ? null
        : [dayNumber(firstDay(row.month)), dayNumber(lastDay(row.month))];
  return { row, title: titleKey(row.title), number: numberKey(row.number), span };
}

function titleKeys(title: string): (string | number)[] {
  return title === '' ? [] : [`题${title}`, ...nearKeys(title)];
}

function titleWhy(a: Prepared, b: Prepared): Likeness[] {
  if (a.title === '' || b.title === '') return [];
  if (a.title === b.title) return ['same_title'];
  const alike = longEnough(a.title) && longEnough(b.title) && nearEqual(a.title, b.title);
  // 2023年工作要点 and 2024年工作要点 are two.
  return alike && numeralsOf(a.title) === numeralsOf(b.title) ? ['similar_title'] : [];
}

function numeralsOf(title: string): string {
  return title.replace(/[^\d一二三四五六七八九十]/g, '');
}

/** Two numbers, or making and abolishing, tell two regulations of one title apart. */
function mayBeOne(a: Prepared, b: Prepared): boolean {
  if (a.row.kind === b.row.kind) return a.number === '' || b.number === '' || a.title === b.title;
  return a.row.kind !== 'abolished' && b.row.kind !== 'abolished' && (a.number === '' || b.number === '');
}

function mayBeOneUnit(a: Prepared, b: Prepared): boolean {
  return a.row.unitId === null || b.row.unitId === null || a.row.unitId === b.row.unitId;
}

function dayWhy(a: Prepared, b: Prepared): Likeness[] {
  return a.row.on !== null && a.row.on === b.row.on ? ['same_day'] : [];
}

/** At most APART days lie between the two; of those without any day only such of one issue are near. */
function near(a: Prepared, b: Prepared): boolean {
  if (a.span === null || b.span === null) return a.row.issueId !== null && a.row.issueId === b.row.issueId;
  return Math.max(a.span[0], b.span[0]) - Math.min(a.span[1], b.span[1]) <= APART;
}
