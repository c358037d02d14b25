/** Small workbooks written as rows of values, for the tests of recognising and reading. */
import type { Area, Grid, GridRow, Plain, Workbook } from '../../shared/returns/grid.ts';
import { recognise } from '../../shared/returns/recognise.ts';
import { readRows } from '../../shared/returns/readRows.ts';
import type { Chosen, LedgerKnown, ReadRow, Recognised } from '../../shared/returns/types.ts';

export const known: LedgerKnown = {
  ledgerId: '0123456789abcdef',
  roundId: 1,
  revision: 7,
  today: '2024-09-10',
  feedbackOn: '2024-02-20',
  roundEnd: '2024-08-20',
  immediateDays: 30,
  ownDays: [],
  units: [
    { id: 1, name: '财务管理部', names: ['财务管理部', '财务处'] },
    { id: 2, name: '人力资源部', names: ['人力资源部'] },
    { id: 3, name: '华江城市建设有限公司', names: ['华江城市建设有限公司'] },
    { id: 4, name: '华江水务有限公司', names: ['华江水务有限公司', '华江自来水公司'] },
    { id: 5, name: '党委办公室', names: ['党委办公室'] },
    { id: 6, name: '资产经营部', names: ['资产经营部', '资产管理部'] },
    { id: 7, name: '华江集团', names: ['华江集团'] },
  ],
  forms: [
    { id: 31, unit: 1, month: '2024-08' },
    { id: 32, unit: 2, month: '2024-08' },
    { id: 25, unit: 1, month: '2024-07' },
  ],
  mappings: [],
};

export type Cells = readonly (Plain | null | undefined)[];
export interface SheetOptions {
  readonly name?: string;
  readonly hidden?: boolean;
  /** 'A1:B3' … */
  readonly merges?: readonly string[];
  /** Rows from 0. */
  readonly hiddenRows?: readonly number[];
}

export function sheet(rows: readonly Cells[], options: SheetOptions = {}): Grid {
  const gridRows = rows.flatMap((cells, r): GridRow[] => {
    const held = cells.map((cell) => cell ?? undefined);
    return held.some((cell) => cell !== undefined)
      ? [{ r, hidden: options.hiddenRows?.includes(r) === true, cells: held }]
      : [];
  });
  return {
    name: options.name ?? 'Sheet1',
    hidden: options.hidden === true,
    rows: gridRows,
    width: Math.max(0, ...gridRows.map((row) => row.cells.length)),
    merges: (options.merges ?? []).map(areaOf),
    hiddenColumns: [],
  };
}

function areaOf(text: string): Area {
  const m = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(text);
  if (m === null) throw new Error(`no area: ${text}`);
  const column = (name = ''): number => [...name].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;
  return { left: column(m[1]), top: Number(m[2]) - 1, right: column(m[3]), bottom: Number(m[4]) - 1 };
}

export function book(...sheets: readonly Grid[]): Workbook {
  return { format: 'xlsx', sheets, notes: [] };
}

/** Recognised, or the refusal as an error of the test. */
export function recognised(
  workbook: Workbook,
  fileName = '报送.xlsx',
  chosen: Chosen = {},
  ledger = known,
): Recognised {
  const result = recognise(workbook, fileName, ledger, chosen);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

/** Field → heading of its column. */
export function fieldsOf(found: Recognised): Record<string, string> {
  return Object.fromEntries(
    found.columns
      .filter((column) => column.field !== null)
      .map((column) => [
        column.month === null ? column.field : `${column.field ?? ''} ${column.month}`,
        column.heading,
      ]),
  );
}

export function unmapped(found: Recognised): string[] {
  return found.columns.filter((column) => column.field === null).map((column) => column.heading);
}

export function rowsOf(
  workbook: Workbook,
  fileName = '报送.xlsx',
  chosen: Chosen = {},
  ledger = known,
): ReadRow[] {
  return readRows(workbook, recognised(workbook, fileName, chosen, ledger), ledger);
}

/** Field → value, or '!code' and '→ proposed' for a problem. */
export function answersOf(row: ReadRow | undefined): Record<string, string> {
  return Object.fromEntries(
    (row?.answers ?? []).map((one) => [
      one.field,
      one.problem === null
        ? (one.value ?? 'null')
        : `!${one.problem.code}${one.problem.proposed === null ? '' : ` → ${one.problem.proposed}`}`,
    ]),
  );
}
