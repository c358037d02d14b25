/** One block of a paper. */
import type { PaperBlock, PaperRun } from '../../../shared/contract/types.ts';
import { Table } from '../Table.tsx';

export function Block({ block }: { readonly block: PaperBlock }) {
  switch (block.block) {
    case 'title':
      return <h1 className="paper-title">{block.lines.join('')}</h1>;
    case 'heading':
      return <h2 className="paper-heading">{block.text}</h2>;
    case 'text':
      return (
        <p className="paper-text">
          {block.runs.map((run, i) => (
            <Run key={i} run={run} />
          ))}
        </p>
      );
    case 'table':
      return (
        <Table
          title={block.title}
          columns={block.columns.map(({ title, share, middle }) => ({
            title,
            share,
            middle: middle === true,
          }))}
          rows={block.rows.map(({ cells, total }, key) => ({
            key,
            total: total === true,
            cells: cells.map((cell, i) => (typeof cell === 'string' ? cell : <Run key={i} run={cell} />)),
          }))}
          {...(block.empty === undefined ? {} : { empty: block.empty })}
        />
      );
    case 'meta':
    case 'number':
    case 'recipient':
    case 'letterhead':
    case 'annexMark':
    case 'note':
      return <p className={`paper-${block.block}`}>{block.text}</p>;
    case 'marks':
    case 'facts':
    case 'chart':
    case 'annexes':
    case 'seal':
    case 'signs':
    case 'places':
      return null;
  }
}

function Run({ run }: { readonly run: PaperRun }) {
  return <span data-figure={run.figure}>{run.text}</span>;
}
