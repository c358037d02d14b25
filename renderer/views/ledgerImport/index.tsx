/** 导入原有台账: the clerk's own workbook as first content; its columns on its own grid, what it holds, into which round. */
import { useCallback, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { FileToken } from '../../store/ledger.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { keepFocus, trapTab } from '../notice/focus.ts';
import { ChooseLedger } from './ChooseLedger.tsx';
import { Columns } from './Columns.tsx';
import { LedgerDone } from './LedgerDone.tsx';
import { LedgerTarget } from './LedgerTarget.tsx';
import { goTo, readByAnswers, readLedgerFile, resetLedgerImport, useLedgerImport } from './session.ts';
import type { LedgerImportSession } from './session.ts';
import { ImportHead } from '../parts/ImportParts.tsx';
import '../parts/parts.css';
import '../notice/notice.css';
import './ledgerImport.css';

type Step = LedgerImportSession['step'];
const stepTitles: readonly (readonly [readonly Step[], string])[] = [
  [['choose', 'reading'], '1 选择文件'],
  [['columns'], '2 核对各列'],
  [['target', 'done'], '3 写入'],
];

export interface LedgerImportProps {
  /** One that was dropped on the window or picked before; null asks for one. */
  readonly file: FileToken | null;
  readonly onClose: () => void;
}

export default function LedgerImport({ file, onClose }: LedgerImportProps) {
  const { step, found, answers, busy } = useLedgerImport();
  const box = useRef<HTMLDivElement>(null);
  const rounds = useCall('round.list', step === 'target' ? {} : null);
  const waiting = Object.keys(answers).length > 0;

  useEffect(() => {
    if (file !== null) void readLedgerFile(file.token);
  }, [file]);
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      resetLedgerImport();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => keepFocus(box.current, step), [step]);

  const close = useCallback(() => {
    if (!useLedgerImport.getState().busy) onClose();
  }, [onClose]);

  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.defaultPrevented || isComposing(event)) return;
    if (box.current?.contains(event.target as Node) !== true) return;
    if (event.key === 'Tab') trapTab(event, box.current);
    else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (step === 'target') goTo('columns');
      else close();
    } else if (event.ctrlKey && event.key === 'Enter' && step === 'columns' && found !== null && !busy) {
      event.preventDefault();
      event.stopPropagation();
      if (waiting) void readByAnswers(found.recognised);
      else if (found.counted.issues > 0 && found.importedBefore === null) goTo('target');
    }
  }

  return (
    <div
      className="notice ledger-import"
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-labelledby="ledger-import-heading"
      tabIndex={-1}
      data-own-drop={step === 'choose' ? '' : undefined}
      onKeyDown={onKey}
    >
      <ImportHead
        id="ledger-import-heading"
        title="导入原有台账"
        name={found?.name ?? null}
        steps={stepTitles.map(([steps, words]) => ({ title: words, now: steps.includes(step) }))}
        onClose={close}
      >
        {step === 'columns' && found !== null && (
          <div className="notice-go">
            <button type="button" className="plain-button" disabled={busy} onClick={resetLedgerImport}>
              重新选择
            </button>
            {waiting ? (
              <button
                type="button"
                className="notice-main"
                disabled={busy}
                title="Ctrl+回车"
                onClick={() => void readByAnswers(found.recognised)}
              >
                {busy ? '正在读取…' : '按此读取'}
              </button>
            ) : (
              <button
                type="button"
                className="notice-main"
                disabled={busy || found.counted.issues === 0 || found.importedBefore !== null}
                title="Ctrl+回车"
                onClick={() => goTo('target')}
              >
                下一步
              </button>
            )}
          </div>
        )}
      </ImportHead>
      <div className="notice-main-area">
        {(step === 'choose' || step === 'reading') && <ChooseLedger />}
        {step === 'columns' && found !== null && <Columns found={found} />}
        {step === 'target' && found !== null && rounds.value !== undefined && (
          <LedgerTarget found={found} rounds={rounds.value.rounds} />
        )}
        {step === 'done' && <LedgerDone onClose={onClose} />}
      </div>
    </div>
  );
}
