/** What stayed when a batch was undone, and why: it had been changed after the import. */
import { Button, Modal } from 'antd';
import { dayLabel } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { keptLines } from '../../papers/kept.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';

export function KeptDialog({ batch, onClose }: { readonly batch: number; readonly onClose: () => void }) {
  const receipt = useCall('returns.receipt', { batch });
  const kept = keptLines(receipt.value?.keptOnUndo ?? []);
  const on = receipt.value?.undoneOn ?? null;
  return (
    <Modal
      open
      centered
      width="min(46rem, 94vw)"
      title="撤销结果"
      onCancel={onClose}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          知道了
        </Button>
      }
    >
      {receipt.failure !== null ? (
        <FailureNote failure={receipt.failure} onRetry={receipt.reload} />
      ) : receipt.value === undefined ? (
        <Loading />
      ) : kept.length === 0 ? (
        <p>这一批已{on === null ? '' : `于${dayLabel(on)}`}撤销，写进台账的内容全部恢复成导入之前的样子。</p>
      ) : (
        <div className="send">
          <p>
            这一批已{on === null ? '' : `于${dayLabel(on)}`}撤销。下面 {kept.length}{' '}
            处在导入之后又改过，或者已被后来的工作用到，程序没有动它们。请逐条看看是否还要改回。
          </p>
          <div className="send-units" tabIndex={0} aria-label="没有恢复的内容">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">在哪里</th>
                  <th scope="col">项目</th>
                  <th scope="col">现在的内容（没有动）</th>
                </tr>
              </thead>
              <tbody>
                {kept.map((each) => (
                  <tr key={each.key}>
                    <td>{each.where}</td>
                    <td>{each.field}</td>
                    <td>{each.now}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Modal>
  );
}
