/** Which heavy libraries are there when the first screen stands: none of them should be. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Measured } from './report.ts';

const pages = resolve(import.meta.dirname, '..', '..', 'dist', 'renderer');

/** The Node side is built unminified: each library's part begins with the place it came from. */
const SHEETS = /node_modules\/(?:exceljs|@e965\/xlsx|docx)\//u;
/** Our own code for the inside of workbooks, which only children need. */
const WORKBOOKS = /\bfunction (?:readWorkbook|scanSheet|recogniseAs|compareRows|writeBook)\(/u;
/** Texts that only the forms library has. */
const FORMS = /getPrefixCls/u;

export function loadedAtStart({
  main,
  page,
}: {
  readonly main: readonly string[];
  readonly page: readonly string[];
}): Measured[] {
  const files = page
    .filter((address) => address.endsWith('.js'))
    .map((address) => join(pages, new URL(address).pathname))
    .filter((file) => existsSync(file));
  if (files.length === 0) throw new Error('no script of the page was seen');
  const own = main.filter((file) => /[/\\]dist[/\\]electron[/\\]/u.test(file));
  if (own.length === 0) throw new Error('no file of the main process was seen');
  const sheets = own.filter((file) => {
    const code = readFileSync(file, 'utf8');
    return SHEETS.test(code) || WORKBOOKS.test(code);
  });
  const forms = files.filter((file) => FORMS.test(readFileSync(file, 'utf8')));
  const none = { of: 'value', most: 0 } as const;
  const kilobytes = (list: readonly string[]): number =>
    list.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  return [
    {
      part: 'loaded',
      what: 'files with Excel or Word code in the main process, ours too',
      value: sheets.length,
      unit: 'count',
      bound: none,
    },
    {
      part: 'loaded',
      what: 'scripts with forms code before the tree',
      value: forms.length,
      unit: 'count',
      bound: none,
    },
    { part: 'loaded', what: 'code of the main process until the tree', value: kilobytes(own), unit: 'MB' },
    { part: 'loaded', what: 'code of the page until the tree', value: kilobytes(files), unit: 'MB' },
  ];
}
