/** First start: what the program is, and three choices. Plain elements only: this is the first paint. */
import { useState } from 'react';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { createLedger, openOther, pickFolder, useOpening } from './opening.ts';
import type { PickedFolder } from './opening.ts';
import { wordProblem } from './problems.ts';

const WHAT =
  '把巡察反馈的问题和整改措施记成一本台账：导入整改方案或进展情况通报，逐条登记进展和完成情况，每月打印整改情况月报。';
const WHERE = '全部资料保存在这台电脑的一个文件夹里，可以随时复制备份。';

export function FirstStart() {
  const suggested = useLedger((store) => store.ledger?.suggestedFolder ?? '');
  const [folder, setFolder] = useState<PickedFolder | null>(null);
  const opening = useOpening();
  const idle = opening.busy === null;

  async function change(): Promise<void> {
    const picked = await pickFolder();
    if (!picked.ok) opening.setFailure(picked.error);
    else if (picked.value !== null) {
      opening.setFailure(null);
      setFolder(picked.value);
    }
  }

  const holds = folder?.holdsLedger === true;
  return (
    <>
      <header className="start-head">
        <h1>整改台账</h1>
        <p>
          {WHAT}
          {WHERE}
        </p>
      </header>

      <ol className="start-choices">
        <li className="start-choice start-choice-first">
          <div>
            <h2>新建台账</h2>
            <p>从一本空台账开始，接着导入巡察整改的通报或方案。</p>
            <p className="start-place">
              保存在 <span className="start-path">{folder?.path ?? suggested}</span>
              <button type="button" className="start-link" disabled={!idle} onClick={() => void change()}>
                更改位置…
              </button>
            </p>
            {holds && <p className="start-note">这个文件夹里已经有一本台账，可以直接打开它。</p>}
          </div>
          {holds ? (
            <button
              type="button"
              className="start-button start-button-main"
              disabled={!idle}
              onClick={() =>
                void opening.run('正在打开台账…', () => call('ledger.open', { folder: folder.token }))
              }
            >
              打开这本台账
            </button>
          ) : (
            <button
              type="button"
              className="start-button start-button-main"
              autoFocus
              disabled={!idle}
              onClick={() =>
                void opening.run('正在新建台账…', () => createLedger(folder?.token ?? null, false))
              }
            >
              新建台账
            </button>
          )}
        </li>
        <li className="start-choice">
          <div>
            <h2>看示例</h2>
            <p>建一本填好内容的示例台账，先看看用法。单位、人员和事项都是虚构的，可以随意改动。</p>
          </div>
          <button
            type="button"
            className="start-button"
            disabled={!idle}
            onClick={() =>
              void opening.run('正在准备示例台账…', () => createLedger(folder?.token ?? null, true))
            }
          >
            看示例
          </button>
        </li>
        <li className="start-choice">
          <div>
            <h2>打开已有台账</h2>
            <p>台账已经在这台电脑、移动硬盘或U盘上，选择它所在的文件夹。</p>
          </div>
          <button
            type="button"
            className="start-button"
            disabled={!idle}
            onClick={() => void opening.run('正在打开台账…', openOther)}
          >
            选择文件夹…
          </button>
        </li>
      </ol>

      <p className="start-busy" role="status">
        {opening.busy}
      </p>
      {opening.failure !== null && <Refused {...wordProblem(opening.failure)} />}
    </>
  );
}

function Refused({ title, what, steps }: { title: string; what: string; steps: readonly string[] }) {
  return (
    <div className="start-refused" role="alert">
      <strong>{title}</strong>
      <p>
        {what}
        {steps[0] ?? ''}
      </p>
    </div>
  );
}
