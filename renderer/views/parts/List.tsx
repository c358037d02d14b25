/** A list of rows with one chosen: arrows move, the chosen row is told to screen readers, only what is seen is drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isComposing } from '../../app/composing.ts';
import './list.css';

interface ListProps<T extends { readonly id: number }> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  /** Told when the end comes into sight, so that more rows can be asked for. */
  readonly onEnd?: () => void;
  /** A row that stands there but no longer holds. */
  readonly faded?: (row: T) => boolean;
  readonly children: (row: T) => ReactNode;
}

/** Height of a row in rem: two lines. */
const ROW = 3.6;
/** So many rows before its end the list asks for more. */
const AHEAD = 20;

export function List<T extends { readonly id: number }>({
  label,
  rows,
  chosen,
  onChoose,
  onEnd,
  faded,
  children,
}: ListProps<T>) {
  const box = useRef<HTMLDivElement>(null);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * rem,
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - AHEAD) onEnd?.();
  }, [lastShown, rows.length, onEnd]);
  const at = rows.findIndex((row) => row.id === chosen);

  useEffect(() => {
    if (at !== -1) virtual.scrollToIndex(at);
  }, [at, virtual]);

  function move(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (ROW * rem)) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    const row = rows[Math.min(Math.max(target, 0), rows.length - 1)];
    if (row !== undefined) onChoose(row.id);
  }

  return (
    <div
      className="rows"
      ref={box}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at === -1 ? undefined : `row-${rows[at]?.id ?? ''}`}
      onKeyDown={move}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              id={`row-${row.id}`}
              role="option"
              aria-selected={row.id === chosen}
              className={faded?.(row) === true ? 'rows-row rows-faded' : 'rows-row'}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              onClick={() => onChoose(row.id)}
            >
              {children(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
