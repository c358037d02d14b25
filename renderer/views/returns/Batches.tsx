/** 导入批次: what was taken in, how far it is decided, its receipt, the answer to the senders, taking it back. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Batch } from '../../../shared/contract/types.ts';
import { monthLabel } from '../../../shared/month.ts';
import { openConfirm } from '../../app/forms.ts';
import { openMenu } from '../../app/menus.ts';
import type { MenuItem } from '../../app/menus.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import type { CallState } from '../../door.ts';
import { FailureNote } from '../parts/Notes.tsx';
import { followReturn } from './follow.ts';
import { KeptDialog } from './KeptDialog.tsx';
import { importedBatches } from './lists.ts';
import { openPapers, openReview } from './state.ts';
import { batchWords } from './words.ts';

/** Batches shown before the clerk asks for the older ones. */
const FIRST = 8;

interface BatchesProps {
  readonly answer: CallState<Reply<'returns.batches'>>;
  readonly writable: boolean;
}

export function Batches({ answer, writable }: BatchesProps) {
  const [all, setAll] = useState(false);
  const [kept, setKept] = useState<number | null>(null);
  const list = importedBatches(answer);
  const shown = all ? list : list.slice(0, FIRST);
  return (
    <section className="pane returns-part" aria-label="导入批次">
      <h2>导入批次</h2>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : list.length === 0 ? (
        <p className="returns-none">
          还没有导入过报送表。把各单位报来的文件、文件夹或压缩包拖到窗口里，就能导入。
        </p>
      ) : (
        <ul className="batch-list">
          {shown.map((batch) => (
            <BatchLine key={batch.id} batch={batch} writable={writable} onKept={setKept} />
          ))}
        </ul>
      )}
      {shown.length < list.length ? (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          显示更早的 {list.length - shown.length} 批
        </Button>
      ) : null}
      {kept === null ? null : <KeptDialog batch={kept} onClose={() => setKept(null)} />}
    </section>
  );
}

interface BatchProps {
  readonly batch: Batch;
  readonly writable: boolean;
  /** Shows what an undone batch left as it was. */
  readonly onKept: (batch: number) => void;
}

function BatchLine({ batch, writable, onKept }: BatchProps) {
  const { counts } = batch;
  const taken = counts.accepted + counts.edited;
  const receipt = (): void => openPapers([{ kind: 'receipt', id: batch.id }]);
  const items: MenuItem[] = [
    {
      id: 'review',
      title: batch.status === 'review' ? '核对' : '查看核对结果',
      disabled: batch.kind !== 'return' || batch.status === 'undone',
      run: () => openReview(batch.id),
    },
    { id: 'receipt', title: '导入回执', disabled: batch.kind !== 'return', run: receipt },
    {
      id: 'answer',
      title: '退回标注件…',
      disabled: batch.kind !== 'return' || batch.status === 'undone',
      run: () => void sendBack(batch.id),
    },
    'line',
    {
      id: 'undo',
      title: '撤销这一批…',
      danger: true,
      disabled: !writable || batch.status === 'undone',
      run: () => askUndo(batch, onKept),
    },
  ];
  return (
    <li
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu({ x: event.clientX, y: event.clientY, items });
      }}
    >
      <div className="batch-head">
        <span className={`mark batch-${batch.status}`}>{batchWords[batch.status]}</span>
        <span className="batch-name" title={batch.name}>
          {batch.kind === 'ledger' ? `原有台账：${batch.name}` : batch.name}
        </span>
      </div>
      <div className="soft">
        {batch.on} 导入
        {batch.months.length === 0 ? '' : ` · ${batch.months.map(monthLabel).join('、')}`}
        {batch.kind === 'return' ? ` · ${counts.files} 份` : ''}
      </div>
      {batch.kind === 'return' && batch.status !== 'undone' ? (
        <div className="batch-counts">
          {counts.open > 0 ? <b>未决 {counts.open} 处</b> : null}
          {taken > 0 ? <span>采纳 {taken} 处</span> : null}
          {counts.kept > 0 ? <span>保留台账 {counts.kept} 处</span> : null}
          {counts.open + taken + counts.kept === 0 ? (
            <span className="soft">与台账一致，没有变化</span>
          ) : null}
        </div>
      ) : null}
      <div className="batch-do">
        {batch.kind === 'return' && batch.status === 'review' ? (
          <Button size="small" type="primary" onClick={() => openReview(batch.id)}>
            核对
          </Button>
        ) : null}
        {batch.kind === 'return' &&
        (batch.status === 'committed' || (batch.status === 'review' && taken > 0)) ? (
          <Button size="small" onClick={receipt}>
            回执
          </Button>
        ) : null}
        {batch.kind === 'return' && batch.status !== 'undone' ? (
          <Button
            size="small"
            title="把各单位自己的工作簿退回去：有问题的格子标红，旁边用中文写明原因"
            onClick={() => void sendBack(batch.id)}
          >
            退回标注件…
          </Button>
        ) : null}
        {batch.status === 'undone' ? (
          <>
            <Button size="small" onClick={() => onKept(batch.id)}>
              撤销结果
            </Button>
            {batch.kind === 'return' ? (
              <Button size="small" onClick={receipt}>
                回执
              </Button>
            ) : null}
          </>
        ) : (
          <Button size="small" danger type="text" disabled={!writable} onClick={() => askUndo(batch, onKept)}>
            撤销…
          </Button>
        )}
      </div>
    </li>
  );
}

/** The senders' own workbooks back, with what is wrong marked in them. */
async function sendBack(batch: number): Promise<void> {
  const started = await call('returns.answer', { batch, files: null });
  if (!started.ok) {
    notifyFailure(started.error);
    return;
  }
  if (started.value.job === null) return;
  const ended = await followReturn(started.value.job);
  if (!ended.ok) notifyFailure(ended.error);
  else if (ended.value.kind === 'answered') {
    notifySuccess(`已生成 ${ended.value.files} 份标注件，存在“${ended.value.place}”`);
  }
}

function askUndo(batch: Batch, onKept: (batch: number) => void): void {
  openConfirm(
    `撤销“${batch.name}”这一批？`,
    '这一批写进台账的内容恢复成导入之前的样子；之后又改过的内容不动，撤销后逐条列出。撤销也会记入操作记录，需要时可以再恢复。',
    '撤销这一批',
    async () => {
      const started = await call('returns.undoBatch', { batch: batch.id });
      if (!started.ok) return started.error;
      const ended = await followReturn(started.value.job);
      if (!ended.ok) return ended.error;
      const left = ended.value.kind === 'undone' ? ended.value.kept : 0;
      notifySuccess(left === 0 ? '已撤销这一批，全部恢复原样' : '已撤销这一批；之后改过的内容没有动', {
        title: '恢复',
        run: () => void runCommand('history.undo'),
      });
      if (left > 0) onKept(batch.id);
      return null;
    },
  );
}
