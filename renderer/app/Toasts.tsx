/** The short messages at the foot of the window. */
import { useEffect } from 'react';
import { useLedger } from '../store/ledger.ts';
import { dismissToast, useToasts } from './notify.ts';

export function Toasts() {
  const toasts = useToasts((store) => store.toasts);
  const view = useLedger((store) => store.view);
  // A refusal belongs to the screen on which it was met.
  useEffect(
    () => () => {
      for (const toast of useToasts.getState().toasts) if (toast.tone === 'failure') dismissToast(toast.id);
    },
    [view],
  );
  return (
    <div className="toasts" role="region" aria-label="提示">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={`toast toast-${toast.tone}`}
          role={toast.tone === 'failure' ? 'alert' : 'status'}
        >
          <div className="toast-text">
            <div className="toast-title">{toast.title}</div>
            {toast.advice === '' ? null : <div>{toast.advice}</div>}
          </div>
          {toast.action === null ? null : (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                dismissToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.title}
            </button>
          )}
          <button
            type="button"
            className="toast-close"
            aria-label="关闭提示"
            onClick={() => {
              dismissToast(toast.id);
            }}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
