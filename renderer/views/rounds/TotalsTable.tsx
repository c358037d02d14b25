/** Stated beside counted totals of a round. A difference is said in words, not only by colour. */
import type { Round } from '../../../shared/contract/types.ts';
import { statedSourceWords, totalsLines } from './totals.ts';

export function TotalsTable({ round }: { round: Round }) {
  const lines = totalsLines(round);
  return (
    <table className="plain-table totals-table">
      <caption>文件所载总数：{statedSourceWords[round.statedSource]}</caption>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col" className="figure">
            文件所载
          </th>
          <th scope="col" className="figure">
            台账实有
          </th>
          <th scope="col">核对</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label} className={line.differs ? 'totals-differs' : ''}>
            <th scope="row">{line.label}</th>
            <td className="figure">{line.stated ?? '未写明'}</td>
            <td className="figure">{line.counted ?? '—'}</td>
            <td>{line.differs ? '不一致' : line.stated !== null && line.counted !== null ? '一致' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
