/** What an application for closing still lacks, in words; and what has been said in the attempt that runs. */
import type { ClosingRecord, MissingItem } from '../contract/types.ts';
import type { ClosingStep } from '../lists.ts';

const missingWords: Readonly<Record<MissingItem['kind'], string>> = {
  no_active_measure: '没有整改措施',
  measure_incomplete: '还没有完成',
  evidence_missing: '缺佐证材料，也没有说明原因',
  proposal_pending: '单位报送的内容还没有核对',
};

export const missingWord = ({ kind }: Pick<MissingItem, 'kind'>): string => missingWords[kind];

/** The events of the attempt that runs, by step: what came before a return or a reopening does not count for it. */
export function runningSteps(events: readonly ClosingRecord[]): Map<ClosingStep, ClosingRecord> {
  const running = new Map<ClosingStep, ClosingRecord>();
  for (const event of events) {
    switch (event.step) {
      case 'applied':
      case 'reviewed':
      case 'verified':
      case 'closed':
        running.set(event.step, event);
        break;
      case 'recheck_passed':
      case 'imported_closed':
        break;
      default:
        running.clear();
    }
  }
  return running;
}
