/**
 * The Gantt chart on screen: titles stand fast on the left, the axis on top, rows are drawn as they come into sight.
 * Places on the track are shares of its width, so that zooming changes one width and no row.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import { create } from 'zustand';
import type { Gantt } from '../../../shared/contract/types.ts';
import type { Day } from '../../../shared/day.ts';
import { unassignedWord } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { axisOf, placeOf } from '../../papers/gantt/axis.ts';
import type { Axis } from '../../papers/gantt/axis.ts';
import { AxisHead, BarTrack, Behind, Sign, TodayLine } from '../../papers/gantt/BarTrack.tsx';
import { barWords, titleOf } from '../../papers/gantt/shape.ts';
import type { Bar } from '../../papers/gantt/shape.ts';
import { linesOf } from '../../papers/gantt/sheets.ts';
import type { Line } from '../../papers/gantt/sheets.ts';
import { GanttPanel } from './GanttPanel.tsx';
import { openBar } from './go.ts';
import { usePlan } from './state.ts';
import { scrollFor, trackWidth, zoomed } from './zoom.ts';
import '../../papers/gantt/gantt.css';

/** In rem: height of a row, width of the column of titles. */
const ROW = 2.1;
const TITLES = 25;
/** Where the window is narrow the titles give way. */
const TITLES_SHARE = 0.42;

interface Sizes {
  /** Room beside the titles, px. */
  readonly room: number;
  readonly titles: number;
  readonly rem: number;
}

