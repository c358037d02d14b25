/** What the two imports of first content (a notice, an old ledger) share: their head, their refusals, their ends. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Round } from '../../../shared/contract/types.ts';
import type { Failure } from '../../../shared/result.ts';
import { call } from '../../door.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { selectNode, showView } from '../../store/ledger.ts';
import { StatedForm } from '../rounds/StatedForm.tsx';

interface HeadProps {
  readonly id: string;
  readonly title: string;
  /** The file's name, once there is one. */
  readonly name: string | null;
  readonly steps: readonly { readonly title: string; readonly now: boolean }[];
  readonly onClose: () => void;
  /** Buttons of the step. */
  readonly children?: ReactNode;
}

export function ImportHead({ id, title, name, steps, onClose, children }: HeadProps) {
  return (
    <header className="notice-head">
      <h1 id={id}>
        {title}
        {name !== null && <span>{name}</span>}
      </h1>
      <ol className="notice-steps" aria-label="步骤">
        {steps.map((step) => (
          <li key={step.title} aria-current={step.now ? 'step' : undefined}>
            {step.title}
          </li>
        ))}
      </ol>
      {children}
      <button
        type="button"
        className="notice-close"
        aria-label="关闭（Esc）"
        title="关闭（Esc）"
        onClick={onClose}
      >
        ×
      </button>
    </header>
  );
}

export function Refused(props: {
  readonly failure: Failure | null;
  readonly word: (failure: Failure) => { readonly title: string; readonly advice: string };
}) {
  const { failure, word } = props;
  if (failure === null) return null;
  const words = word(failure);
  return (
    <div className="notice-refused" role="alert" data-code={failure.code}>
      <strong>{words.title}</strong>
      <p>{words.advice}</p>
    </div>
  );
}

/** What was written, and the way back. */
export function ImportDone(props: { readonly children: ReactNode; readonly onClose: () => void }) {
  const { children, onClose } = props;
  const [busy, setBusy] = useState(false);

  async function undo(): Promise<void> {
    setBusy(true);
    const undone = await call('history.undo', {});
    setBusy(false);
    if (!undone.ok) {
      notifyFailure(undone.error);
      return;
    }
    notifySuccess('已撤销这次导入');
    onClose();
  }

  return (
    <div className="notice-done">
      <h2>已写入台账</h2>
      {children}
      <div className="notice-target-foot">
        <button type="button" className="plain-button" disabled={busy} onClick={() => void undo()}>
          撤销这次导入
        </button>
        <button
          type="button"
          className="notice-main"
          autoFocus
          disabled={busy}
          onClick={() => {
            selectNode(null);
            showView('ledger');
            onClose();
          }}
        >
          查看台账
        </button>
      </div>
    </div>
  );
}

interface TargetFootProps {
  /** Id of the form that the button sends. */
  readonly form: string;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onBack: () => void;
}

export function TargetFoot({ form, ready, busy, onBack }: TargetFootProps) {
  return (
    <div className="notice-target-foot">
      <button type="button" className="plain-button" disabled={busy} onClick={onBack}>
        返回核对
      </button>
      <button type="submit" form={form} className="notice-main" disabled={!ready}>
        {busy ? '正在写入…' : '写入台账'}
      </button>
    </div>
  );
}

/** A new round becomes the current one, and a round can't be left before its stated totals are known. */
export function StatedFirst(props: { readonly round: Round; readonly onClose: (saved: boolean) => void }) {
  return (
    <StatedForm
      round={props.round}
      why="新轮次将成为当前轮次。离开现在的轮次之前，请先登记它的文件所载总数；没有写明的，点“文件未写明”。"
      onClose={props.onClose}
    />
  );
}
