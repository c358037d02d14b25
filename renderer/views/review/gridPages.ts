/** Rows of a sheet by pages, fetched as they come into sight, and how wide its columns are shown. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '../../../shared/result.ts';

/** Part of a sheet; rows count from 0. Rows that hold nothing may be left out. */
export interface GridPage {
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** Columns that hold anything in the whole sheet. */
  readonly width: number;
  /** Rows of the whole sheet, up to the last one that holds anything. */
  readonly total: number;
}
/** Asks for `count` rows from `first` on, from 0. One function a sheet: another one means another sheet. */
export type AskPage = (first: number, count: number) => Promise<Result<GridPage>>;

export const PAGE = 100;

export interface GridRows {
  readonly total: number;
  readonly width: number;
  readonly loaded: boolean;
  readonly failure: Failure | null;
  /** In rem, by column; stands once the first rows are there. */
  readonly widths: readonly number[];
  readonly get: (row: number) => readonly string[] | undefined;
  readonly want: (first: number, last: number) => void;
}

interface Sheet {
  readonly ask: AskPage;
  readonly rows: Map<number, readonly string[]>;
  readonly asked: Set<number>;
}

interface Shape {
  readonly ask: AskPage;
  readonly total: number;
  readonly width: number;
  readonly widths: readonly number[];
}

/** @param start row that is to be in sight first, from 0 */
export function useGridPages(ask: AskPage, start: number): GridRows {
  const [shape, setShape] = useState<Shape | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [, setArrived] = useState(0);
  const held = useRef<Sheet | null>(null);

  const load = useCallback(
    (page: number): void => {
      if (held.current?.ask !== ask) held.current = { ask, rows: new Map(), asked: new Set() };
      const sheet = held.current;
      if (sheet.asked.has(page)) return;
      sheet.asked.add(page);
      void ask(page * PAGE, PAGE).then((result) => {
        if (held.current !== sheet) return;
        if (!result.ok) {
          sheet.asked.delete(page);
          setFailure(result.error);
          return;
        }
        const { rows, width, total } = result.value;
        for (const row of rows) sheet.rows.set(row.row, row.cells);
        setFailure(null);
        setShape((now) => (now?.ask === ask ? now : { ask, total, width, widths: widthsOf(rows, width) }));
        setArrived((count) => count + 1);
      });
    },
    [ask],
  );

  useEffect(() => load(Math.floor(Math.max(0, start) / PAGE)), [load, start]);

  const want = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) load(page);
    },
    [load],
  );
  const get = useCallback((row: number) => held.current?.rows.get(row), []);
  const current = shape?.ask === ask ? shape : null;
  return {
    total: current?.total ?? 0,
    width: current?.width ?? 0,
    widths: current?.widths ?? [],
    loaded: current !== null,
    failure,
    get,
    want,
  };
}

const NARROWEST = 4.5;
const WIDEST = 15;
/** Width of text in rem, roughly: a Chinese character is as wide as it is high. */
function textWidth(text: string): number {
  let width = 0;
  for (const line of text.split('\n')) {
    let own = 0;
    for (const sign of line.slice(0, 40)) own += sign.charCodeAt(0) > 0x2e7f ? 1 : 0.58;
    if (own > width) width = own;
  }
  return width;
}

/** A title or a note stands alone in its row and runs over its neighbours: it says nothing of its column. */
const isTable = (cells: readonly string[]): boolean => cells.filter((text) => text !== '').length > 2;

/** Columns as wide as most of their cells need, within bounds. */
export function widthsOf(rows: GridPage['rows'], width: number): readonly number[] {
  return Array.from({ length: width }, (_, column) => {
    let most = 0;
    for (const { cells } of rows) if (isTable(cells)) most = Math.max(most, textWidth(cells[column] ?? ''));
    return Math.max(NARROWEST, Math.min(WIDEST, most + 1.2));
  });
}
