/** The stages of a round as a horizontal line: due days, done days, what is late or near, and today. */
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { stageWords } from '../../../shared/words.ts';
import type { Round } from '../../../shared/contract/types.ts';
import { isComposing } from '../../app/composing.ts';
import { placeOfToday, stageSentence, stageStatus, stageStatusWords } from './timeline.ts';

export type Stage = Round['stages'][number];

interface StageLineProps {
  readonly stages: readonly Stage[];
  readonly today: string;
  readonly nearDays: number;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
}

export function stageTitle(stage: Stage): string {
  return stage.title === '' ? stageWords[stage.kind] : stage.title;
}

export function StageLine({ stages, today, nearDays, chosen, onChoose }: StageLineProps) {
  const list = useRef<HTMLOListElement>(null);
  const place = placeOfToday(stages, today);
  const at = stages.findIndex((stage) => stage.id === chosen);

  function move(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? stages.length - 1
          : step === undefined
            ? -1
            : at + step;
    const stage = stages[target];
    if (stage === undefined) return;
    event.preventDefault();
    onChoose(stage.id);
    list.current?.querySelectorAll<HTMLButtonElement>('button')[target]?.focus();
  }

  return (
    <div className="stage-scroll">
      <ol
        className="stage-line"
        ref={list}
        aria-label="阶段时间轴，左右方向键移动"
        style={{
          gridTemplateColumns: `repeat(${Math.max(stages.length, 1)}, minmax(0, 1fr))`,
          minWidth: `${stages.length * 6.5}rem`,
        }}
      >
        {stages.map((stage, index) => {
          const status = stageStatus(stage, today, nearDays);
          const isChosen = stage.id === chosen;
          return (
            <li key={stage.id} className={`stage stage-${status}`}>
              <button
                type="button"
                className={isChosen ? 'stage-chosen' : ''}
                aria-pressed={isChosen}
                title={stageStatusWords[status]}
                tabIndex={isChosen || (at === -1 && index === 0) ? 0 : -1}
                onClick={() => onChoose(stage.id)}
                onKeyDown={move}
              >
                <span className="stage-dot" aria-hidden="true">
                  {status === 'done' || status === 'late' ? '✓' : status === 'overdue' ? '!' : ''}
                </span>
                <span className="stage-title">{stageTitle(stage)}</span>
                <span className="stage-day">{stage.dueOn ?? '未定日期'}</span>
                <span className="stage-status">{stageSentence(stage, today)}</span>
              </button>
            </li>
          );
        })}
        {place !== null && (
          <li
            className="stage-today"
            aria-label={`今天 ${today}`}
            style={{ left: `${((place + 0.5) / stages.length) * 100}%` }}
          >
            <span>今天</span>
          </li>
        )}
      </ol>
    </div>
  );
}
