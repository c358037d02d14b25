/** The line at the foot: which round, how it stands, what is being worked on, the day. */
import { useEffect, useState } from 'react';
import { evidenceMissingWord } from '../../shared/words.ts';
import { call, listen, useCall } from '../door.ts';
import { setQuery, useChecklist } from '../store/checklist.ts';
import { cancelJob, useJobs } from '../store/jobs.ts';
import type { Job } from '../store/jobs.ts';
import { selectNode, showView, useLedger } from '../store/ledger.ts';
import { totals, useOutline } from '../store/outline.ts';
import { defaultQuery } from '../store/query.ts';
import { wordJob } from '../words/jobs.ts';

export function StatusLine() {
  const ledger = useLedger((store) => store.ledger);
  const revision = useLedger((store) => store.revision);
  const jobs = useJobs((store) => store.jobs);
  const open = ledger?.open ?? null;
  return (
    <footer className="status-line">
      {open === null ? null : <RoundFigures />}
      <span className="status-gap" />
      {[...jobs.values()].map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      {open === null ? null : <MissingEvidence />}
      {open === null ? null : (
        <span
          className="status-item"
          title={`台账文件：${open.file}\n每次修改都立即写入文件，当前第 ${revision} 次修改`}
        >
          {open.readOnly ? '只读' : '已保存'}
          <span className="status-revision">· 第 {revision} 次修改</span>
        </span>
      )}
      {ledger === null ? null : <span className="status-item status-day">今天 {ledger.today}</span>}
    </footer>
  );
}

function RoundFigures() {
  const { value } = useCall('round.list', {}, { tables: ['rounds'] });
  const nodes = useOutline((store) => store.nodes);
  const round = value?.rounds.find((each) => each.current);
  const sum = totals(nodes);
  return (
    <>
      <button
        type="button"
        className="status-item status-button status-round"
        onClick={() => showView('rounds')}
        title={round === undefined ? '轮次与时间轴' : `轮次与时间轴：${round.title}`}
      >
        <span>{round === undefined ? '尚无巡察轮次' : round.title}</span>
      </button>
      {sum.issues === 0 ? null : (
        <span className="status-item status-figures">
          问题 {sum.issues} · 已销号 {sum.issuesClosed} · 措施完成 {sum.measuresComplete}/{sum.measures}
        </span>
      )}
    </>
  );
}

/** Changes come in bursts; the count is asked once they rest. */
const REST = 400;

function MissingEvidence() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let alive = true;
    let timer: number | null = null;
    let took = 0;
    const ask = async (): Promise<void> => {
      const start = performance.now();
      const result = await call('checklist.find', { ...defaultQuery, scope: null, only: ['lacks_evidence'] });
      took = performance.now() - start;
      if (alive && result.ok) setCount(result.value.ids.length);
    };
    const soon = (): void => {
      if (timer !== null) window.clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), Math.max(REST, took * 10));
    };
    soon();
    const offChanged = listen('changed', soon);
    const offLedger = listen('ledger', soon);
    return () => {
      alive = false;
      if (timer !== null) window.clearTimeout(timer);
      offChanged();
      offLedger();
    };
  }, []);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="status-item status-button status-alert"
      title="显示已完成但缺佐证材料的措施"
      onClick={() => {
        selectNode(null);
        showView('ledger');
        const { sort, descending, group } = useChecklist.getState().query;
        setQuery({ ...defaultQuery, sort, descending, group, only: ['lacks_evidence'] });
      }}
    >
      {evidenceMissingWord} {count}
    </button>
  );
}

const PATIENCE = 500;

/** A job's progress, once it has taken longer than a moment. */
function JobLine({ job }: { readonly job: Job }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), PATIENCE);
    return () => window.clearTimeout(timer);
  }, []);
  if (!late) return null;
  const known = job.total > 0;
  return (
    <span className="status-item job" role="status">
      <span>{wordJob(job)}</span>
      <progress {...(known ? { max: job.total, value: job.done } : {})} aria-label={wordJob(job)} />
      {known ? <span>{Math.floor((job.done * 100) / job.total)}%</span> : null}
      <button type="button" className="button button-small" onClick={() => cancelJob(job.id)}>
        取消
      </button>
    </span>
  );
}
