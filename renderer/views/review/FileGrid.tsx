/**
 * A sheet of a file as it stands in the file: rows and columns with their numbers and letters, one cell under the
 * cursor, its whole text beneath. Only what is in sight is drawn and fetched.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { addressOf, columnName } from '../../../shared/returns/grid.ts';
import { isComposing } from '../../app/composing.ts';
import { remOf, useTextSize } from '../../store/layout.ts';
import { FailureNote } from '../parts/Notes.tsx';
import { useGridPages } from './gridPages.ts';
import type { AskPage } from './gridPages.ts';
import './grid.css';

/** From 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly label: string;
  readonly page: AskPage;
  /** Heading rows, first and last, from 0. */
  readonly head?: readonly [number, number] | null;
  /** Brought into sight and marked; the cursor goes there when it changes. */
  readonly mark?: Place | null;
  /** What stands above each column, in place of its letter alone; all are `topHeight` rem high. */
  readonly renderTop?: (column: number) => ReactNode;
  readonly topHeight?: number;
  /** Told when a row's number was pressed, or dragged over: first and last row, from 0. */
  readonly onRows?: (first: number, last: number) => void;
  /** Told when Space or Delete was pressed: the cursor's column is to be mapped, or not to be read. */
  readonly onColumn?: (column: number, act: 'map' | 'clear') => void;
  /** Columns that are not read: shown paler. */
  readonly pale?: (column: number) => boolean;
  /** Column to be brought into sight. */
  readonly column?: number | null;
}

/** Sizes in rem; the same numbers stand in grid.css. */
const ROW = 1.9;
const NUMBERS = 3.6;
/** Narrowest column that has a choice above it. */
const CHOICE = 7.2;

