/** What was written, and the way back. */
import { ImportDone } from '../parts/ImportParts.tsx';
import { useNotice } from './session.ts';

export function Done({ onClose }: { onClose: () => void }) {
  const result = useNotice((session) => session.result);
  const stated = useNotice((session) => session.found?.reading.stated);
  if (result === null) return null;
  const { counted } = result;
  const statedMeasures = stated?.measures ?? null;
  const differs = statedMeasures !== null && statedMeasures !== counted.measures;

  return (
    <ImportDone onClose={onClose}>
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
    </ImportDone>
  );
}
