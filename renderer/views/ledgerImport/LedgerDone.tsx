/** What was written, and the way back. */
import { useState } from 'react';
import { call } from '../../door.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { selectNode, showView } from '../../store/ledger.ts';
import { useLedgerImport } from './session.ts';

export function LedgerDone({ onClose }: { readonly onClose: () => void }) {
  const result = useLedgerImport((session) => session.result);
  const [busy, setBusy] = useState(false);
  if (result === null) return null;

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
      <p>
        {result.issues} 个问题、{result.measures} 条整改措施，其中导入销号 {result.closed} 个，记为第{' '}
        {result.batch} 批。
      </p>
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
