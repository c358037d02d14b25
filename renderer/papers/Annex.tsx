/** The annex: the ledger's table on landscape pages. */
import type { Summary } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { lampWords, stateWords } from '../../shared/summary/phrases.ts';
import { demandWords, issueStateWords } from '../../shared/words.ts';
import { Table } from './Table.tsx';

interface AnnexProps {
  readonly summary: Summary;
  /** Rows that are drawn; all when left out. */
  readonly limit?: number | undefined;
}

/** Values repeat in every row: a merged cell over a page's end would lose them. */
export function Annex({ summary, limit }: AnnexProps) {
  const rows = limit === undefined ? summary.annex : summary.annex.slice(0, limit);
  return (
    <section className="paper-sheet paper-wide">
      <header>
        <p className="paper-annex-mark">附件</p>
        <h1 className="paper-annex-title">巡察整改台账（{monthLabel(summary.month)}）</h1>
        <p className="paper-annex-meta">
          {summary.round.organisation}　截至{dayLabel(summary.asOf)}
        </p>
      </header>
      <Table
        columns={[
          { title: '编号', share: 19 },
          { title: '问题', share: 33 },
          { title: '问题状态', share: 17, middle: true },
          { title: '整改措施', share: 36 },
          { title: '牵头领导', share: 17, middle: true },
          { title: '责任单位', share: 22 },
          { title: '整改要求', share: 17, middle: true },
          { title: '整改期限', share: 25, middle: true },
          { title: '措施状态', share: 18, middle: true },
          { title: '时限', share: 20, middle: true },
          { title: '最新进展', share: 54 },
        ]}
        rows={rows.map((row) => ({
          key: `${row.issueId} ${row.measureId ?? ''}`,
          cells: [
            row.issuePlace,
            row.issueTitle,
            issueStateWords[row.issueState],
            `${row.measureNumber} ${row.measureTitle}`.trim(),
            row.lead,
            row.unit,
            row.demand === null ? '' : demandWords[row.demand],
            row.deadline,
            row.state === null ? '' : stateWords(row.state, row.established),
            row.lamp === null ? '' : lampWords(row.lamp),
            row.progress,
          ],
        }))}
        empty="台账中尚无问题。"
      />
      {rows.length < summary.annex.length ? (
        <p className="paper-cut">
          屏幕上只显示前 {rows.length} 行，共 {summary.annex.length} 行；打印、PDF 和工作簿包含全部。
        </p>
      ) : null}
    </section>
  );
}
