/** A table of the paper: headings repeated on every page, rows never split, widths in parts of the text's width. */
import type { ReactNode } from 'react';

export interface Column {
  readonly title: string;
  /** Share of the table's width. */
  readonly share: number;
  /** Numbers, days and short words stand in the middle. */
  readonly middle?: boolean;
}

export interface Row {
  readonly key: string | number;
  readonly cells: readonly ReactNode[];
  readonly total?: boolean;
  /** Heads the rows below it: its first cell over the whole width. */
  readonly group?: boolean;
  /** May go on on the next page: it would leave too much of this one empty. */
  readonly parts?: boolean;
}

interface TableProps {
  readonly title?: string | undefined;
  /** Its name where the title stands outside. */
  readonly label?: string | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Said in place of rows. */
  readonly empty?: string;
  /** What may never stand on a page without the last row. */
  readonly foot?: ReactNode;
}

export function Table({ title, label, columns, rows, empty, foot }: TableProps) {
  const sum = columns.reduce((total, column) => total + column.share, 0);
  return (
    <table className="paper-table" aria-label={label}>
      {title === undefined ? null : <caption>{title}</caption>}
      <colgroup>
        {columns.map((column, i) => (
          <col key={i} style={{ width: `${(100 * column.share) / sum}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column, i) => (
            <th key={i} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={rowClass(row)}>
            {row.group === true ? (
              <th colSpan={columns.length} scope="rowgroup">
                {row.cells[0]}
              </th>
            ) : (
              row.cells.map((cell, i) => (
                <td key={i} className={columns[i]?.middle === true ? 'paper-middle' : undefined}>
                  {cell}
                </td>
              ))
            )}
          </tr>
        ))}
        {rows.length === 0 && empty !== undefined ? (
          <tr>
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        ) : null}
        {foot === undefined ? null : (
          // A row of its own: Chromium keeps rows together, but not a table's last row with what follows the table.
          <tr className="paper-foot">
            <td colSpan={columns.length}>{foot}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function rowClass({ total, group, parts }: Row): string | undefined {
  if (group === true) return 'paper-group';
  if (parts === true) return 'paper-parts';
  return total === true ? 'paper-total' : undefined;
}
