/** 综合看板 on paper: A4 lying, in greys and patterns, the plots as on screen. */
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Dashboard } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import type { Pen } from '../views/dashboard/draw.ts';
import { largeFigures } from '../views/dashboard/figures.ts';
import { Legend } from '../views/dashboard/Legend.tsx';
import { localTimeOf } from '../views/dashboard/localTime.ts';
import { blocksOf, heightOf, optionOf } from '../views/dashboard/options.ts';
import type { Sheet } from '../views/dashboard/options.ts';
import { plotsOf } from '../views/dashboard/plots.ts';
import type { PlotData, PlotRow } from '../views/dashboard/plots.ts';
import '../views/dashboard/dashboard.css';
import './dashboardPaper.css';

interface Props {
  readonly board: Dashboard;
  /** Fetched before: a paper is drawn at once, nobody waits for it piece by piece. */
  readonly pen: Pen;
}

const FAMILY = "'宋体', 'SimSun', 'Noto Serif CJK SC', serif";
const SHEET: Sheet = { type: 10.5, family: FAMILY, paper: true, names: 100 };
const HEIGHT = 215;

export function DashboardPaper({ board, pen }: Props) {
  const plots = useMemo(() => plotsOf(board), [board]);
  const { base, round } = board.summary;
  return (
    <article className="paper board-paper">
      <h1 className="paper-annex-title">{round.title}整改情况综合看板</h1>
      <p className="paper-annex-meta">
        截至{dayLabel(board.asOf)}
        {board.knownAt === null ? '' : `，按${localTimeOf(board.knownAt.at)}时台账的记载`}；上月指
        {monthLabel(base.month)}（截至{dayLabel(base.asOf)}）
      </p>
      <table className="paper-table board-paper-large">
        <thead>
          <tr>
            {largeFigures(board).map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {largeFigures(board).map(({ name, text, change }) => (
              <td key={name} className="paper-middle">
                <span className="board-paper-number">{text}</span>
                {change}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <div className="board-paper-grid">
        {plots.map((data) => (
          <section key={data.id} className={`board-paper-plot board-paper-${data.id}`}>
            <h2>{data.title}</h2>
            {data.shape === 'stack' ? <Legend data={data} paper /> : null}
            {blocksOf(data).map((rows, i) => (
              <Block key={i} data={data} rows={rows} pen={pen} />
            ))}
          </section>
        ))}
      </div>
    </article>
  );
}

function Block({ data, rows, pen }: { data: PlotData; rows: readonly PlotRow[]; pen: Pen }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current === null) return;
    const drawn = pen.begin(place.current);
    drawn.show(optionOf(data, rows, SHEET), null, false);
    return drawn.dispose;
  }, [data, rows, pen]);
  return (
    <div ref={place} className="board-paper-block" style={{ height: heightOf(data, rows, SHEET, HEIGHT) }} />
  );
}
