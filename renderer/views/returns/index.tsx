/** 报送: who has reported for the month and who has not, sending out, taking in, the batches and what they came to. */
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { monthOf } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { runCommand } from '../../commands/registry.ts';
import { showChord } from '../../commands/keys.ts';
import { canWrite, openLedgerImport, openNotice, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { MonthField } from '../parts/MonthField.tsx';
import { MonthSteps } from '../parts/MonthSteps.tsx';
import { openPaper } from '../papers/state.ts';
import { step } from '../summary/month.ts';
import { Batches } from './Batches.tsx';
import { DueDay } from './DueDay.tsx';
import { Extensions } from './Extensions.tsx';
import { importedBatches, useBatches, useRequests, waitingRequests } from './lists.ts';
import { PaperDialog } from './PaperDialog.tsx';
import { RemindDialog } from './RemindDialog.tsx';
import { RollCallTable } from './RollCallTable.tsx';
import { SendDialog } from './SendDialog.tsx';
import { chooseReturnsMonth, closeReview, useReturns, useReturnsMonth } from './state.ts';
import { needsReminder } from './words.ts';
import '../parts/parts.css';
import './returns.css';

const ReviewScreen = lazy(() => import('../review/ReviewScreen.tsx'));

type Part = 'roll' | 'batches';
const parts: readonly { readonly key: Part; readonly label: string }[] = [
  { key: 'roll', label: '各单位报送情况' },
  { key: 'batches', label: '导入批次、延期申请' },
];

export default function ReturnsView() {
  const month = useReturnsMonth();
  const review = useReturns((store) => store.review);
  const dialog = useReturns((store) => store.dialog);
  const papers = useReturns((store) => store.papers);
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const roll = useCall('rollCall.get', { month });
  // Another month's units would be wrong ones; a change within the month bridges.
  const shown = roll.value ?? (roll.last?.month === month ? roll.last : undefined);
  const batches = useBatches();
  const requests = useRequests();
  const waiting =
    importedBatches(batches).filter((batch) => batch.status === 'review').length +
    waitingRequests(requests).length;
  const latest = monthOf(today);
  // Only where the window is too narrow for all at once.
  const [part, setPart] = useState<Part>('roll');

  // What was left open belongs to this visit.
  useEffect(() => () => useReturns.setState({ dialog: null, papers: [] }), []);

  return (
    <div className="returns">
      <header className="returns-head">
        <h1>报送</h1>
        <div className="returns-bar" role="group" aria-label="月份">
          <MonthSteps last={month >= latest} onStep={(by) => chooseReturnsMonth(step(month, by))}>
            <MonthField label="月份" value={month} latest={latest} onChange={chooseReturnsMonth} />
          </MonthSteps>
        </div>
        {shown === undefined ? null : <DueDay roll={shown} writable={writable} />}
        <span className="returns-gap" />
        <div className="returns-actions">
          <Button disabled={!writable || shown === undefined} onClick={() => runCommand('returns.send')}>
            发出报送表…
          </Button>
          <Button
            type="primary"
            disabled={!writable}
            title={`导入报送表（${showChord('Ctrl+I')}）；也可以把文件、文件夹、压缩包直接拖到窗口里`}
            onClick={() => runCommand('returns.take')}
          >
            导入报送表…
          </Button>
          <Button
            disabled={!writable || shown === undefined || !shown.rows.some(needsReminder)}
            onClick={() => runCommand('returns.remind')}
          >
            逐一提醒…
          </Button>
          <Button
            title="谁按时报送、逾期、不全、未报送：可以打印或者存为文件"
            disabled={shown === undefined}
            onClick={() => openPaper({ paper: 'rollCall', month })}
          >
            打印通报
          </Button>
        </div>
      </header>
      <div className="returns-parts" role="group" aria-label="显示哪一部分">
        {parts.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            className={`tab ${part === key ? 'tab-on' : ''}`}
            aria-pressed={part === key}
            onClick={() => setPart(key)}
          >
            {label}
            {key === 'batches' && waiting > 0 ? <span className="returns-count">{waiting}</span> : null}
          </button>
        ))}
      </div>
      <div className="returns-body" data-part={part}>
        <div className="returns-left">
          {roll.failure?.code === 'round_missing' ? (
            <Empty title="台账里还没有问题和整改措施">
              <p>报送表按台账里的措施发给各单位，收回来再逐条核对。请先把整改任务放进台账。</p>
              <p className="returns-first">
                <Button type="primary" disabled={!writable} onClick={() => openNotice()}>
                  导入通报或方案…
                </Button>
                <Button disabled={!writable} onClick={() => openLedgerImport()}>
                  导入原有台账…
                </Button>
              </p>
            </Empty>
          ) : roll.failure !== null ? (
            <FailureNote failure={roll.failure} onRetry={roll.reload} />
          ) : shown === undefined ? (
            <Loading />
          ) : shown.rows.length === 0 ? (
            <Empty title="这个月没有应报送的单位">
              <p>尚未销号的问题里，还没有明确责任单位或配合单位的整改措施。</p>
              <p>请先在“整改台账”中给措施明确责任单位，再发出报送表。</p>
            </Empty>
          ) : (
            <RollCallTable roll={shown} writable={writable} />
          )}
        </div>
        <div className="returns-side">
          <Extensions answer={requests} writable={writable} today={today} />
          <Batches answer={batches} writable={writable} />
        </div>
      </div>
      {dialog === 'send' ? <SendDialog month={month} /> : null}
      {dialog === 'remind' && shown !== undefined ? <RemindDialog roll={shown} /> : null}
      {papers.length > 0 ? <PaperDialog papers={papers} /> : null}
      {review === null ? null : (
        <Suspense fallback={null}>
          <ReviewScreen key={review} batch={review} onClose={closeReview} />
        </Suspense>
      )}
    </div>
  );
}
