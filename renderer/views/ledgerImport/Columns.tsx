/** Second step: which column is what, on the file's own grid; beside it what comes of it and what is not understood. */
import { useCallback } from 'react';
import type { LedgerPreview } from '../../../shared/contract/types.ts';
import { cellProblemWords } from '../../../shared/returns/problemWords.ts';
import { call } from '../../door.ts';
import { wordFailure } from '../../words/errors.ts';
import { Refused } from '../parts/ImportParts.tsx';
import { MappingPanel } from '../review/MappingPanel.tsx';
import '../review/mapping.css';
import { answer, useLedgerImport } from './session.ts';
import { Outline } from './Outline.tsx';

const words: Readonly<Record<string, string>> = {
  ...cellProblemWords,
  issue_missing: '这一行没有问题名称',
  several_units: '责任单位写了几个：第一个作为责任单位，其余作为配合单位',
  closed_without_day: '写了已销号，没有销号日期，也没有完成日期：按未销号写入',
  closed_in_part: '同一问题的各行销号情况不一致：按未销号写入',
  closed_with_open_measures: '写了已销号，但还有措施未完成：仍按已销号写入',
};

export function Columns({ found }: { readonly found: LedgerPreview }) {
  const job = useLedgerImport((session) => session.job);
  const answers = useLedgerImport((session) => session.answers);
  const failure = useLedgerImport((session) => session.failure);
  const page = useCallback(
    (sheet: string, first: number, count: number) =>
      call('ledgerImport.place', { job: job ?? '', sheet, row: first, rows: count }),
    [job],
  );
  const { counted } = found;
  return (
    <div className="ledger-import-columns">
      <div className="ledger-import-grid">
        <MappingPanel recognised={found.recognised} page={page} chosen={answers} onChange={answer} />
      </div>
      <aside className="ledger-import-side" aria-label="读出的内容">
        <Refused failure={failure} word={wordFailure} />
        {found.importedBefore !== null && (
          <div className="notice-refused" role="alert">
            <strong>这个文件已经导入过</strong>
            <p>
              {found.importedBefore.on} 导入，第 {found.importedBefore.batch} 批。要重新导入，请先撤销那一批。
            </p>
          </div>
        )}
        <h2>读出的内容</h2>
        {counted.issues === 0 ? (
          <p className="notice-note">
            还没有认出问题。请在左边的表上指定哪一列是“问题”（或“问题具体表现”）、哪一列是“整改措施”。
          </p>
        ) : (
          <p>
            {counted.aspects} 个方面、{counted.issues} 个问题（其中已销号 {counted.closed} 个）、
            {counted.measures} 条整改措施（其中已完成 {counted.done} 条），进展 {counted.progress}{' '}
            条，建章立制 {counted.regulations} 项，问责处理 {counted.sanctions} 项，收回、挽回资金{' '}
            {counted.recoveries} 笔。
          </p>
        )}
        {found.problems.length > 0 && (
          <>
            <h2>没有读懂的 {found.problems.length} 处</h2>
            <p className="soft">这些内容不会猜测着写入；写入后请在台账里补上，或者改好原表再导入。</p>
            <ul className="ledger-import-problems">
              {found.problems.slice(0, 200).map((problem, index) => (
                <li key={`${problem.cell} ${index}`}>
                  <strong>{problem.cell}</strong> {words[problem.code] ?? problem.code}
                  {problem.found === '' ? null : <span className="soft">：{problem.found}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>将写成这样</h2>
        <Outline lines={found.tree} />
      </aside>
    </div>
  );
}
