/** openpyxl, a reader of workbooks written by others: what it sees in ours. Needs Python's openpyxl (Debian: python3-openpyxl). */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SeenSheet {
  readonly name: string;
  /** By address: the formula (with '='), else the value. */
  readonly written: Readonly<Record<string, string | number>>;
  /** By address: values and the results of formulas, as they were stored. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly filter: string | null;
  readonly titles: string | null;
  readonly area: string | null;
  readonly paper: number | null;
  readonly orientation: string | null;
  readonly pictures: number;
}

const SCRIPT = `
import json, sys, datetime, openpyxl
def plain(v):
    if isinstance(v, (datetime.datetime, datetime.date)):
        return v.strftime('%Y-%m-%d')
    return v
def cells(ws):
    return {c.coordinate: plain(c.value) for row in ws.iter_rows() for c in row if c.value is not None}
written = openpyxl.load_workbook(sys.argv[1])
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
print(json.dumps([{
    'name': ws.title, 'written': cells(ws), 'values': cells(values[ws.title]),
    'filter': ws.auto_filter.ref, 'titles': ws.print_title_rows, 'area': ws.print_area and str(ws.print_area),
    'paper': ws.page_setup.paperSize and int(ws.page_setup.paperSize), 'orientation': ws.page_setup.orientation,
    'pictures': len(ws._images),
} for ws in written.worksheets]))
`;

/** Reads a workbook as openpyxl does; days come as YYYY-MM-DD. */
export async function readByOpenpyxl(file: string): Promise<SeenSheet[]> {
  const { stdout } = await run(await python(), ['-c', SCRIPT, file], {
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return JSON.parse(stdout) as SeenSheet[];
}

/** The system's own Python has the system's packages, even where another one comes first. */
async function python(): Promise<string> {
  for (const candidate of ['/usr/bin/python3', 'python3', 'python']) {
    try {
      await run(candidate, ['-c', 'import openpyxl']);
      return candidate;
    } catch {
      // The next one may have it.
    }
  }
  throw new Error("Python's openpyxl is missing: install the package python3-openpyxl");
}
