/** Changes of a blank's layout, as the form makes them. */
import { blankCells, blankColumns } from '../../../../shared/blanks/fields.ts';
import type { BlankLayout } from '../../../../shared/contract/types.ts';
import { columnName } from '../../../../shared/returns/grid.ts';
import { placeOfAddress } from '../../review/mapping.ts';

export const rowWords: Readonly<Record<BlankLayout['rows'], string>> = {
  issues: '每行一个问题',
  measures: '每行一条措施',
  units: '每行一个责任单位',
  leads: '每行一名责任领导',
  aspects: '每行一个方面',
  none: '没有明细行，只填单个格',
};

/** Field that a column (from 0) is filled with; null for one that is left as it is. */
export function fieldAt(layout: BlankLayout, column: number): string | null {
  return layout.columns.find((one) => one.column === columnName(column))?.field ?? null;
}

/** In the order of the columns. */
export function withField(layout: BlankLayout, column: number, field: string | null): BlankLayout {
  const name = columnName(column);
  const rest = layout.columns.filter((one) => one.column !== name);
  const columns = field === null ? rest : [...rest, { column: name, field }];
  const at = (letters: string) => placeOfAddress(`${letters}1`)?.column ?? 0;
  return { ...layout, columns: columns.sort((a, b) => at(a.column) - at(b.column)) };
}

/** Another kind of rows: columns whose field it has too stay. */
export function withRows(layout: BlankLayout, rows: BlankLayout['rows']): BlankLayout {
  const known = new Set(blankColumns[rows].map(({ code }) => code));
  return { ...layout, rows, columns: layout.columns.filter(({ field }) => known.has(field)) };
}

/** `b2` and full-width letters are meant as B2; null for what is no cell. */
export function cellAddress(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s$]/g, '').toUpperCase();
  return /^[A-Z]{1,3}[1-9]\d{0,6}$/.test(text) ? text : null;
}

export const columnOptions = (rows: BlankLayout['rows']) =>
  blankColumns[rows].map(({ code, word }) => ({ value: code, label: word }));

export const cellOptions = blankCells.map(({ code, word }) => ({ value: code, label: word }));
