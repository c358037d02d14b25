/**
 * What a released month keeps of its figures: every set with copies of its rows, so that each opens later as it was.
 * A row stands once, however many figures count it.
 */
import type { FigureRows } from '../contract/types.ts';
import type { ComputedSummary } from '../summary/compute.ts';
import type { RowRef, SetKind } from '../summary/figures.ts';

type RowsOf<K extends SetKind> = Extract<FigureRows, { kind: K }>['rows'];

export interface FrozenLines {
  readonly headings: RowsOf<'headings'>;
  readonly issues: RowsOf<'issues'>;
  readonly measures: RowsOf<'measures'>;
  readonly outcomes: RowsOf<'outcomes'>;
}

export interface FrozenSet {
  readonly kind: SetKind;
  readonly unit: 'items' | 'people' | 'fen';
  readonly title: string;
  readonly value: number;
  /** Places in the lines of its kind. */
  readonly at: readonly number[];
}

export interface Frozen {
  readonly lines: FrozenLines;
  /** By the figure's key. */
  readonly sets: Readonly<Record<string, FrozenSet>>;
}

/** Copies of all sets of a summary. */
export function freeze({ sets, rows }: Pick<ComputedSummary, 'sets' | 'rows'>): Frozen {
  const lines: FrozenLines = { headings: [], issues: [], measures: [], outcomes: [] };
  const known = {
    headings: new Map<string, number>(),
    issues: new Map<string, number>(),
    measures: new Map<string, number>(),
    outcomes: new Map<string, number>(),
  };
  const frozen: Record<string, FrozenSet> = {};
  for (const [key, set] of sets) {
    const places = known[set.kind];
    // Of issues and measures the id alone tells the line; most sets are parts of the first ones.
    const byId = set.kind === 'issues' || set.kind === 'measures';
    let at = byId ? placesOf(set.rows, places) : null;
    if (at === null) {
      at = [];
      const found = rows(key);
      for (const row of found?.rows ?? []) {
        const name = byId ? String(row.id) : JSON.stringify(row);
        let place = places.get(name);
        if (place === undefined) {
          place = (lines[set.kind] as unknown[]).push(row) - 1;
          places.set(name, place);
        }
        at.push(place);
      }
    }
    const value = set.rows.reduce((sum, row) => sum + row.amount, 0);
    frozen[key] = { kind: set.kind, unit: set.unit, title: set.title, value, at };
  }
  return { lines, sets: frozen };
}

/** Null as soon as one of the rows is not known yet. */
function placesOf(rows: readonly RowRef[], places: ReadonlyMap<string, number>): number[] | null {
  const at: number[] = [];
  for (const { id } of rows) {
    const place = places.get(String(id));
    if (place === undefined) return null;
    at.push(place);
  }
  return at;
}

/** The rows behind a figure as they were; null for a key that is none of its figures. */
export function frozenRows({ lines, sets }: Frozen, key: string): FigureRows | null {
  const set = Object.hasOwn(sets, key) ? sets[key] : undefined;
  if (set === undefined) return null;
  const { kind, title, unit, at } = set;
  const of = <K extends SetKind>(rows: RowsOf<K>): RowsOf<K> =>
    at.flatMap((place) => rows[place] ?? []) as RowsOf<K>;
  switch (kind) {
    case 'issues':
      return { kind, title, rows: of<'issues'>(lines.issues) };
    case 'measures':
      return { kind, title, rows: of<'measures'>(lines.measures) };
    case 'headings':
      return { kind, title, rows: of<'headings'>(lines.headings) };
    case 'outcomes':
      return { kind, title, unit, rows: of<'outcomes'>(lines.outcomes) };
  }
}
