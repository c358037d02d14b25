/** 核对报送: the differences of a batch, decided one by one or many at once, then taken over; over the whole window. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { isComposing } from '../../app/composing.ts';
import { notifyInfo, notifySuccess } from '../../app/notify.ts';
import { isTextField } from '../../commands/keys.ts';
import { useRoom } from '../../store/layout.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { find, loadHead, openAtCursor, openReviewOf, reviewRows, useReview } from '../../store/review.ts';
import { forgetPast } from '../../store/reviewDecide.ts';
import { commitReview, compareAgain } from '../../store/reviewWork.ts';
import { keepFocus, nextPane, trapTab } from '../notice/focus.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { openPapers } from '../returns/state.ts';
import { AskingFile } from './AskingFile.tsx';
import { CommitDialog } from './CommitDialog.tsx';
import { Differences } from './Differences.tsx';
import { FileSelect, Files } from './Files.tsx';
import { sumsOf } from './fileState.ts';
import type { Sums } from './fileState.ts';
import { Filters } from './Filters.tsx';
import { focusList } from './focus.ts';
import { Foot } from './Foot.tsx';
import { KeyList } from './KeyList.tsx';
import { reviewKey } from './keys.ts';
import MappingDialog from './MappingDialog.tsx';
import { showPlace, showWhole, useShown } from './shown.ts';
import { Side } from './Side.tsx';
import '../parts/parts.css';
import './review.css';

export interface ReviewScreenProps {
  readonly batch: number;
  /** Back to the lists; every decision is kept. */
  readonly onClose: () => void;
}

const inFiles = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('.rv-files') !== null;

function sumsNow(): Sums {
  const { head, waiting } = useReview.getState();
  return sumsOf(head?.files ?? [], waiting);
}

export default function ReviewScreen({ batch, onClose }: ReviewScreenProps) {
  const head = useReview((store) => store.head);
  const failure = useReview((store) => store.failure);
  const working = useReview((store) => store.work !== null);
  const side = useShown((store) => store.side);
  const chosen = useReview((store) => store.filter.file);
  const writable = useLedger(canWrite);
  const room = useRoom();
  const box = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<'commit' | 'keys' | null>(null);
  const [mapping, setMapping] = useState<number | null>(null);

  useEffect(() => {
    const close = openReviewOf(batch);
    const before = document.activeElement;
    showPlace(false);
    showWhole(null);
    forgetPast();
    return () => {
      close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [batch]);

  const files = useMemo(() => head?.files ?? [], [head]);
  const byId = useMemo(() => new Map(files.map((file) => [file.id, file])), [files]);
  const ready = head !== null;
  useEffect(() => {
    if (ready) focusList();
    else keepFocus(box.current, 'review');
  }, [ready]);

  // What the ledger says by now is what the clerk must see; his decisions stay.
  useEffect(() => {
    if (ready && writable && useReview.getState().head?.stale === true) void compareAgain();
  }, [ready, writable]);

  const close = (): void => {
    if (working) return;
    const { open, stray } = sumsNow();
    onClose();
    if (open + stray > 0)
      notifyInfo('核对没有做完，已有的决定都留着', `在“报送”的导入批次中打开第 ${batch} 批，可以接着办。`);
  };

  const commit = async (): Promise<void> => {
    setOver(null);
    focusList();
    const cells = await commitReview();
    if (cells === null) return;
    const left = sumsNow();
    notifySuccess(`第 ${batch} 批已写入台账：${cells} 格`);
    onClose();
    if (left.open + left.stray > 0)
      notifyInfo(`还有 ${left.open} 格、${left.stray} 行未决`, '留在本批的核对里，可以接着办。');
    openPapers([{ kind: 'receipt', id: batch }]);
  };

  const askCommit = (): void => {
    const { accept, keep, edit } = sumsNow();
    const stale = useReview.getState().head?.stale === true;
    if (!writable || working) return;
    if (stale) notifyInfo('比对之后台账有了改动', '请先按“重新比对”。');
    else if (accept + keep + edit === 0) notifyInfo('还没有任何决定');
    else setOver('commit');
  };

  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    // Keys inside a dialog, menu or picker above this one bubble through React; they are not ours.
    if (event.defaultPrevented || isComposing(event)) return;
    if (box.current?.contains(event.target as Node) !== true) return;
    const typing = isTextField(event.target);
    if (event.key === 'Tab') trapTab(event, box.current);
    else if (event.key === 'F6') {
      event.preventDefault();
      nextPane(box.current, event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (useReview.getState().open !== null) {
        openAtCursor(null);
        focusList();
      } else if (side !== null) {
        showPlace(false);
        focusList();
      } else close();
    } else if (event.key === 'F1') {
      event.preventDefault();
      event.stopPropagation();
      setOver('keys');
    } else if (inFiles(event.target) && ['Enter', 'ArrowRight'].includes(event.key)) {
      event.preventDefault();
      focusList();
    } else if (event.ctrlKey && event.key === 'Enter') {
      event.preventDefault();
      askCommit();
    } else if (!typing && reviewKey(event, { files, working })) event.preventDefault();
  }

  const file = chosen === null ? undefined : byId.get(chosen);
  const waits =
    file !== undefined && (file.status === 'asks' || file.status === 'refused' || file.status === 'aside');
  return (
    <div
      className={`review review-${room} ${side === null ? '' : 'review-sided'}`}
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-labelledby="review-title"
      tabIndex={-1}
      onKeyDown={onKey}
    >
      <header className="review-head">
        <h1 id="review-title">
          核对报送
          <span>
            第 {batch} 批{head === null ? '' : ` · ${head.batch.name} · ${files.length} 个文件`}
          </span>
        </h1>
        {room === 'narrow' ? <FileSelect files={files} /> : null}
        <span className="rv-gap" />
        <button
          type="button"
          className="button button-small"
          aria-pressed={side === 'place'}
          title="原表位置（F）"
          onClick={() => showPlace(side !== 'place')}
        >
          原表位置
        </button>
        <button
          type="button"
          className="button button-small"
          title="全部按键（F1）"
          onClick={() => setOver('keys')}
        >
          按键
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={working}
          title="返回（Esc）：决定都留着，可以以后接着办"
          onClick={close}
        >
          返回
        </button>
      </header>
      {failure !== null ? (
        <FailureNote failure={failure} onRetry={() => void loadHead()} />
      ) : head === null ? (
        <Loading>正在打开核对…</Loading>
      ) : (
        <div className="review-main">
          {room === 'narrow' ? null : (
            <nav className="rv-files" aria-label="文件" data-pane="files" onClick={focusList}>
              <Files files={files} />
            </nav>
          )}
          <section className="rv-middle" aria-label="差异">
            <Filters files={files} />
            {waits ? <AskingFile file={file} onMap={setMapping} /> : <Differences files={byId} />}
          </section>
          <Side files={byId} onMap={setMapping} />
        </div>
      )}
      {head === null ? null : <Foot files={files} writable={writable} onCommit={askCommit} />}
      {over === 'commit' ? (
        <CommitDialog
          files={files}
          onYes={() => void commit()}
          onNo={() => {
            setOver(null);
            focusList();
          }}
        />
      ) : null}
      {over === 'keys' ? (
        <KeyList
          onClose={() => {
            setOver(null);
            focusList();
          }}
        />
      ) : null}
      {mapping === null ? null : (
        <MappingDialog
          file={mapping}
          onClose={() => {
            setMapping(null);
            focusList();
            // Read by other answers it may hold other rows.
            reviewRows.invalidate(null);
            void loadHead();
            void find();
          }}
        />
      )}
    </div>
  );
}
