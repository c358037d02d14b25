/** The pages themselves, one below the other, as large as the clerk wants them. */
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Ref } from 'react';
import { PdfPage } from '../../papers/PdfPage.tsx';
import type { Shown } from './preview.ts';

export interface PagesHandle {
  /** @param page from 1 */
  go(page: number): void;
}

interface PagesProps {
  readonly shown: Shown;
  /** Percent of the true size; null: as wide as there is room. */
  readonly zoom: number | null;
  readonly label: string;
  readonly onCurrent: (page: number) => void;
  readonly ref: Ref<PagesHandle>;
}

/** Points to CSS pixels. */
const TRUE_SIZE = 96 / 72;
/** Room left and right of the widest page. */
const SIDES = 40;

export function Pages({ shown, zoom, label, onCurrent, ref }: PagesProps) {
  const desk = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = desk.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useImperativeHandle(ref, () => ({
    go: (page) => desk.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' }),
  }));
  const widest = Math.max(...shown.sizes.map(([width]) => width));
  const scale = zoom === null ? Math.max(0.2, (room - SIDES) / widest) : (zoom / 100) * TRUE_SIZE;
  const look = (): void => {
    const element = desk.current;
    if (element === null) return;
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
    // Pages stand one below the other: the last one that begins above the middle is looked at.
    const above = [...element.querySelectorAll<HTMLElement>('[data-page]')].filter(
      (page) => page.getBoundingClientRect().top <= middle,
    );
    onCurrent(Math.max(1, above.length));
  };
  return (
    <div
      className="papers-pages"
      ref={desk}
      data-pages
      tabIndex={0}
      role="document"
      aria-label={label}
      onScroll={look}
    >
      {room === 0
        ? null
        : shown.sizes.map(([width, height], at) => (
            <PdfPage
              key={at}
              document={shown.document}
              number={at + 1}
              ratio={height / width}
              className="papers-page"
              style={{ width: `${width * scale}px` }}
              size={Math.round(width * scale)}
            />
          ))}
    </div>
  );
}
