/** A table of a paper: cells that may be figures, and on screen no more rows than are asked for. */
import { useContext } from 'react';
import type { ReactNode } from 'react';
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { Table } from '../Table.tsx';
import { Hands } from './hands.ts';
import { Run } from './Run.tsx';
import { mayPart } from './tall.ts';
import type { Ground } from './chart.ts';

type TableBlock = Extract<PaperBlock, { block: 'table' }>;

interface Props {
  readonly block: TableBlock;
  /** Signature and places to sign below it, which stay with its last row. */
  readonly foot?: ReactNode;
  /** Its text area. */
  readonly ground: Ground;
}

export function DocTable({ block, foot, ground }: Props) {
  const { limit } = useContext(Hands);
  const rows = block.rows.length > limit ? block.rows.slice(0, limit) : block.rows;
  return (
    <>
      {/* No caption: on named pages Chromium breaks the page between a table's caption and its rows. */}
      {block.title === undefined ? null : <p className="doc-caption">{block.title}</p>}
      <Table
        label={block.title}
        columns={block.columns.map(({ title, share, middle }) => ({ title, share, middle: middle === true }))}
        rows={rows.map((row, key) => ({
          key,
          total: row.total === true,
          group: row.group === true,
          parts: mayPart(block, row, ground),
          cells: row.cells.map((cell, i) => (typeof cell === 'string' ? cell : <Run key={i} run={cell} />)),
        }))}
        {...(block.empty === undefined ? {} : { empty: block.empty })}
        {...(foot === undefined || rows.length < block.rows.length ? {} : { foot })}
      />
      {rows.length < block.rows.length ? (
        <>
          <p className="paper-cut">
            屏幕上只显示前 {rows.length} 行，共 {block.rows.length} 行；打印和导出的文件包含全部。
          </p>
          {foot}
        </>
      ) : null}
    </>
  );
}
