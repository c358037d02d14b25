/** 操作记录: every step of the ledger, newest first, with what it changed; undo and redo. */
import { Button, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { wordStep } from '../../../shared/stepWords.ts';
import { List } from '../parts/List.tsx';
import { Empty, FailureNote, Loading, ViewHead } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { StepChanges } from './StepChanges.tsx';
import { useSteps } from './useSteps.ts';
import type { HistoryStep } from './useSteps.ts';
import { localTime } from './words.ts';
import './history.css';

const kindWords: Readonly<Record<HistoryStep['kind'], string>> = {
  do: '',
  undo: '撤销：',
  redo: '恢复：',
  migration: '',
};

function sentenceOf(step: HistoryStep): string {
  // The first migration is that of the empty file: the making of the ledger.
  if (step.kind === 'migration' && step.detail['version'] === 1) return '建立台账';
  return `${kindWords[step.kind]}${wordStep(step)}`;
}

export default function History() {
  const revision = useLedger((store) => store.revision);
  const undo = useLedger((store) => store.ledger?.open?.undo ?? null);
  const redo = useLedger((store) => store.ledger?.open?.redo ?? null);
  const writable = useLedger(canWrite);
  const { busy, once } = useBusy();
  const { steps, whole, failure, loading, more } = useSteps(revision);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const found = useMemo(() => {
    const parts = typed.toLowerCase().split(/\s+/u).filter(Boolean);
    if (parts.length === 0) return steps;
    return steps.filter((step) => {
      const words =
        `${sentenceOf(step)} ${step.operator} ${localTime(step.at)} ${JSON.stringify(step.detail)}`.toLowerCase();
      return parts.every((part) => words.includes(part));
    });
  }, [steps, typed]);
  const step = steps.find((each) => each.id === chosen) ?? found[0];

  // A filter looks at what has been fetched: while few are found, further pages are fetched behind it.
  useEffect(() => {
    if (typed !== '' && found.length < 50) more();
  }, [typed, found.length, more]);

  async function run(name: 'history.undo' | 'history.redo', done: string): Promise<void> {
    await once(async () => {
      const result = await call(name, {});
      if (result.ok) notifySuccess(`${done}：${wordStep(result.value.step)}`);
      else notifyFailure(result.error);
    });
  }

  if (failure !== null) return <FailureNote failure={failure} />;
  return (
    <div className="history">
      <ViewHead
        title="操作记录"
        actions={
          <>
            <Button
              disabled={!writable || busy || undo === null}
              title={undo === null ? '' : wordStep(undo)}
              onClick={() => void run('history.undo', '已撤销')}
            >
              撤销 Ctrl+Z
            </Button>
            <Button
              disabled={!writable || busy || redo === null}
              title={redo === null ? '' : wordStep(redo)}
              onClick={() => void run('history.redo', '已恢复')}
            >
              恢复 Ctrl+Y
            </Button>
          </>
        }
      >
        <p>每一步操作都留有记录，不能修改和删除。撤销按先后顺序逐步进行，重新启动后仍可继续。</p>
      </ViewHead>
      <div className="history-body">
        <section className="pane history-left">
          <div className="history-find">
            <Input
              allowClear
              aria-label="筛选操作记录"
              placeholder="筛选：操作、经办人或日期"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          {loading && steps.length === 0 ? (
            <Loading />
          ) : found.length === 0 ? (
            <Empty title={typed === '' ? '还没有操作' : '没有找到'} />
          ) : (
            <List
              label="操作记录"
              rows={found}
              chosen={step?.id ?? null}
              onChoose={setChosen}
              onEnd={more}
              faded={(each) => each.undone}
            >
              {(each) => (
                <>
                  <span className="rows-name">{sentenceOf(each)}</span>
                  <span className="rows-facts">
                    {`${localTime(each.at)}　${each.operator}`}
                    {each.undone && <b>已撤销</b>}
                  </span>
                </>
              )}
            </List>
          )}
          <p className="history-count" role="status">
            {typed === '' ? `${whole ? '共' : '已列出'} ${steps.length} 步` : `找到 ${found.length} 步`}
          </p>
        </section>
        {step !== undefined && (
          <section className="pane history-right" aria-label="这一步的改动">
            <header>
              <h2>{sentenceOf(step)}</h2>
              <p>
                {`${localTime(step.at)}　经办人 ${step.operator}　${step.rows} 处改动`}
                {step.undone && <span className="history-undone-mark">{'　已撤销'}</span>}
              </p>
            </header>
            <StepChanges key={step.id} step={step.id} rows={step.rows} />
          </section>
        )}
      </div>
    </div>
  );
}
