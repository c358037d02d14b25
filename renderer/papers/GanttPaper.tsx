/**
 * 挂图作战: the Gantt view as a wall sheet, A3 on its side. Names and figures are those of the call that the screen
 * shows; `gantt/sheets.ts` says how large the type is and how many sheets it takes.
 */
import type { CSSProperties } from 'react';
import type { Gantt } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { unassignedWord } from '../../shared/words.ts';
import type { Axis } from './gantt/axis.ts';
import { AxisHead, BarTrack, Behind, Sign, TodayLine } from './gantt/BarTrack.tsx';
import { barWords, markOf, tally, titleOf } from './gantt/shape.ts';
import type { Bar } from './gantt/shape.ts';
import { AXIS_TYPE, COLUMNS_MM, MM_PER_POINT, TRACK_MM, wallOf } from './gantt/sheets.ts';
import type { SheetLine } from './gantt/sheets.ts';

interface GanttPaperProps {
  readonly gantt: Gantt;
  /** Sheets that are drawn; all when left out. */
  readonly limit?: number;
}

const COLUMNS = `${COLUMNS_MM.map((width) => `${width}mm`).join(' ')} minmax(0, 1fr)`;
/** Up to so many months the axis is parted into months, else into quarters. */
const MONTHS_AT_MOST = 24;

export function GanttPaper({ gantt, limit }: GanttPaperProps) {
  const { axis, type, sheets } = wallOf(gantt);
  const shown = limit === undefined ? sheets : sheets.slice(0, limit);
  return (
    <article className="paper paper-wall" lang="zh-CN" style={{ fontSize: `${type}pt` }}>
      {shown.map((lines, index) => (
        <section className="wall-sheet" key={index} aria-label={`第 ${index + 1} 张`}>
          <Head gantt={gantt} />
          <Chart gantt={gantt} axis={axis} lines={lines} type={type} />
          <footer className="wall-foot">
            <span>{notes(gantt)}</span>
            <span>
              第 {index + 1} 张，共 {sheets.length} 张
            </span>
          </footer>
        </section>
      ))}
    </article>
  );
}

function notes({ level }: Gantt): string {
  return [
    '条形自列入之日画至整改期限（黑竖线）',
    '浅色为批准延期的部分，细斜纹为超过期限的部分，虚线框为提前完成的部分',
    level === 'issue' ? '✓ 为销号之日，期限之后的细线为办理销号' : '✓ 为完成之日',
    '◇ 为各阶段截止日，◆ 为已完成的阶段。',
  ].join('；');
}

function Head({ gantt }: { readonly gantt: Gantt }) {
  const tallies = tally(gantt.groups);
  const total = tallies.reduce((sum, { count }) => sum + count, 0);
  const unit = gantt.level === 'issue' ? '个问题' : '条措施';
  return (
    <header className="wall-head">
      <div>
        <h1 className="wall-title">{gantt.organisation}巡察整改挂图作战</h1>
        <p className="wall-meta">
          {gantt.roundTitle}　按{gantt.by === 'unit' ? '责任单位' : '牵头领导'}　截至{dayLabel(gantt.today)}
        </p>
      </div>
      <ul className="wall-legend">
        <li className="wall-total">
          共 <b>{total}</b> {unit}
        </li>
        {tallies.map(({ mark, count }) => (
          <li key={mark.tone}>
            <span className={`gantt-sign gantt-sign-${mark.tone}`}>{mark.sign}</span>
            <span className={`wall-swatch gantt-bar gantt-body gantt-tone-${mark.tone}`} />
            {mark.word} <b>{count}</b>
          </li>
        ))}
      </ul>
    </header>
  );
}

function Chart(props: {
  readonly gantt: Gantt;
  readonly axis: Axis;
  readonly lines: readonly SheetLine[];
  readonly type: number;
}) {
  const { gantt, axis, lines, type } = props;
  const scale = axis.months.length > MONTHS_AT_MOST ? 'quarter' : 'month';
  const other = gantt.by === 'unit' ? '牵头领导' : '责任单位';
  return (
    <div className="wall-chart" style={{ '--columns': COLUMNS } as CSSProperties}>
      <div className="wall-columns wall-top">
        <span>{gantt.level === 'issue' ? '问题' : '整改措施'}</span>
        <span>{other}</span>
        <span>{gantt.level === 'issue' ? '措施' : '延期'}</span>
        <span>期限</span>
        <span />
        <AxisHead
          axis={axis}
          stages={gantt.stages}
          today={gantt.today}
          scale={scale}
          wide={TRACK_MM / (AXIS_TYPE * MM_PER_POINT)}
        />
      </div>
      <div className="wall-rows">
        <div className="wall-behind">
          <Behind axis={axis} stages={gantt.stages} scale={scale} />
        </div>
        {lines.map(({ line, height, again }) =>
          line.kind === 'group' ? (
            <div
              className="wall-group"
              key={line.key}
              style={{ height: `${height}mm`, lineHeight: `${height}mm` }}
            >
              <b>{line.name === '' ? unassignedWord : line.name}</b>
              {again ? '（续）' : `　${line.words}`}
            </div>
          ) : (
            <div className="wall-columns wall-row" key={line.key} style={{ height: `${height}mm` }}>
              <Columns gantt={gantt} bar={line.bar} type={type} />
              <span className="wall-track">
                <BarTrack bar={line.bar} axis={axis} today={gantt.today} />
              </span>
            </div>
          ),
        )}
        <div className="wall-behind">
          <TodayLine axis={axis} today={gantt.today} />
        </div>
        {lines.length === 0 ? <p className="wall-none">没有符合条件的内容。</p> : null}
      </div>
    </div>
  );
}

function Columns({ gantt, bar, type }: { readonly gantt: Gantt; readonly bar: Bar; readonly type: number }) {
  const other = gantt.by === 'unit' ? bar.lead : bar.unit;
  return (
    <>
      <span className="wall-name" title={barWords(bar, gantt.today)}>
        <span>{titleOf(bar)}</span>
      </span>
      <span className="wall-other" style={{ fontSize: `${Math.max(7, type - 1.5)}pt` }}>
        <span>{other?.name ?? '—'}</span>
      </span>
      <span className="wall-figure">
        {bar.kind === 'issue'
          ? `${bar.complete}/${bar.measures}`
          : bar.extensions === 0
            ? ''
            : `${bar.extensions} 次`}
      </span>
      <span className="wall-figure">{dueWords(bar)}</span>
      <span className="wall-figure" title={markOf(bar).word}>
        <Sign bar={bar} />
      </span>
    </>
  );
}

/** '24.12.31': short, and with its year. */
function dueWords({ dueOn }: Bar): string {
  if (dueOn === null) return '—';
  const [year = '', month = '', day = ''] = dueOn.split('-');
  return `${year.slice(2)}.${Number(month)}.${Number(day)}`;
}
