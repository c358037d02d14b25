/** Receipts and reminders as the papers they will be, one after the other, to be printed or kept as PDF. */
import { Button, Modal } from 'antd';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import { ReceiptPaper } from '../../papers/ReceiptPaper.tsx';
import { DocPaper } from '../../papers/doc/DocPaper.tsx';
import { markStandIns } from '../../papers/fonts.ts';
import { PrintDialog } from '../papers/PrintDialog.tsx';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { closePapers } from './state.ts';
import type { ReturnPaper } from './state.ts';
import '../../papers/paper.css';
import '../papers/papers.css';

/** The paper on screen is a preview: small enough that a page's width fits. */
const ZOOM = 0.8;
/** Decisions drawn on screen; paper and PDF hold all of them. */
const ROWS = 300;

const letter = ({ id }: ReturnPaper): PaperQuery => ({ paper: 'reminder', reminder: id });

export function PaperDialog({ papers }: { readonly papers: readonly ReturnPaper[] }) {
  const [at, setAt] = useState(0);
  const [printing, setPrinting] = useState<readonly PaperQuery[]>([]);
  const { busy, once } = useBusy();
  const paper = papers[Math.min(at, papers.length - 1)];
  if (paper === undefined) return null;
  const last = at >= papers.length - 1;
  const letters = papers.flatMap((each) => (each.kind === 'reminder' ? [letter(each)] : []));

  async function print(then: () => void): Promise<void> {
    if (paper === undefined) return;
    if (paper.kind === 'reminder') {
      setPrinting([letter(paper)]);
      return;
    }
    const answer = await call('paper.printPaper', { paper: 'receipt', batch: paper.id });
    if (!answer.ok) notifyFailure(answer.error);
    else if (answer.value.outcome === 'queued') {
      // The system only says that the printer has taken it.
      notifyInfo('已送往打印机');
      then();
    }
  }

  async function save(): Promise<void> {
    if (paper === undefined) return;
    const answer =
      paper.kind === 'reminder'
        ? await call('paper.save', { query: letter(paper), form: 'pdf' })
        : await call('paper.savePaper', { paper: 'receipt', batch: paper.id });
    if (!answer.ok) notifyFailure(answer.error);
    else if (answer.value.file !== null) notifySuccess(`已保存“${answer.value.file}”`);
  }

  return (
    <Modal
      open
      centered
      className="paper-dialog"
      width="min(58rem, 96vw)"
      title={paper.kind === 'receipt' ? '导入回执' : '督办、提醒公文（已编号登记）'}
      onCancel={closePapers}
      footer={
        <div className="send-foot">
          {papers.length > 1 ? (
            <span className="paper-steps" role="group" aria-label="逐份查看">
              <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
                上一份
              </Button>
              <span>
                第 {at + 1} 份，共 {papers.length} 份
              </span>
              <Button disabled={last} onClick={() => setAt(at + 1)}>
                下一份
              </Button>
            </span>
          ) : null}
          <span className="returns-gap" />
          <Button onClick={closePapers}>关闭</Button>
          <Button disabled={busy} onClick={() => void once(save)}>
            存为 PDF…
          </Button>
          <Button
            type="primary"
            autoFocus
            disabled={busy}
            onClick={() => void once(() => print(() => undefined))}
          >
            打印…
          </Button>
          {last && at === 0 ? null : letters.length > 1 ? (
            <Button disabled={busy} onClick={() => setPrinting(letters)}>
              全部打印（{letters.length} 份）…
            </Button>
          ) : last ? null : (
            <Button
              type="primary"
              disabled={busy}
              onClick={() => void once(() => print(() => setAt((now) => now + 1)))}
            >
              打印，看下一份
            </Button>
          )}
        </div>
      }
    >
      <Preview key={`${paper.kind} ${paper.id}`} paper={paper} />
      {printing.length === 0 ? null : (
        <PrintDialog
          title={printing.length === 1 ? '督办、提醒公文' : `督办、提醒公文 ${printing.length} 份`}
          queries={printing}
          pages={null}
          onClose={() => setPrinting([])}
        />
      )}
    </Modal>
  );
}

function Preview({ paper }: { readonly paper: ReturnPaper }) {
  return paper.kind === 'receipt' ? <Receipt batch={paper.id} /> : <Reminder id={paper.id} />;
}

function Receipt({ batch }: { readonly batch: number }) {
  const receipt = useCall('returns.receipt', { batch });
  if (receipt.failure !== null) return <FailureNote failure={receipt.failure} onRetry={receipt.reload} />;
  if (receipt.value === undefined) return <Loading />;
  return (
    <Desk label="导入回执预览">
      <ReceiptPaper receipt={receipt.value} limit={ROWS} />
    </Desk>
  );
}

function Reminder({ id }: { readonly id: number }) {
  const reminder = useCall('paper.doc', { query: { paper: 'reminder', reminder: id } });
  if (reminder.failure !== null) return <FailureNote failure={reminder.failure} onRetry={reminder.reload} />;
  if (reminder.value === undefined) return <Loading />;
  return (
    <Desk label="公文预览">
      <DocPaper doc={reminder.value} />
    </Desk>
  );
}

function Desk({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const standIns = useCallback((element: HTMLElement | null) => {
    if (element !== null) markStandIns(element);
  }, []);
  return (
    <div className="paper-desk" tabIndex={0} aria-label={label} ref={standIns}>
      <div style={{ zoom: ZOOM }}>{children}</div>
    </div>
  );
}
