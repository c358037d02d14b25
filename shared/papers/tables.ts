/** Tables of papers, a column with what stands in it; and short words that several papers share. */
import type { PaperSection } from '../contract/types.ts';
import { type Day, dayLabel, partsOf } from '../day.ts';
import { landscape, meta, type PaperCell, type PaperTable, title } from './blocks.ts';

/** A column of rows `R`. */
export interface Column<R> {
  readonly title: string;
  /** Share of the table's width, about millimetres. */
  readonly share: number;
  readonly middle?: boolean;
  /** Left out where no row says anything in it. */
  readonly optional?: boolean;
  readonly of: (row: R) => PaperCell;
}

/** Heads the rows below it. */
export interface Head {
  readonly head: string;
}

export type Line<R> = Head | { readonly row: R; readonly total?: boolean };

export const head = (text: string): Head => ({ head: text });

export const lines = <R>(rows: readonly R[]): Line<R>[] => rows.map((row) => ({ row }));

/** A table of rows and of heads that go over its whole width. `empty` is said in place of rows. */
export function tableOf<R>(
  all: readonly Column<R>[],
  rows: readonly Line<R>[],
  empty: string,
  caption?: string,
): PaperTable {
  const columns = all.filter(
    ({ optional, of }) => optional !== true || rows.some((line) => 'row' in line && of(line.row) !== ''),
  );
  return {
    block: 'table',
    ...(caption === undefined ? {} : { title: caption }),
    columns: columns.map(({ title: name, share, middle }) => ({
      title: name,
      share,
      ...(middle === true ? { middle } : {}),
    })),
    rows: rows.map((line) =>
      'head' in line
        ? { cells: columns.map((_, at) => (at === 0 ? line.head : '')), group: true }
        : {
            cells: columns.map(({ of }) => of(line.row)),
            ...(line.total === true ? { total: true } : {}),
          },
    ),
    empty,
  };
}

/** 2024.6.30, for narrow columns; '' for no day. */
export function shortDay(day: Day | null): string {
  if (day === null) return '';
  const { year, month, day: of } = partsOf(day);
  return `${year}.${month}.${of}`;
}

/** Lines of a cell, those that say nothing left out. */
export const stacked = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n');

/** Runs of neighbours that share a key, in their order. */
export function runsOf<T, K>(rows: readonly T[], keyOf: (row: T) => K): { key: K; rows: T[] }[] {
  const runs: { key: K; rows: T[] }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const last = runs.at(-1);
    if (last !== undefined && last.key === key) last.rows.push(row);
    else runs.push({ key, rows: [row] });
  }
  return runs;
}

/** A list on landscape pages: its title, whose ledger as of which day, the table, what it holds, the places to sign. */
export function listSection(of: {
  readonly title: string;
  readonly organisation: string;
  readonly asOf: Day;
  readonly tables: readonly PaperTable[];
  readonly notes: readonly string[];
  readonly signs: readonly string[];
  readonly size?: 'a4' | 'a3';
}): PaperSection {
  const { organisation, asOf, tables, notes, signs, size } = of;
  return landscape(
    [
      title(of.title),
      meta([organisation, `截至${dayLabel(asOf)}`].filter((part) => part !== '').join('　')),
      ...tables,
      ...notes.map((text) => ({ block: 'note' as const, text })),
      { block: 'signs', places: [...signs] },
    ],
    size,
  );
}
