/** 导入通报: from a file or pasted text to the ledger, in three steps, over the whole window. */
import { App } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { NoticeProps } from '../../app/noticeProps.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { isTextField } from '../../commands/keys.ts';
import { Choose, readFile } from './Choose.tsx';
import { Done } from './Done.tsx';
import { Preview } from './Preview.tsx';
import { ReadingStep } from './ReadingStep.tsx';
import { Target } from './Target.tsx';
import { stepWarning } from './Warnings.tsx';
import { keepFocus, nextPane, trapTab } from './focus.ts';
import { goTo, isMended, redoMend, resetNotice, undoMend, useNotice } from './session.ts';
import type { Step } from './session.ts';
import { ImportHead } from '../parts/ImportParts.tsx';
import '../parts/parts.css';
import './notice.css';
import './preview.css';

const stepTitles: readonly (readonly [readonly Step[], string])[] = [
  [['choose', 'reading'], '1 选择文件'],
  [['preview'], '2 核对'],
  [['target', 'done'], '3 写入'],
];

export default function Notice({ file, onClose }: NoticeProps) {
  const session = useNotice();
  const { step, found } = session;
  const { modal } = App.useApp();
  const box = useRef<HTMLDivElement>(null);
  const rounds = useCall('round.list', step === 'target' ? {} : null);

  const mayLose = useCallback(
    async (what: string, yes: string): Promise<boolean> =>
      !isMended() ||
      (await modal.confirm({
        title: what,
        content: `已经修改了 ${useNotice.getState().past.length} 处，还没有写入台账，离开后不会保留。`,
        okText: yes,
        cancelText: '继续核对',
        okButtonProps: { danger: true },
        // Enter pressed in haste must lose nothing.
        focusable: { autoFocusButton: 'cancel' },
      })),
    [modal],
  );

  const close = useCallback(async () => {
    if (useNotice.getState().committing) return;
    if (await mayLose('放弃这次核对？', '放弃')) onClose();
  }, [mayLose, onClose]);

  // A file dropped on the window, also while another one is being looked at.
  const taken = useRef<NoticeProps['file']>(null);
  useEffect(() => {
    if (file === null || taken.current === file) return;
    taken.current = file;
    const take = async (): Promise<void> => {
      if (await mayLose('改为核对刚拖入的文件？', '改用新文件')) await readFile(file);
    };
    void take();
  }, [file, mayLose]);

  useEffect(() => {
    const before = document.activeElement;
    return () => {
      resetNotice();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  // What stood in the step before is gone, and with it the focus; keys must go on working.
  useEffect(() => keepFocus(box.current, step), [step]);

  // Closing the window with work not written asks too.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (!isMended()) return;
      event.preventDefault();
      void leave();
    };
    const leave = async (): Promise<void> => {
      if (!(await mayLose('放弃这次核对并关闭窗口？', '放弃并关闭'))) return;
      resetNotice();
      window.close();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [mayLose]);

  async function startOver(): Promise<void> {
    if (await mayLose('放弃这次核对，重新选择文件？', '重新选择')) resetNotice();
  }

  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    // Keys inside a dialog or picker above this one bubble through React; they are not ours.
    if (isComposing(event) || box.current?.contains(event.target as Node) !== true) return;
    const typing = isTextField(event.target) && !(event.target as HTMLTextAreaElement).readOnly;
    const key = event.key.toLowerCase();
    if (event.key === 'Tab') trapTab(event, box.current);
    else if (event.key === 'Escape') {
      event.preventDefault();
      // Else the question that opens now would hear the same key on the window, and close again.
      event.stopPropagation();
      if (step === 'target') goTo('preview');
      else void close();
    } else if (step === 'preview' && event.key === 'F8') {
      event.preventDefault();
      stepWarning(event.shiftKey ? -1 : 1);
    } else if (step === 'preview' && event.key === 'F6') {
      event.preventDefault();
      nextPane(box.current, event.shiftKey ? -1 : 1);
    } else if (event.ctrlKey && !typing && (key === 'z' || key === 'y')) {
      // Undo here is the preview's own, never the ledger's.
      event.preventDefault();
      if (step !== 'preview') return;
      if (key === 'y' || event.shiftKey) redoMend();
      else undoMend();
    }
  }

  const before = found?.importedBefore ?? null;
  const issues = session.counted.issues;
  return (
    <div
      className="notice"
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-labelledby="notice-heading"
      tabIndex={-1}
      data-own-drop={step === 'choose' ? '' : undefined}
      onKeyDown={onKey}
    >
      <ImportHead
        id="notice-heading"
        title="导入通报或方案"
        name={found === null ? null : found.name === '' ? '粘贴的正文' : found.name}
        steps={stepTitles.map(([steps, words]) => ({ title: words, now: steps.includes(step) }))}
        onClose={() => void close()}
      >
        {step === 'preview' && (
          <div className="notice-go">
            <button type="button" className="plain-button" onClick={() => void startOver()}>
              重新选择
            </button>
            <button
              type="button"
              className="notice-main"
              disabled={before !== null || issues === 0}
              onClick={() => goTo('target')}
            >
              下一步
            </button>
          </div>
        )}
      </ImportHead>
      <div className="notice-main-area">
        {step === 'choose' && <Choose />}
        {step === 'reading' && <ReadingStep />}
        {step === 'preview' && found !== null && <Preview found={found} />}
        {step === 'target' && found !== null && rounds.value !== undefined && (
          <Target found={found} rounds={rounds.value.rounds} />
        )}
        {step === 'done' && <Done onClose={onClose} />}
      </div>
      {step === 'preview' && (
        <footer className="notice-foot">
          F8 下一处提示　F6 换到另一栏　Tab／Shift+Tab 降级、升级　F2 改名　Delete 不导入　Ctrl+Z 撤销修改
        </footer>
      )}
    </div>
  );
}
