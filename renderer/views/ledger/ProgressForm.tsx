/** Enters progress of a measure for a month: a record of its own, never overwritten. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/result.ts';
import { isMonth, shiftMonth } from '../../../shared/month.ts';
import { isComposing } from '../../app/composing.ts';
import { notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

interface Props {
  readonly measure: number;
  readonly onDone: () => void;
  /** Month and text only, as in a cell. */
  readonly compact?: boolean;
}

export function ProgressForm({ measure, onDone, compact = false }: Props) {
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [month, setMonth] = useState(today.slice(0, 7));
  const [text, setText] = useState('');
  const [delayReason, setDelay] = useState('');
  const [nextStep, setNext] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: compact });
  }, [compact]);

  const keep = async (): Promise<void> => {
    if (busy) return;
    if (text.trim() === '') {
      setFailure({ code: 'text_required' });
      return;
    }
    if (!isMonth(month)) {
      setFailure({ code: 'month_invalid' });
      return;
    }
    setBusy(true);
    const result = await call('measure.addProgress', {
      id: measure,
      month,
      text: text.trim(),
      ...(delayReason.trim() === '' ? {} : { delayReason: delayReason.trim() }),
      ...(nextStep.trim() === '' ? {} : { nextStep: nextStep.trim() }),
    });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    notifySuccess('已填报整改进展');
    onDone();
  };

  return (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === 'Enter' && (event.ctrlKey || (compact && !event.shiftKey))) {
          event.preventDefault();
          void keep();
        }
      }}
    >
      <MonthBox month={month} onChange={setMonth} />
      <label className="small-field">
        <span>进展情况</span>
        <textarea
          ref={box}
          data-autofocus
          className="input"
          rows={compact ? 4 : 3}
          value={text}
          maxLength={32000}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      {compact ? null : (
        <>
          <label className="small-field">
            <span>未按期原因</span>
            <input
              className="input"
              value={delayReason}
              maxLength={4000}
              onChange={(event) => setDelay(event.target.value)}
            />
          </label>
          <label className="small-field">
            <span>下步措施</span>
            <input
              className="input"
              value={nextStep}
              maxLength={4000}
              onChange={(event) => setNext(event.target.value)}
            />
          </label>
        </>
      )}
      {failure === null ? null : <FailureNote failure={failure} />}
      <div className="small-actions">
        <span className="soft">{compact ? '回车保存，Shift+回车换行' : 'Ctrl+回车保存'}</span>
        <button type="button" className="button" onClick={onDone}>
          取消
        </button>
        <button type="submit" className="button button-main" disabled={busy}>
          保存
        </button>
      </div>
    </form>
  );
}

/** A month with steps to the one before and after. */
export function MonthBox({
  month,
  onChange,
}: {
  readonly month: string;
  readonly onChange: (month: string) => void;
}) {
  const step = (by: number) => () => {
    if (isMonth(month)) onChange(shiftMonth(month, by));
  };
  return (
    <div className="month-box">
      <span>月份</span>
      <button type="button" className="button button-icon" aria-label="上一月" onClick={step(-1)}>
        ‹
      </button>
      <input
        className="input"
        aria-label="月份"
        value={month}
        size={8}
        onChange={(event) => {
          onChange(event.target.value.trim());
        }}
      />
      <button type="button" className="button button-icon" aria-label="下一月" onClick={step(1)}>
        ›
      </button>
    </div>
  );
}
