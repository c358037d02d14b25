/** One plot, drawn when the window rests; pressing a bar opens its rows. */
import { useEffect, useMemo, useRef } from 'react';
import { blocksOf, heightOf, optionOf } from './options.ts';
import type { Sheet } from './options.ts';
import { loadPen } from './draw.ts';
import type { Begun } from './draw.ts';
import { idle, whenIdle } from './idle.ts';
import { Legend } from './Legend.tsx';
import type { Opening, PlotData, PlotRow } from './plots.ts';

interface Props {
  readonly data: PlotData;
  readonly onOpen: (opening: Opening) => void;
}

/** Pixels of a plot of columns or lines. */
const HEIGHT = 240;

export function Plot({ data, onOpen }: Props) {
  const sheet = useMemo(() => sheetOfScreen(), []);
  const blocks = useMemo(() => blocksOf(data), [data]);
  return (
    <div className={`board-plot board-plot-${data.shape}`}>
      {data.shape === 'stack' ? <Legend data={data} /> : null}
      <div className="board-blocks">
        {blocks.map((rows, i) => (
          <Block key={i} data={data} rows={rows} sheet={sheet} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

interface BlockProps extends Props {
  readonly rows: readonly PlotRow[];
  readonly sheet: Sheet;
}

function Block({ data, rows, sheet, onOpen }: BlockProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let drawn: Begun | null = null;
    let alive = true;
    let cancel = (): void => undefined;
    const soon = (work: () => void): void => {
      cancel();
      cancel = whenIdle(work);
    };
    // A plot that is not in sight yet, or no longer, is not drawn.
    const whenSeen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      whenSeen.disconnect();
      void loadPen(idle).then((pen) => {
        if (!alive) return;
        soon(() => {
          const begun = (drawn = pen.begin(element));
          soon(() => {
            begun.show(
              optionOf(data, rows, sheet),
              (row, series) => {
                const cell = rows[row]?.cells[series];
                if (cell !== null && cell !== undefined) onOpen(cell.opens);
              },
              true,
            );
          });
        });
      });
    });
    whenSeen.observe(element);
    let width = element.clientWidth;
    const sized = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      if (drawn !== null) soon(() => drawn?.resize());
    });
    sized.observe(element);
    return () => {
      alive = false;
      cancel();
      whenSeen.disconnect();
      sized.disconnect();
      drawn?.dispose();
    };
  }, [data, rows, sheet, onOpen]);
  return (
    <div
      ref={place}
      className="board-canvas"
      role="img"
      aria-label={data.title}
      style={{ height: heightOf(data, rows, sheet, HEIGHT) }}
    />
  );
}

/** The window's own type; names take what a narrow column can spare. */
function sheetOfScreen(): Sheet {
  const type = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.857);
  return { type, family: getComputedStyle(document.body).fontFamily, paper: false, names: type * 9.5 };
}
