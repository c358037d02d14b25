/** What must be known about the open ledger the whole time: read-only, on a stick. */
import { useState } from 'react';
import { call } from '../door.ts';
import { takeLedgerState, useLedger } from '../store/ledger.ts';
import { notifyFailure } from './notify.ts';

export function Banner() {
  const open = useLedger((store) => store.ledger?.open ?? null);
  const [hidden, setHidden] = useState(false);
  if (open === null) return null;
  if (open.readOnly) {
    return (
      <div className="banner banner-alert" role="status">
        <span>台账以只读方式打开，只能查看，不能修改。</span>
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            void call('ledger.retry', {}).then((result) => {
              if (result.ok) takeLedgerState(result.value);
              else notifyFailure(result.error);
            });
          }}
        >
          重新以可写方式打开
        </button>
      </div>
    );
  }
  if (!open.removable || hidden) return null;
  return (
    <div className="banner" role="status">
      <span>台账在移动存储设备上：使用中请勿拔出，关闭程序后再安全弹出，并另留备份。</span>
      <button type="button" className="button button-small" onClick={() => setHidden(true)}>
        知道了
      </button>
    </div>
  );
}
