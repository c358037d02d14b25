/** Stated beside counted totals, above the preview. A difference is said in words and never corrected. */
import type { StatedTotals } from '../../../shared/notice/types.ts';
import { totalSentence, totalsOf } from './checks.ts';
import { useNotice } from './session.ts';

export function TotalsBar({ stated }: { stated: StatedTotals }) {
  const counted = useNotice((session) => session.counted);
  return (
    <ul className="notice-totals" aria-label="文件所载总数与读出的总数">
      {totalsOf(stated, counted).map((total) => (
        <li key={total.label} className={total.differs ? 'notice-differs' : ''} title={totalSentence(total)}>
          <span>{total.label}</span>
          <b>
            {total.counted ?? total.stated ?? '—'}
            <i>{total.counted === null && total.stated === null ? '' : total.unit}</i>
          </b>
          <em>
            {total.counted === null
              ? total.stated === null
                ? '文件未写明'
                : '文件所载'
              : total.stated === null
                ? '读出'
                : total.differs
                  ? `文件所载 ${total.stated}，不一致`
                  : '与文件一致'}
          </em>
        </li>
      ))}
    </ul>
  );
}
