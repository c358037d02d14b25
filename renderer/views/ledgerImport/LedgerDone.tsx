/** What was written, and the way back. */
import { ImportDone } from '../parts/ImportParts.tsx';
import { useLedgerImport } from './session.ts';

export function LedgerDone({ onClose }: { readonly onClose: () => void }) {
  const result = useLedgerImport((session) => session.result);
  if (result === null) return null;
  return (
    <ImportDone onClose={onClose}>
      <p>
        {result.issues} 个问题、{result.measures} 条整改措施，其中导入销号 {result.closed} 个，记为第{' '}
        {result.batch} 批。
      </p>
    </ImportDone>
  );
}
