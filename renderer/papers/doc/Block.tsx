/** One block of a paper. */
import { Fragment, useContext } from 'react';
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { Chart } from './Chart.tsx';
import type { Ground } from './chart.ts';
import { DocTable } from './DocTable.tsx';
import { Annexes, Places, Seal, Signs } from './Foot.tsx';
import { Hands } from './hands.ts';
import { Letterhead, Marks, Title } from './Head.tsx';
import { Run } from './Run.tsx';

interface Props {
  readonly block: PaperBlock;
  /** How large a picture may be. */
  readonly ground: Ground;
}

export function Block({ block, ground }: Props) {
  switch (block.block) {
    case 'marks':
      return <Marks block={block} />;
    case 'letterhead':
      return <Letterhead block={block} />;
    case 'title':
      return <Title block={block} />;
    case 'heading':
      return <Heading level={block.level} text={block.text} />;
    case 'text':
      return <Text block={block} />;
    case 'table':
      return <DocTable block={block} />;
    case 'facts':
      return <Facts pairs={block.pairs} />;
    case 'chart':
      return <Chart chart={block.chart} ground={ground} />;
    case 'annexes':
      return <Annexes block={block} />;
    case 'seal':
      return <Seal block={block} />;
    case 'signs':
      return <Signs block={block} />;
    case 'places':
      return <Places block={block} />;
    case 'number':
    case 'meta':
    case 'recipient':
    case 'annexMark':
    case 'note':
      return <p className={`doc-${block.block}`}>{block.text}</p>;
  }
}

const LEVELS = { 1: 'h2', 2: 'h3', 3: 'h4' } as const;

function Heading({ level, text }: { readonly level: 1 | 2 | 3; readonly text: string }) {
  const Name = LEVELS[level];
  return <Name className={`doc-heading doc-heading-${level}`}>{text}</Name>;
}

function Text({ block: { runs, part } }: { readonly block: Extract<PaperBlock, { block: 'text' }> }) {
  const { onEdit } = useContext(Hands);
  return (
    <p className="paper-text">
      {runs.map((run, i) => (
        <Run key={i} run={run} />
      ))}
      {part === undefined || onEdit === null ? null : (
        <button type="button" className="doc-edit" data-part={part} onClick={() => onEdit(part)}>
          修改
        </button>
      )}
    </p>
  );
}

function Facts({ pairs }: { readonly pairs: Extract<PaperBlock, { block: 'facts' }>['pairs'] }) {
  return (
    <dl className="doc-facts">
      {factLines(pairs).map((line, i) => (
        <div key={i} className={line.length === 1 ? 'doc-fact-wide' : undefined}>
          {line.map(({ label, value }, j) => (
            <Fragment key={j}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </div>
      ))}
    </dl>
  );
}

type Pair = Extract<PaperBlock, { block: 'facts' }>['pairs'][number];

/** Two a line; a wide one, and one without a partner, alone on its line. */
function factLines(pairs: readonly Pair[]): Pair[][] {
  const lines: Pair[][] = [];
  for (const pair of pairs) {
    const last = lines.at(-1);
    if (pair.wide !== true && last?.length === 1 && last[0]?.wide !== true) last.push(pair);
    else lines.push([pair]);
  }
  return lines;
}
