/** A bar on its track, and what lies behind all bars: months, stages, today. Widths are shares of the track. */
import { Fragment } from 'react';
import type { Gantt } from '../../../shared/contract/types.ts';
import type { Day } from '../../../shared/day.ts';
import { placeAfter, placeOf } from './axis.ts';
import type { Axis } from './axis.ts';
import { stageRows, stagesOn, titleOfStage } from './stages.ts';
import { daysLate, markOf, shapeOf } from './shape.ts';
import type { Bar } from './shape.ts';

const share = (part: number): string => `${Math.round(part * 1_000_000) / 10_000}%`;
/** Beyond it a word to the right of a bar would leave the track: it stands in the bar's end then. */
const RIGHT_EDGE = 0.9;

export function Sign({ bar }: { readonly bar: Bar }) {
  const mark = markOf(bar);
  return (
    <span className={`gantt-sign gantt-sign-${mark.tone}`} aria-hidden="true">
      {mark.sign}
    </span>
  );
}

interface BarTrackProps {
  readonly bar: Bar;
  readonly axis: Axis;
  readonly today: Day;
}

export function BarTrack({ bar, axis, today }: BarTrackProps) {
  const { segments, due, end } = shapeOf(bar, axis, today);
  const { tone } = markOf(bar);
  const late = daysLate(bar, today);
  const last = segments.at(-1);
  const right = last === undefined ? 0 : last.left + last.width;
  return (
    <>
      {segments.map(({ kind, left, width }) => (
        <span
          key={kind}
          className={`gantt-bar gantt-${kind} gantt-tone-${tone}`}
          style={{ left: share(left), width: share(width) }}
        />
      ))}
      {due === null ? null : <span className="gantt-due" style={{ left: share(due) }} />}
      {end === null ? null : (
        <span className="gantt-end" style={{ left: share(end) }}>
          ✓
        </span>
      )}
      {late === 0 ? null : right > RIGHT_EDGE ? (
        <span className="gantt-late-words gantt-words-inside" style={{ right: share(1 - right) }}>
          超 {late} 天
        </span>
      ) : (
        <span className="gantt-late-words" style={{ left: share(right) }}>
          超 {late} 天
        </span>
      )}
    </>
  );
}

/** Lines behind the bars; today's stands before them. */
export function Behind({
  axis,
  stages,
  scale,
}: {
  readonly axis: Axis;
  readonly stages: Gantt['stages'];
  readonly scale: 'month' | 'quarter';
}) {
  return (
    <>
      {(scale === 'month' ? axis.months : axis.quarters).map((span) => (
        <span
          key={span.key}
          className={`gantt-line ${/-0?1$/.test(span.key) ? 'gantt-line-year' : ''}`}
          style={{ left: share(span.left) }}
        />
      ))}
      {stagesOn(axis, stages).map(({ stage, at }) => (
        <span
          key={`stage ${stage.stage}`}
          className="gantt-line gantt-line-stage"
          style={{ left: share(at) }}
        />
      ))}
    </>
  );
}

export function TodayLine({ axis, today }: { readonly axis: Axis; readonly today: Day }) {
  const at = (placeOf(axis, today) + placeAfter(axis, today)) / 2;
  return <span className="gantt-today" style={{ left: share(at) }} />;
}

/** Head of the track: years, months or quarters, marks of stages, today's flag. */
export function AxisHead({
  axis,
  stages,
  today,
  scale,
  wide,
}: {
  readonly axis: Axis;
  readonly stages: Gantt['stages'];
  readonly today: Day;
  readonly scale: 'month' | 'quarter';
  /** Width of the track in ems of its type: names of stages are put into rows so that they do not run together. */
  readonly wide: number;
}) {
  const placed = stageRows(axis, stages, wide);
  const at = (placeOf(axis, today) + placeAfter(axis, today)) / 2;
  const spans = scale === 'month' ? axis.months : axis.quarters;
  return (
    <div className="gantt-axis">
      <div className="gantt-stages" style={{ height: `${Math.max(1, placed.rows) * 1.5}em` }}>
        {placed.marks.map(({ stage, at: place, row, flip }) => (
          <span
            key={stage.stage}
            className={`gantt-stage ${stage.done ? 'gantt-stage-done' : ''} ${flip ? 'gantt-stage-flip' : ''}`}
            style={{ left: share(place), top: `${row * 1.5}em` }}
            title={`${titleOfStage(stage)} ${stage.dueOn}${stage.done ? '（已完成）' : ''}`}
          >
            <span aria-hidden="true">{stage.done ? '◆' : '◇'}</span>
            {titleOfStage(stage)}
          </span>
        ))}
      </div>
      <div className="gantt-spans">
        {axis.years.map((span) => (
          <span key={span.key} style={{ left: share(span.left), width: share(span.width) }}>
            <b>{span.label}</b>
          </span>
        ))}
      </div>
      <div className="gantt-spans">
        {spans.map((span) => (
          <Fragment key={span.key}>
            <span style={{ left: share(span.left), width: share(span.width) }}>
              {span.width * wide < 2.2 ? span.label.replace(/月|季度/, '') : span.label}
            </span>
          </Fragment>
        ))}
      </div>
      <span
        className={`gantt-today-flag ${at > RIGHT_EDGE ? 'gantt-stage-flip' : ''}`}
        style={{ left: share(at) }}
      >
        今天 {Number(today.slice(5, 7))}月{Number(today.slice(8))}日
      </span>
    </div>
  );
}
