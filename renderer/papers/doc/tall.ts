/**
 * How high a table's row will be, from its texts alone: a ledger of a hundred thousand rows must not be laid out to find
 * the few that are higher than a page.
 */
import type { PaperBlock } from '../../../shared/contract/types.ts';
import type { Ground } from './chart.ts';

type Table = Extract<PaperBlock, { block: 'table' }>;

/** Type and line of doc.css's tables in pixels, and what a cell's padding takes of its width. */
const UPRIGHT = { type: 14, line: 20 };
const LYING = { type: 12, line: 16.7 };
const PADDING = 8;
/** A text shorter than this fills no part of a page that matters. */
const SHORT = 150;

/** Pixels, rather too many: a Latin letter counts as a Chinese character. */
export function estimatedHeight(
  { columns }: Table,
  { cells }: Table['rows'][number],
  ground: Ground,
): number {
  // A lying sheet has the smaller type.
  const { type, line } = ground.width > ground.height ? LYING : UPRIGHT;
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const lines = cells.map((cell, at) => {
    const text = typeof cell === 'string' ? cell : cell.text;
    if (text.length < SHORT) return 1;
    const width = (ground.width * (columns[at]?.share ?? 1)) / whole - PADDING;
    const signs = Math.max(1, Math.floor(width / type));
    return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / signs)), 0);
  });
  return Math.max(...lines) * line;
}

/** A row that would leave half a page empty is better parted than moved. */
export function mayPart(table: Table, row: Table['rows'][number], ground: Ground): boolean {
  return estimatedHeight(table, row, ground) > ground.height / 2;
}
