/** An empty ledger teaches its first step. */
import { canWrite, openLedgerImport, openNotice, showView, useLedger } from '../../store/ledger.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useCall } from '../../door.ts';
import { addHeading, startByHand } from './nodeForms.ts';

export function EmptyLedger() {
  const writes = useLedger(canWrite);
  const { value } = useCall('round.list', {}, { tables: ['rounds'] });
  const noRound = value?.rounds.length === 0;
  return (
    <div className="empty">
      <h2>从一份通报或整改方案开始</h2>
      <ol className="empty-steps">
        <li>
          <strong>导入通报或方案。</strong>把 .txt 或 .docx
          文件拖进窗口，或点下面的按钮选择、粘贴。程序读出方面、问题和整改措施，先预览、可修改，确认后才写入。
        </li>
        <li>
          <strong>逐条核对、明确责任。</strong>在清单中填写牵头领导、责任单位和整改期限；完成一条，勾选一条。
        </li>
        <li>
          <strong>每月出月报。</strong>在“月报”页查看、打印或另存，数字都能点开看明细。
        </li>
      </ol>
      <div className="empty-actions">
        <button type="button" className="button button-main" disabled={!writes} onClick={() => openNotice()}>
          <Icon name="import" />
          导入通报或方案
        </button>
        <button type="button" className="button" disabled={!writes} onClick={() => openLedgerImport()}>
          导入原有台账（Excel）
        </button>
        <button
          type="button"
          className="button"
          disabled={!writes}
          onClick={() => (noRound ? startByHand() : addHeading(null))}
        >
          <Icon name="plus" />
          {noRound ? '手工建账' : '手工新建方面'}
        </button>
        {noRound ? null : (
          <button type="button" className="button" onClick={() => showView('rounds')}>
            查看巡察轮次
          </button>
        )}
      </div>
      <p className="soft">
        已有 Excel 整改台账的，可以直接导入；没有文件时，也可以按“方面 → 问题 → 整改措施”逐层手工新建。
      </p>
    </div>
  );
}
