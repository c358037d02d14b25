/** Above the paper: how many edited figures no longer agree with the ledger, and what to do about them. */
import { Button } from 'antd';
import type { Summary } from '../../../shared/contract/types.ts';
import { updatedText } from '../../../shared/summary/edit.ts';
import { useBusy } from '../parts/write.ts';
import { setNarrative } from './NarrativeDrawer.tsx';

type Paragraph = Summary['narrative'][number];

interface Props {
  readonly summary: Summary;
  readonly writable: boolean;
  readonly onEdit: (part: string) => void;
}

const disagrees = ({ runs }: Paragraph): boolean => runs.some((run) => run.differs !== undefined);

export function Differing({ summary: { month, narrative }, writable, onEdit }: Props) {
  const { busy, once } = useBusy();
  const parts = narrative.filter(disagrees);
  const first = parts[0];
  if (first === undefined) return null;
  const count = parts.reduce((sum, p) => sum + p.runs.filter((run) => run.differs !== undefined).length, 0);
  const updatable = parts.filter((p) => updatedText(p.runs) !== p.text);
  const update = async (): Promise<void> => {
    for (const paragraph of updatable)
      if (!(await setNarrative(month, paragraph, updatedText(paragraph.runs)))) return;
  };
  return (
    <p className="summary-differing" role="status">
      <span>
        月报文字中有{count}处与台账不一致：{parts.map((p) => p.heading).join('、')}。
      </span>
      <Button size="small" onClick={() => onEdit(first.part)}>
        去核对
      </Button>
      {updatable.length === 0 ? null : (
        <Button size="small" disabled={!writable || busy} onClick={() => void once(update)}>
          全部按台账更新
        </Button>
      )}
    </p>
  );
}
