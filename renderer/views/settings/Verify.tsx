/** 检查台账: is the ledger what its log says? The answer is listed in words. */
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { formatBytes } from '../../../shared/bytes.ts';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Failure, Result } from '../../../shared/result.ts';
import { visibleName } from '../../../shared/visible.ts';
import { notifyInfo } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import { jobEnd } from '../../store/jobEnd.ts';
import { cancelJob } from '../../store/jobs.ts';
import type { Job } from '../../store/jobs.ts';
import { wordJob } from '../../words/jobs.ts';
import { localTime, tableWord } from '../history/words.ts';
import { FailureNote } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';

const kinds: Readonly<Record<string, string>> = {
  page_damage: '文件内容有损坏',
  missing_reference: '所引用的内容不存在',
  trigger_missing: '改动登记机制被去除',
  trigger_differs: '改动登记机制被替换或增添',
  chain_broken: '操作记录前后衔接不上，可能被改动过',
  row_not_logged: '有内容没有登记在操作记录里，可能由其他软件写入',
  row_missing: '操作记录中有、台账里却没有，可能被其他软件删除',
  row_differs: '与操作记录不一致，可能被其他软件改动',
  step_differs: '这一步操作的登记被改动过',
  state_without_event: '整改状态没有对应的状态记录',
  index_differs: '清单的排列与台账不一致，清单可能显示不全',
  file_missing: '存档的文件不见了',
  file_size_differs: '存档的文件大小不对，可能不完整',
  file_altered: '存档的文件内容被改动过',
  file_unreadable: '存档的文件读不出来，请检查磁盘',
};

/** More lines than this help nobody on screen; the command line lists all of them. */
const AT_MOST = 200;
/** Bytes that an office PC does not read in a moment. */
const LARGE = 500 * 1024 * 1024;

type Verdict = Reply<'ledger.verified'>;

export function Verify() {
  const { busy, once } = useBusy();
  const kept = useCall('ledger.files', {}, { tables: ['files'] }).value;
  const [files, setFiles] = useState(false);
  const [job, setJob] = useState<Job | null>(null);
  const [verdict, setVerdict] = useState<{ readonly at: string; readonly found: Verdict } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    await once(async () => {
      setFailure(null);
      setVerdict(null);
      const result = await verified(files, setJob);
      setJob(null);
      if (result.ok) setVerdict({ at: localTime(new Date().toISOString()), found: result.value });
      else if (result.error.code === 'cancelled') notifyInfo('已停止检查', '没有得出结论，台账没有改动。');
      else setFailure(result.error);
    });
  }

  return (
    <section className="pane settings-part" aria-label="检查台账">
      <h2>检查台账</h2>
      <div className="settings-row">
        <p className="settings-hint">逐条核对台账内容与操作记录是否一致，文件是否完好。只检查，不改动。</p>
        <Button loading={busy} onClick={() => void run()}>
          开始检查
        </Button>
      </div>
      {kept === undefined || kept.files === 0 ? null : (
        <Checkbox checked={files} disabled={busy} onChange={(event) => setFiles(event.target.checked)}>
          同时核对全部佐证和存档文件（共 {kept.files} 个，{formatBytes(kept.bytes)}
          {kept.bytes > LARGE ? '，需要较长时间' : ''}）
        </Checkbox>
      )}
      {job === null ? null : (
        <p className="settings-moving">
          {wordJob(job)}…
          <progress aria-label="检查进度" {...(job.total > 0 ? { max: job.total, value: job.done } : {})} />
          {job.total > 0 ? `${formatBytes(job.done)} / ${formatBytes(job.total)}` : ''}
          <Button size="small" onClick={() => cancelJob(job.id)}>
            停止
          </Button>
        </p>
      )}
      <div role="status">
        {failure !== null && <FailureNote failure={failure} />}
        {verdict !== null && verdict.found.ok && (
          <p className="settings-good">
            ✓ {verdict.at} 检查完毕，没有发现问题。
            {verdict.found.files === 0
              ? ''
              : `已逐个核对 ${verdict.found.files} 个文件（${formatBytes(verdict.found.bytes)}）。`}
          </p>
        )}
        {verdict !== null && !verdict.found.ok && (
          <Problems at={verdict.at} problems={verdict.found.problems} />
        )}
      </div>
    </section>
  );
}

async function verified(files: boolean, tell: (job: Job) => void): Promise<Result<Verdict>> {
  const started = await call('ledger.verify', { files });
  if (!started.ok) return started;
  const { job } = started.value;
  const ended = await jobEnd(job, tell);
  return ended.ok ? call('ledger.verified', { job }) : ended;
}

function Problems({ at, problems }: { at: string; problems: Verdict['problems'] }) {
  return (
    <>
      <p className="settings-warning">
        {at} 检查完毕，发现 {problems.length} 个问题。请先把台账文件夹整个复制一份留存，再联系技术人员处理。
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">内容</th>
            <th scope="col">序号或名称</th>
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, AT_MOST).map((problem) => (
            <tr key={`${problem.table} ${problem.row ?? ''} ${problem.kind}`}>
              <td>{tableWord(problem.table)}</td>
              <td>
                {problem.about === undefined || problem.about === ''
                  ? (problem.row ?? '')
                  : visibleName(problem.about)}
              </td>
              <td>{Object.hasOwn(kinds, problem.kind) ? kinds[problem.kind] : problem.kind}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > AT_MOST && <p className="settings-hint">只列出前 {AT_MOST} 个。</p>}
    </>
  );
}
