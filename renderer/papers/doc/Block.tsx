/** One block of a paper. */
import { Fragment, useContext } from 'react';
import type { ReactNode } from 'react';
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { Chart } from './Chart.tsx';
import type { Ground } from './chart.ts';
import { DocTable } from './DocTable.tsx';
import { Annexes, Places, Seal, Signs } from './Foot.tsx';
import { Hands } from './hands.ts';
import { Letterhead, Marks, Title } from './Head.tsx';
import { Run } from './Run.tsx';

interface BlocksProps {
  readonly blocks: readonly PaperBlock[];
  readonly ground: Ground;
}

/** A section's blocks: the signature and the places to sign below a table are handed to it as its foot. */
export function Blocks({ blocks, ground }: BlocksProps) {
  const drawn: ReactNode[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    const end = block.block === 'table' ? footEnd(blocks, at + 1) : at + 1;
    const foot = blocks.slice(at + 1, end);
    drawn.push(
      <Block
        key={at}
        block={block}
        ground={ground}
        foot={foot.length === 0 ? undefined : <Blocks blocks={foot} ground={ground} />}
      />,
    );
    at = end - 1;
  }
  return drawn;
}

/** Where the foot of a table ends that begins at a block: nothing is its foot without a place to sign in it. */
function footEnd(blocks: readonly PaperBlock[], from: number): number {
  let end = from;
  for (let at = from; at < blocks.length; at += 1) {
    const kind = blocks[at]?.block;
    if (kind === 'signs' || kind === 'places' || kind === 'seal') end = at + 1;
    else if (kind !== 'note') break;
  }
  return end;
}

interface Props {
  readonly block: PaperBlock;
  /** How large a picture may be. */
  readonly ground: Ground;
  /** Of a table: what stays with its last row. */
  readonly foot?: ReactNode;
}

function Block({ block, ground, foot }: Props) {
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
      return <DocTable block={block} foot={foot} ground={ground} />;
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