export function FileGrid({
  label,
  page,
  head = null,
  mark = null,
  topHeight = ROW,
  renderTop,
  onRows,
  onColumn,
  pale,
  column,
}: Props) {
  const rows = useGridPages(page, mark?.row ?? 0);
  const rem = remOf[useTextSize()];
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<Place>(mark ?? { row: head?.[0] ?? 0, column: 0 });
  const [from, setFrom] = useState<number | null>(null);
  const headHeight = topHeight * rem;

  const down = useVirtualizer({
    count: rows.total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * rem,
    overscan: 8,
    // The head lies in the same box, before the first row, and stays in sight over the rows.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: rem,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: rows.width,
    getScrollElement: () => box.current,
    estimateSize: (index) => Math.max(renderTop === undefined ? 0 : CHOICE, rows.widths[index] ?? 8) * rem,
    overscan: 2,
    scrollMargin: NUMBERS * rem,
    scrollPaddingStart: NUMBERS * rem,
    scrollPaddingEnd: rem,
  });
  useEffect(() => {
    down.measure();
    across.measure();
  }, [down, across, rem, rows.widths]);

  const lines = down.getVirtualItems();
  const firstLine = lines[0]?.index ?? 0;
  const lastLine = lines.at(-1)?.index ?? 0;
  const { want } = rows;
  useEffect(() => want(firstLine, lastLine), [want, firstLine, lastLine]);

  // Wherever the review's cursor goes, its cell stands in the middle of the sheet.
  const markRow = mark?.row ?? null;
  const markColumn = mark?.column ?? null;
  const { loaded } = rows;
  useEffect(() => {
    if (!loaded || markRow === null || markColumn === null) return;
    setCursor({ row: markRow, column: markColumn });
    down.scrollToIndex(markRow, { align: 'center' });
    across.scrollToIndex(markColumn, { align: 'center' });
  }, [loaded, markRow, markColumn, down, across]);
  useEffect(() => {
    if (!loaded || column === undefined || column === null) return;
    setCursor((now) => ({ row: now.row, column }));
    across.scrollToIndex(column, { align: 'auto' });
  }, [loaded, column, across]);

  const move = (to: Place): void => {
    const place = {
      row: Math.max(0, Math.min(rows.total - 1, to.row)),
      column: Math.max(0, Math.min(rows.width - 1, to.column)),
    };
    setCursor(place);
    down.scrollToIndex(place.row, { align: 'auto' });
    across.scrollToIndex(place.column, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.target !== box.current) return;
    const lot = Math.max(1, Math.floor(((box.current.clientHeight ?? 0) - headHeight) / (ROW * rem)) - 1);
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-lot, 0],
      PageDown: [lot, 0],
      Home: [0, -rows.width],
      End: [0, rows.width],
    };
    if (event.key === 'Enter' && onRows !== undefined) {
      // With Shift the heading grows to the cursor's row.
      const first = event.shiftKey && head !== null ? Math.min(head[0], cursor.row) : cursor.row;
      const last = event.shiftKey && head !== null ? Math.max(head[0], cursor.row) : cursor.row;
      onRows(first, last);
    } else if (onColumn !== undefined && [' ', 'F2', 'Delete'].includes(event.key))
      onColumn(cursor.column, event.key === 'Delete' ? 'clear' : 'map');
    else {
      const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
      if (step === undefined) return;
      move({ row: cursor.row + step[0], column: cursor.column + step[1] });
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const placeOf = (target: EventTarget | null): { row: number; column: number | null } | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-r]') : null;
    if (cell === null) return null;
    const own = cell.dataset['c'];
    return { row: Number(cell.dataset['r']), column: own === undefined ? null : Number(own) };
  };
  const onPointerDown = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    if (place === null) return;
    if (place.column !== null) setCursor({ row: place.row, column: place.column });
    else if (onRows !== undefined && event.button === 0) {
      event.preventDefault();
      box.current?.focus({ preventScroll: true });
      if (event.shiftKey && head !== null) onRows(Math.min(head[0], place.row), Math.max(head[0], place.row));
      else {
        setFrom(place.row);
        onRows(place.row, place.row);
      }
    }
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (from === null || onRows === undefined) return;
    const place = placeOf(event.target);
    if (place !== null) onRows(Math.min(from, place.row), Math.max(from, place.row));
  };

  if (rows.failure !== null && !rows.loaded) return <FailureNote failure={rows.failure} />;
  const text = rows.get(cursor.row)?.[cursor.column] ?? '';
  const isHead = (row: number): boolean => head !== null && row >= head[0] && row <= head[1];
  return (
    <div className="sheet">
      <div
        ref={box}
        className="sheet-box"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.total}
        aria-colcount={rows.width}
        aria-activedescendant={`sheet-${cursor.row}-${cursor.column}`}
        tabIndex={0}
        data-pane="sheet"
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => setFrom(null)}
      >
        <div
          className="sheet-head"
          role="row"
          style={{ height: headHeight, width: across.getTotalSize() + NUMBERS * rem }}
        >
          <span className="sheet-corner" />
          {across.getVirtualItems().map((item) => (
            <div
              key={item.key}
              role="columnheader"
              className={`sheet-top ${pale?.(item.index) === true ? 'sheet-pale' : ''} ${(mark?.column ?? cursor.column) === item.index ? 'sheet-top-at' : ''}`}
              style={{ left: item.start, width: item.size }}
            >
              {renderTop === undefined ? columnName(item.index) : renderTop(item.index)}
            </div>
          ))}
        </div>
        <div
          className="sheet-body"
          style={{ height: down.getTotalSize(), width: across.getTotalSize() + NUMBERS * rem }}
        >
          {lines.map((line) => (
            <div
              key={line.key}
              role="row"
              aria-rowindex={line.index + 1}
              className={`sheet-row ${isHead(line.index) ? 'sheet-row-head' : ''} ${mark?.row === line.index ? 'sheet-row-at' : ''}`}
              style={{ transform: `translateY(${line.start - headHeight}px)` }}
            >
              <div
                className={`sheet-number ${onRows === undefined ? '' : 'sheet-number-press'}`}
                role="rowheader"
                data-r={line.index}
                title={
                  onRows === undefined
                    ? undefined
                    : '点一下设为表头行；按住拖动，或按住 Shift 再点，设为两行表头'
                }
              >
                {line.index + 1}
              </div>
              {across.getVirtualItems().map((item) => {
                const at = cursor.row === line.index && cursor.column === item.index;
                const marked = mark?.row === line.index && mark.column === item.index;
                const value = rows.get(line.index)?.[item.index] ?? '';
                return (
                  <div
                    key={item.key}
                    id={at ? `sheet-${line.index}-${item.index}` : undefined}
                    role="gridcell"
                    className={`sheet-cell ${at ? 'sheet-cell-at' : ''} ${marked ? 'sheet-cell-mark' : ''} ${pale?.(item.index) === true ? 'sheet-pale' : ''}`}
                    data-r={line.index}
                    data-c={item.index}
                    style={{ left: item.start, width: item.size }}
                  >
                    {value}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        {rows.loaded ? null : <p className="sheet-wait">正在打开原表…</p>}
      </div>
      <div className="sheet-text" aria-live="polite">
        <b>{addressOf(cursor.row, cursor.column)}</b>
        <span>{text === '' ? '（空）' : text}</span>
      </div>
    </div>
  );
}
