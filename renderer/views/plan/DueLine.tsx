/** One measure that is due, as the calendar and the list show it; one click leads to its place. */
import type { DueItem } from '../../../shared/contract/types.ts';
import { askExtension } from '../../store/extend.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Lamp } from '../../ui/Lamp.tsx';
import { openItem } from './go.ts';

export function DueLine({ item, dated = true }: { readonly item: DueItem; readonly dated?: boolean }) {
  const writes = useLedger(canWrite);
  return (
    <li className="due-line">
      <Lamp lamp={item.lamp} />
      <button
        type="button"
        className="plan-link"
        title="在台账中打开"
        onClick={() => openItem(item.issue, item.measure)}
      >
        {[item.place, item.number, item.title].filter((part) => part !== '').join(' ')}
      </button>
      <span className="due-who">{item.unit?.name ?? '未明确单位'}</span>
      {dated ? <span className="due-day">{item.dueOn}</span> : null}
      <span className={item.days < 0 ? 'due-days plan-alert' : 'due-days'}>{daysWords(item.days)}</span>
      <button
        type="button"
        className="button button-small"
        disabled={!writes}
        aria-label={`延期：${item.title}`}
        onClick={() => void askExtension([item.measure])}
      >
        延期…
      </button>
    </li>
  );
}

/** Only what is not complete is listed, so that what is past is late. */
function daysWords(days: number): string {
  if (days === 0) return '今天到期';
  return days > 0 ? `还有 ${days} 天` : `超期 ${-days} 天`;
}
