/** 检查台账: is the ledger what its log says? The answer is listed in words. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Failure } from '../../../shared/result.ts';
import { call } from '../../door.ts';
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
};

/** More lines than this help nobody on screen; the command line lists all of them. */
const AT_MOST = 200;

type Verdict = Reply<'ledger.verify'>;

export function Verify() {
  const { busy, once } = useBusy();
  const [verdict, setVerdict] = useState<{ readonly at: string; readonly found: Verdict } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    await once(async () => {
      const result = await call('ledger.verify', {});
      setFailure(result.ok ? null : result.error);
      setVerdict(result.ok ? { at: localTime(new Date().toISOString()), found: result.value } : null);
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
      <div role="status">
        {failure !== null && <FailureNote failure={failure} />}
        {verdict !== null && verdict.found.ok && (
          <p className="settings-good">✓ {verdict.at} 检查完毕，没有发现问题。</p>
        )}
        {verdict !== null && !verdict.found.ok && (
          <Problems at={verdict.at} problems={verdict.found.problems} />
        )}
      </div>
    </section>
  );
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
            <th scope="col">序号</th>
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, AT_MOST).map((problem) => (
            <tr key={`${problem.table} ${problem.row ?? ''} ${problem.kind}`}>
              <td>{tableWord(problem.table)}</td>
              <td>{problem.row ?? ''}</td>
              <td>{Object.hasOwn(kinds, problem.kind) ? kinds[problem.kind] : problem.kind}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > AT_MOST && <p className="settings-hint">只列出前 {AT_MOST} 个。</p>}
    </>
  );
}
