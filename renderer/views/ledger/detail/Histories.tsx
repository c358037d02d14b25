/** What happened to a measure: progress by month, states by day, extensions. Nothing here is ever overwritten. */
import { useState } from 'react';
import type { MeasureDetail } from '../../../../shared/contract/types.ts';
import { establishedWord, measureStateWords } from '../../../../shared/words.ts';
import { monthLabel } from '../../../../shared/month.ts';
import { askExtension } from '../../../store/extend.ts';
import { ProgressForm } from '../ProgressForm.tsx';
import { Section } from './Field.tsx';
import { localTime } from './time.ts';

const sources = { typed: '', notice: '通报', return: '报送', ledger: '原台账', sample: '示例' } as const;

export function ProgressHistory({
  measure,
  free,
}: {
  readonly measure: MeasureDetail;
  readonly free: boolean;
}) {
  const [adding, setAdding] = useState(false);
  const list = [...measure.progress].sort((a, b) => b.month.localeCompare(a.month) || b.id - a.id);
  return (
    <Section
      title="整改进展"
      count={list.length}
      action={
        free && !adding ? (
          <button type="button" className="button button-small" onClick={() => setAdding(true)}>
            填报进展
          </button>
        ) : null
      }
    >
      {adding ? <ProgressForm measure={measure.id} onDone={() => setAdding(false)} /> : null}
      {list.length === 0 && !adding ? <p className="soft">还没有进展记录</p> : null}
      <ol className="timeline">
        {list.map((entry) => (
          <li key={entry.id}>
            <div className="timeline-head">
              <strong>{monthLabel(entry.month)}</strong>
              {entry.unit === null ? null : <span>{entry.unit.name}</span>}
              {sources[entry.source] === '' ? null : <span className="mark">{sources[entry.source]}</span>}
              <span className="soft" title={`${entry.operator} 填于 ${localTime(entry.recordedAt)}`}>
                {localTime(entry.recordedAt).slice(0, 10)}
              </span>
            </div>
            {entry.text === '' ? null : <div className="timeline-text">{entry.text}</div>}
            {entry.delayReason === '' ? null : (
              <div>
                <span className="soft">未按期原因：</span>
                {entry.delayReason}
              </div>
            )}
            {entry.nextStep === '' ? null : (
              <div>
                <span className="soft">下步措施：</span>
                {entry.nextStep}
              </div>
            )}
            {entry.remark === '' ? null : (
              <div>
                <span className="soft">备注：</span>
                {entry.remark}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

const eventWords: Readonly<Record<MeasureDetail['events'][number]['kind'], string>> = {
  state: '整改状态',
  established: establishedWord,
  unestablished: '取消长效机制',
  withdrawn: '撤销措施',
  restored: '恢复措施',
};

function stateWord(state: string | null): string {
  if (state === null) return '';
  return Object.hasOwn(measureStateWords, state)
    ? measureStateWords[state as keyof typeof measureStateWords]
    : state;
}

export function StateHistory({ events }: { readonly events: MeasureDetail['events'] }) {
  const list = [...events].sort((a, b) => b.on.localeCompare(a.on) || b.id - a.id);
  return (
    <Section title="状态记录" count={list.length} open={false}>
      {list.length === 0 ? <p className="soft">没有状态变化</p> : null}
      <ol className="timeline">
        {list.map((event) => (
          <li key={event.id}>
            <div className="timeline-head">
              <strong>{event.on}</strong>
              <span>
                {event.kind === 'state'
                  ? `${event.from === null ? '' : `${stateWord(event.from)} → `}${stateWord(event.to)}`
                  : eventWords[event.kind]}
              </span>
              <span className="soft" title={`录入于 ${localTime(event.recordedAt)}`}>
                {localTime(event.recordedAt).slice(0, 10) === event.on
                  ? ''
                  : `${localTime(event.recordedAt).slice(0, 10)} 录入`}
              </span>
            </div>
            {event.reason === '' ? null : <div>{event.reason}</div>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Deadlines as they were: the first one is always kept. */
export function Extensions({ measure, free }: { readonly measure: MeasureDetail; readonly free: boolean }) {
  const list = [...measure.extensionList].sort(
    (a, b) => b.approvedOn.localeCompare(a.approvedOn) || b.id - a.id,
  );
  const { raw, date } = measure.deadline;
  return (
    <Section
      title="延期"
      count={list.length}
      action={
        free && measure.state !== 'done' ? (
          <button
            type="button"
            className="button button-small"
            onClick={() => void askExtension([measure.id])}
          >
            延期…
          </button>
        ) : null
      }
    >
      {list.length === 0 ? <p className="soft">没有延期过</p> : null}
      {list.length === 0 ? null : (
        <ol className="timeline">
          {list.map((extension, index) => (
            <li key={extension.id}>
              <div className="timeline-head">
                <strong>{extension.approvedOn} 批准</strong>
                <span>
                  第 {list.length - index} 次，延至 {extension.date ?? extension.raw}
                  {extension.date === null || extension.raw === extension.date ? '' : `（${extension.raw}）`}
                </span>
                {extension.approvedBy === '' ? null : <span>{extension.approvedBy}</span>}
              </div>
              {extension.reason === '' ? null : (
                <div>
                  <span className="soft">原因：</span>
                  {extension.reason}
                </div>
              )}
            </li>
          ))}
          <li>
            <div className="timeline-head">
              <strong>原定期限</strong>
              <span>
                {raw === '' ? '没有写明' : raw}
                {date === null || raw === date ? '' : `（${date}）`}
              </span>
            </div>
          </li>
        </ol>
      )}
    </Section>
  );
}
