/** 归档目录: the list that goes with an archive of evidence, as a sheet. */
import { formatBytes } from '../../shared/bytes.ts';
import type { Day } from '../../shared/day.ts';
import { counted, day, text } from './plan.ts';
import type { RowPlan, SheetPlan } from './plan.ts';

export interface ArchiveRow {
  readonly aspect: string;
  readonly issue: string;
  readonly measure: string;
  readonly title: string;
  readonly reference: string;
  readonly fileName: string;
  readonly bytes: number | null;
  readonly sha256: string;
  readonly addedOn: Day | null;
  readonly place: string;
  readonly note: string;
}

export interface ArchiveHead {
  readonly organisation: string;
  readonly round: string;
  /** Of an archive of one issue; '' for the whole round. */
  readonly issue: string;
  readonly on: Day;
}

const COLUMNS = [
  ['序号', 5],
  ['方面', 14],
  ['问题', 22],
  ['措施', 20],
  ['材料名称', 22],
  ['文号或存放位置', 13],
  ['文件名', 22],
  ['大小', 8],
  ['SHA-256', 20],
  ['存入日期', 11],
  ['位置', 20],
  ['备注', 13],
] as const;

/** Name of the list within the archive. */
export const ARCHIVE_LIST = '归档目录.xlsx';

export function archiveSheet(head: ArchiveHead, rows: readonly ArchiveRow[]): SheetPlan {
  const across = [[0, COLUMNS.length - 1]] as const;
  const line = (style: RowPlan['style'], words: string): RowPlan => ({
    style,
    cells: COLUMNS.map((_, index) => (index === 0 ? text(words) : null)),
    merges: across,
  });
  const files = rows.filter((row) => row.fileName !== '').length;
  const about = [head.organisation, head.round, head.issue].filter((part) => part !== '').join('　');
  const rest = rows.length - files;
  return {
    name: '归档目录',
    columns: COLUMNS.map(([, width]) => width),
    head: 3,
    filter: 3,
    orientation: 'landscape',
    rows: [
      line('title', '佐证材料归档目录'),
      line(
        'subtitle',
        `${about}　归档日期：${head.on}　文件 ${files} 份${rest === 0 ? '' : `，另有无文件的记录 ${rest} 条`}`,
      ),
      { style: 'head', cells: COLUMNS.map(([words]) => text(words)) },
      ...rows.map((row, index): RowPlan => ({
        style: 'body',
        cells: [
          counted(index + 1),
          ...[row.aspect, row.issue, row.measure, row.title, row.reference, row.fileName].map((one) =>
            text(one),
          ),
          text(row.bytes === null ? '' : formatBytes(row.bytes)),
          text(row.sha256),
          day(row.addedOn),
          text(row.place),
          text(row.note),
        ],
      })),
      // The last row of a list is its end for the filter.
      line('text', '本目录由整改台账生成；校验值（SHA-256）相同的，为同一份文件。'),
    ],
  };
}
