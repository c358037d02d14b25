/** 到期清单: what is late, what is due soon, what waits for somebody; each line leads to its place. */
import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import { dayLabel, daysBetween } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { stageWords } from '../../../shared/words.ts';
import { useCall } from '../../door.ts';
import { showInLedger, showView } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { chooseReturnsMonth } from '../returns/state.ts';
import { DueLine } from './DueLine.tsx';
import { listDays, usePlan } from './state.ts';
import type { ListPart } from './state.ts';

type Agenda = Reply<'plan.agenda'>;

export function DueList() {
  const days = usePlan((store) => store.days);
  const answer = useCall('plan.agenda', { days });
  const agenda = answer.value ?? answer.last;
  return (
    <div className="plan-part">
      <div className="plan-bar" role="group" aria-label="看多少天以内">
        <span>看今后</span>
        <Segmented<number>
          aria-label="今后多少天"
          value={days}
          options={listDays.map((value) => ({ value, label: `${value} 天` }))}
          onChange={(next) => usePlan.setState({ days: next })}
        />
        {agenda === undefined ? null : <span className="soft">今天 {dayLabel(agenda.today)}</span>}
      </div>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : agenda === undefined ? (
        <Loading />
      ) : (
        <Parts agenda={agenda} days={days} />
      )}
    </div>
  );
}

function Parts({ agenda, days }: { readonly agenda: Agenda; readonly days: number }) {
  const { overdue, due, stages, waiting, waitingCount, ready, requests, returns } = agenda;
  const stagesShown = stages.filter((stage) => !stage.done);
  if (
    overdue.count + due.count + stagesShown.length + waitingCount + ready + requests === 0 &&
    returns === null
  ) {
    return (
      <Empty title={`今后 ${days} 天没有到期和待办的事项`}>
        <p>可以在上面看得更远一些。</p>
      </Empty>
    );
  }
  return (
    <div className="due-parts">
      <Part part="overdue" title="已超期" count={overdue.count} alert none="没有超期的措施。">
        <Items of={overdue} />
      </Part>
      <Part part="due" title={`${days} 天内到期`} count={due.count} none="没有将要到期的措施。">
        <Items of={due} />
      </Part>
      <Part part="stages" title="阶段" count={stagesShown.length} none="没有将要到期的阶段。">
        <ul className="due-list">
          {stagesShown.map((stage) => (
            <li className="due-line" key={stage.stage}>
              <span aria-hidden="true">◇</span>
              <button type="button" className="plan-link" onClick={() => showView('rounds')}>
                {stage.title === '' ? stageWords[stage.kind] : stage.title}
              </button>
              <span className="due-day">{stage.dueOn}</span>
              <Left days={daysBetween(agenda.today, stage.dueOn)} />
            </li>
          ))}
        </ul>
      </Part>
      <Part part="waiting" title="销号办理" count={waitingCount + ready} none="没有待办理的销号。">
        <ul className="due-list">
          {ready === 0 ? null : (
            <li className="due-line">
              <span aria-hidden="true">待</span>
              <button type="button" className="plan-link" onClick={() => showView('closing')}>
                {ready} 个问题的措施已全部完成，可以申请销号
              </button>
            </li>
          )}
          {waiting.map((item) => (
            <li className="due-line" key={item.issue}>
              <span aria-hidden="true">办</span>
              <button
                type="button"
                className="plan-link"
                title="在台账中打开"
                onClick={() => showInLedger({ node: { kind: 'issue', id: item.issue } })}
              >
                {item.title}
              </button>
              <span className="due-who">
                待{item.step}
                {item.holder === '' ? '' : `（${item.holder}）`}
              </span>
              <span className="due-days">已等 {item.days} 天</span>
            </li>
          ))}
        </ul>
        <Rest all={waitingCount} shown={waiting.length} />
      </Part>
      <Part part="requests" title="延期申请" count={requests} none="没有待批的延期申请。">
        <p>
          <button type="button" className="plan-link" onClick={() => showView('returns')}>
            {requests} 条延期申请待批，到“报送”中办理
          </button>
        </p>
      </Part>
      {returns === null ? null : (
        <Part part="returns" title="报送" count={returns.missing} none="各单位都已报送。">
          <p>
            <button
              type="button"
              className="plan-link"
              onClick={() => {
                chooseReturnsMonth(returns.month);
                showView('returns');
              }}
            >
              {monthLabel(returns.month)}报送表 {dayLabel(returns.dueOn)}截止，还差 {returns.missing} 家
            </button>
          </p>
        </Part>
      )}
    </div>
  );
}

/** So many lines are drawn until more are asked for. */
const FIRST = 40;

function Items({ of: { count, rows } }: { readonly of: Agenda['overdue'] }) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <>
      <ul className="due-list">
        {shown.map((item) => (
          <DueLine key={item.measure} item={item} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <button type="button" className="button button-small due-more" onClick={() => setAll(true)}>
          再显示 {rows.length - shown.length} 项
        </button>
      ) : (
        <Rest all={count} shown={rows.length} />
      )}
    </>
  );
}

function Part(props: {
  readonly part: ListPart;
  readonly title: string;
  readonly count: number;
  readonly alert?: boolean;
  readonly none: string;
  readonly children: ReactNode;
}) {
  const { part, title, count } = props;
  const asked = usePlan((store) => store.part === part);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!asked) return;
    section.current?.scrollIntoView({ block: 'start' });
    section.current?.querySelector<HTMLElement>('.plan-link')?.focus();
    usePlan.setState({ part: null });
  }, [asked]);
  return (
    <section className="pane due-part" aria-label={title} ref={section}>
      <h2>
        {title}
        <span className={props.alert === true && count > 0 ? 'due-count due-count-alert' : 'due-count'}>
          {count}
        </span>
      </h2>
      {count === 0 ? <p className="soft">{props.none}</p> : props.children}
    </section>
  );
}

function Left({ days }: { readonly days: number }) {
  return (
    <span className={days < 0 ? 'due-days plan-alert' : 'due-days'}>
      {days === 0 ? '今天' : days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`}
    </span>
  );
}

function Rest({ all, shown }: { readonly all: number; readonly shown: number }) {
  if (all <= shown) return null;
  return <p className="soft">另有 {all - shown} 项没有列出，可在“台账”中按预警灯筛选查看。</p>;
}
