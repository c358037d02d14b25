/** 销号流程 of an issue: where it stands, what can be done now, what is still missing, and everything that was said. */
import { Fragment } from 'react';
import type { ClosingRecord, IssueDetail, StepSetting } from '../../../../shared/contract/types.ts';
import { runningSteps } from '../../../../shared/papers/closingWords.ts';
import { reopenGroundWords } from '../../../../shared/words.ts';
import { useCall } from '../../../door.ts';
import { canWrite, useLedger } from '../../../store/ledger.ts';
import { missingTables } from '../../closing/missingTables.ts';
import { MissingList } from '../../closing/MissingList.tsx';
import { openAct, openClosingPaper } from '../../closing/state.ts';
import { actsFor, heldDays, issueOfDetail } from '../../closing/words.ts';
import { openPaper } from '../../papers/state.ts';
import { Section } from './Field.tsx';

export function ClosingSection({ issue }: { readonly issue: IssueDetail }) {
  const writable = useLedger(canWrite);
  const acts = actsFor([issueOfDetail(issue)]);
  const asks = issue.closure === 'open' && issue.withdrawnOn === null;
  return (
    <Section
      title="销号流程"
      count={issue.closing.length}
      action={
        <>
          <button
            type="button"
            className="button button-small"
            title="一问题一档案：这个问题的全部记录，可以打印或者存为文件"
            onClick={() => openPaper({ paper: 'dossier', issue: issue.id })}
          >
            问题档案
          </button>
          <button
            type="button"
            className="button button-small"
            title="对账销号单（Ctrl+J）"
            onClick={() => openClosingPaper(issue)}
          >
            对账销号单
          </button>
        </>
      }
    >
      <Stepper issue={issue} />
      {asks ? <Missing id={issue.id} /> : null}
      {issue.withdrawnOn === null && writable ? (
        <div className="detail-actions closing-acts">
          {acts.map((act) => (
            <button
              key={act.id}
              type="button"
              className={act.kind === 'step' ? 'button button-main' : 'button'}
              onClick={() => openAct(act)}
            >
              {act.title}…
            </button>
          ))}
        </div>
      ) : null}
      <Records records={issue.closing} />
    </Section>
  );
}

/** The steps side by side: which are done, by whom and when, and who holds the issue now. */
function Stepper({ issue }: { readonly issue: IssueDetail }) {
  const today = useLedger((store) => store.ledger?.today ?? '');
  const running = runningSteps(issue.closing);
  const held = heldDays(issue, today);
  if (issue.closing.at(-1)?.step === 'imported_closed') {
    return <p className="detail-note">随原有台账导入时已销号，没有经过本程序的销号流程。</p>;
  }
  return (
    <>
      <ol className="steps-line" aria-label={issue.cycle > 1 ? `第 ${issue.cycle} 轮销号环节` : '销号环节'}>
        {issue.steps.map((step) => {
          const event = running.get(step.step);
          const due = event === undefined && issue.next?.step === step.step;
          return (
            <li
              key={step.step}
              className={event === undefined ? (due ? 'step-due' : 'step-later') : 'step-done'}
              {...(due ? { 'aria-current': 'step' as const } : {})}
            >
              <StepCell step={step} event={event} due={due} held={held} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

function StepCell(props: {
  readonly step: StepSetting;
  readonly event: ClosingRecord | undefined;
  readonly due: boolean;
  readonly held: number | null;
}) {
  const { step, event, due, held } = props;
  if (event !== undefined) {
    return (
      <>
        <b>✓ {event.name}</b>
        <span title={event.operator === '' ? undefined : `${event.operator}录入`}>{event.actor}</span>
        <span>{event.on}</span>
      </>
    );
  }
  return (
    <>
      <b>{step.name}</b>
      <span>{step.holder === '' ? '　' : step.holder}</span>
      <span>{due && held !== null ? (held === 0 ? '今天起' : `等待 ${held} 天`) : '　'}</span>
    </>
  );
}

/** What an application would lack now, each item by its place. */
function Missing({ id }: { readonly id: number }) {
  const { value, last } = useCall('closing.missing', { ids: [id] }, { tables: missingTables });
  const issue = (value ?? last)?.issues.find((each) => each.id === id);
  if (issue === undefined) return null;
  if (issue.missing.length === 0) {
    return <p className="closing-ready">全部措施已完成，佐证齐全，可以申请销号。</p>;
  }
  return (
    <div className="closing-lacks" role="group" aria-label="申请销号还缺什么">
      <p>申请销号还缺 {issue.missing.length} 项：</p>
      <MissingList issues={[issue]} heads={false} />
    </div>
  );
}

/** Every event, oldest first, under the cycle it belongs to. */
function Records({ records }: { readonly records: readonly ClosingRecord[] }) {
  if (records.length === 0) return null;
  const cycles = [...new Set(records.map(({ cycle }) => cycle))];
  return (
    <>
      {cycles.map((cycle) => (
        <Fragment key={cycle}>
          {cycles.length > 1 ? <h4 className="closing-cycle">第 {cycle} 轮</h4> : null}
          <ol className="timeline closing-records">
            {records
              .filter((record) => record.cycle === cycle)
              .map((record) => (
                <li key={record.id} className={`record-${record.step}`}>
                  <div className="timeline-head">
                    <strong>{record.name}</strong>
                    <span>{record.on}</span>
                    <span>{record.actor}</span>
                    {record.ground === '' ? null : (
                      <span className="mark">{reopenGroundWords[record.ground]}</span>
                    )}
                    {record.attempt > 1 ? <span className="soft">第 {record.attempt} 次</span> : null}
                    {record.operator === '' || record.operator === record.actor ? null : (
                      <span className="soft">{record.operator} 录入</span>
                    )}
                  </div>
                  {record.opinion === '' ? null : <div>{record.opinion}</div>}
                </li>
              ))}
          </ol>
        </Fragment>
      ))}
    </>
  );
}
