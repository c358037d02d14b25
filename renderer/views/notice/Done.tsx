/** What was written, and the way back. */
import { useState } from 'react';
import { call } from '../../door.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { selectNode, showView } from '../../store/ledger.ts';
import { useNotice } from './session.ts';

export function Done({ onClose }: { onClose: () => void }) {
  const result = useNotice((session) => session.result);
  const stated = useNotice((session) => session.found?.reading.stated);
  const [busy, setBusy] = useState(false);
  if (result === null) return null;
  const { counted } = result;
  const statedMeasures = stated?.measures ?? null;
  const differs = statedMeasures !== null && statedMeasures !== counted.measures;

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
        {counted.aspects} 个方面、{counted.subheadings} 个子类、{counted.issues} 个问题、{counted.measures}{' '}
        条整改措施，记为第 {result.batch} 批。
      </p>
      {differs && (
        <p className="notice-note">
          文件所载 {statedMeasures} 条措施，读出 {counted.measures}{' '}
          条。两个数都已保存，可在“轮次与时间轴”中核对。
        </p>
      )}
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