export function GanttChart({ gantt }: { readonly gantt: Gantt }) {
  const { today } = gantt;
  const scale = usePlan((store) => store.scale);
  const dayWidth = usePlan((store) => store.dayWidth);
  const axis = useMemo(() => axisOf(gantt.from, gantt.to, today), [gantt.from, gantt.to, today]);
  const lines = useMemo(() => linesOf(gantt.groups), [gantt.groups]);
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState<Sizes | null>(null);
  const [headHeight, setHeadHeight] = useState(80);
  const [active, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const keep = useRef<{ readonly share: number; readonly distance: number } | null>(null);
  const width = sizes === null ? 0 : trackWidth(dayWidth, axis.days, sizes.room);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const titles = Math.round(Math.min(TITLES * rem, element.clientWidth * TITLES_SHARE));
      setSizes((before) => {
        const room = element.clientWidth - titles;
        return before?.room === room && before.titles === titles && before.rem === rem
          ? before
          : { room, titles, rem };
      });
      if (head.current !== null) setHeadHeight(head.current.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  const rowHeight = Math.round(ROW * (sizes?.rem ?? 14));
  const virtual = useVirtualizer({
    count: sizes === null ? 0 : lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 4,
    scrollPaddingEnd: headHeight,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);

  const zoomBy = useCallback(
    (by: 1 | -1, distance: number | null): void => {
      const element = box.current;
      if (element === null || sizes === null) return;
      const before = trackWidth(usePlan.getState().dayWidth, axis.days, sizes.room);
      const at = distance ?? sizes.room / 2;
      keep.current = { share: (element.scrollLeft + at) / before, distance: at };
      usePlan.setState((store) => ({ dayWidth: zoomed(store.dayWidth, axis.days, sizes.room, by) }));
    },
    [axis.days, sizes],
  );

  // What lay under the pointer stays there.
  useLayoutEffect(() => {
    const held = keep.current;
    keep.current = null;
    if (held !== null && box.current !== null)
      box.current.scrollLeft = scrollFor(held.share, width, held.distance);
  }, [width]);

  // React listens to the wheel passively; the window's own zoom must be kept off here.
  useEffect(() => {
    const element = box.current;
    if (element === null || sizes === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const left = element.getBoundingClientRect().left + sizes.titles;
      zoomBy(event.deltaY < 0 ? 1 : -1, Math.max(0, event.clientX - left));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [zoomBy, sizes]);

  const toToday = useCallback((): void => {
    if (box.current === null || sizes === null) return;
    box.current.scrollLeft = scrollFor(placeOf(axis, today), width, sizes.room / 2);
  }, [axis, today, width, sizes]);
  useEffect(() => registerChart({ zoomBy: (by) => zoomBy(by, null), toToday }), [zoomBy, toToday]);

  const bars = useMemo(() => lines.flatMap((line, index) => (line.kind === 'bar' ? [index] : [])), [lines]);
  const at = lines.findIndex((line) => line.key === active);
  const go = (index: number | undefined): void => {
    const line = index === undefined ? undefined : lines[index];
    if (index === undefined || line === undefined) return;
    setActive(line.key);
    useHovered.setState({ key: null });
    // The group's head comes into sight with its first bar.
    virtual.scrollToIndex(lines[index - 1]?.kind === 'group' && index < at ? index - 1 : index);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.target !== event.currentTarget || event.ctrlKey || event.altKey) return;
    const position = bars.indexOf(at);
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 4);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(bars[Math.min(position + 1, bars.length - 1)]),
      ArrowUp: () => go(bars[Math.max(position - 1, 0)]),
      PageDown: () => go(bars[Math.min(Math.max(position, 0) + page, bars.length - 1)]),
      PageUp: () => go(bars[Math.max(position - page, 0)]),
      Home: () => go(bars[0]),
      End: () => go(bars.at(-1)),
      ArrowRight: () => box.current?.scrollBy({ left: 120 }),
      ArrowLeft: () => box.current?.scrollBy({ left: -120 }),
      Enter: () => {
        const line = lines[at];
        if (line?.kind === 'bar') openBar(line.bar);
      },
      ' ': () => setOpened(active),
      t: toToday,
      T: toToday,
      '+': () => zoomBy(1, null),
      '=': () => zoomBy(1, null),
      '-': () => zoomBy(-1, null),
    };
    const act = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const onPick = useCallback((event: MouseEvent<HTMLDivElement>): void => {
    const key = keyAt(event.target);
    if (key === null) return;
    setActive(key);
    setOpened(key);
  }, []);
  const closePanel = useCallback(() => {
    setOpened(null);
    box.current?.focus({ preventScroll: true });
  }, []);
  // Drawn once, not with every row that comes into sight.
  const typeSize = (sizes?.rem ?? 14) * 0.86;
  const drawnHead = useMemo(
    () => <AxisHead axis={axis} stages={gantt.stages} today={today} scale={scale} wide={width / typeSize} />,
    [axis, gantt.stages, today, scale, width, typeSize],
  );
  const behind = useMemo(
    () => <Behind axis={axis} stages={gantt.stages} scale={scale} />,
    [axis, gantt.stages, scale],
  );
  const shown = lines.find((line) => line.key === opened);

  return (
    <>
      <div
        className="gantt-box"
        ref={box}
        role="listbox"
        aria-label="倒排工期"
        aria-describedby="gantt-keys"
        aria-activedescendant={at === -1 ? undefined : rowId(lines[at]?.key ?? '')}
        tabIndex={0}
        style={{ '--titles': `${sizes?.titles ?? 0}px`, '--track': `${width}px` } as CSSProperties}
        onKeyDown={onKey}
        onClick={onPick}
        onMouseOver={(event) => useHovered.setState({ key: keyAt(event.target) })}
        onMouseLeave={() => useHovered.setState({ key: null })}
      >
        {sizes === null ? null : (
          <>
            <div className="gantt-head" ref={head}>
              <div className="gantt-corner">
                <span>{gantt.level === 'issue' ? '问题' : '整改措施'}</span>
                <span>期限</span>
              </div>
              <div className="gantt-head-track">{drawnHead}</div>
            </div>
            <div className="gantt-rows" style={{ height: virtual.getTotalSize() }}>
              <div className="gantt-layer">{behind}</div>
              {virtual.getVirtualItems().map((item) => {
                const line = lines[item.index];
                return line === undefined ? null : (
                  <Row
                    key={item.key}
                    line={line}
                    axis={axis}
                    today={today}
                    active={line.key === active}
                    top={item.start}
                    height={item.size}
                  />
                );
              })}
              <div className="gantt-layer gantt-layer-today">
                <TodayLine axis={axis} today={today} />
              </div>
            </div>
          </>
        )}
      </div>
      <Words lines={lines} active={active} today={today} />
      {shown?.kind === 'bar' ? (
        <GanttPanel bar={shown.bar} today={today} anchorId={rowId(shown.key)} onClose={closePanel} />
      ) : null}
    </>
  );
}

/** The row under the pointer: held apart, so that moving the pointer draws no chart anew. */
const useHovered = create<{ readonly key: string | null }>(() => ({ key: null }));

/** What the row under the pointer, else the active one, says in words. */
function Words({
  lines,
  active,
  today,
}: {
  readonly lines: readonly Line[];
  readonly active: string | null;
  readonly today: Day;
}) {
  const hovered = useHovered((store) => store.key);
  const spoken = lines.find((line) => line.key === (hovered ?? active));
  return (
    <p className="gantt-words" role="status">
      {spoken?.kind === 'bar' ? (
        barWords(spoken.bar, today)
      ) : (
        <span className="soft" id="gantt-keys">
          ↑↓ 选择　Enter 打开　空格 操作　T 回到今天　Ctrl+滚轮或 +、− 缩放
        </span>
      )}
    </p>
  );
}

interface Chart {
  readonly zoomBy: (by: 1 | -1) => void;
  readonly toToday: () => void;
}
let chart: Chart | null = null;
/** The buttons above work the chart that is shown. */
function registerChart(shown: Chart): () => void {
  chart = shown;
  return () => {
    if (chart === shown) chart = null;
  };
}
export const zoomChart = (by: 1 | -1): void => chart?.zoomBy(by);
export const chartToToday = (): void => chart?.toToday();

const rowId = (key: string): string => `gantt-${key.replaceAll(' ', '-')}`;

function keyAt(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
  return row?.dataset['key'] ?? null;
}

interface RowProps {
  readonly line: Line;
  readonly axis: Axis;
  readonly today: Day;
  readonly active: boolean;
  readonly top: number;
  readonly height: number;
}

const Row = memo(function Row({ line, axis, today, active, top, height }: RowProps) {
  const style = { transform: `translateY(${top}px)`, height };
  if (line.kind === 'group') {
    return (
      <div className="gantt-row gantt-group" role="presentation" style={style}>
        <div className="gantt-group-name">
          <b>{line.name === '' ? unassignedWord : line.name}</b>
          <span className="soft">{line.words}</span>
        </div>
      </div>
    );
  }
  const { bar } = line;
  return (
    <div
      id={rowId(line.key)}
      className="gantt-row"
      role="option"
      aria-selected={active}
      aria-label={barWords(bar, today)}
      data-key={line.key}
      style={style}
    >
      <div className="gantt-name">
        <Sign bar={bar} />
        <span className="gantt-title">{titleOf(bar)}</span>
        <Due bar={bar} />
      </div>
      <div className="gantt-track">
        <BarTrack bar={bar} axis={axis} today={today} />
      </div>
    </div>
  );
});

function Due({ bar }: { readonly bar: Bar }) {
  return (
    <span className="gantt-due-day">
      {bar.extensions > 0 ? (
        <span className="gantt-extended" title={`延期 ${bar.extensions} 次`}>
          延{bar.extensions}
        </span>
      ) : null}
      {bar.dueOn ?? '未定'}
    </span>
  );
}
