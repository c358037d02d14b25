/** Reading workbooks: by our children, by exceljs in one process, and the least there is to it. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { createPool } from '../../electron/jobs/pool.ts';
import { EXCERPT } from '../../electron/jobs/kinds.ts';
import type { ExcerptPayload, KeptBook } from '../../electron/jobs/kinds.ts';
import { newWatch, peakOfThis, watchedHost } from './returnsDoor.ts';

export interface ReadTime {
  readonly ms: number;
  /** MB, of all processes that read. */
  readonly peak: number;
  /** What was found, so that nobody reads less than the others: rows, or bytes. */
  readonly found: number;
}

export async function readWithExceljs({ files }: { readonly files: readonly string[] }): Promise<ReadTime> {
  let found = 0;
  const start = performance.now();
  for (const file of files) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    found += book.worksheets[0]?.actualRowCount ?? 0;
  }
  return { ms: performance.now() - start, peak: peakOfThis(), found };
}

/** Guard and reading to plain grids by both children of the pool, their start included; one row comes back of each. */
export async function readAll({ books }: { readonly books: readonly KeptBook[] }): Promise<ReadTime> {
  const watch = newWatch();
  const { host, stop } = watchedHost(watch);
  const pool = createPool({ host, logError: (_, error) => String(error) });
  let found = 0;
  const start = performance.now();
  await Promise.all(
    books.map(async (source) => {
      const payload: ExcerptPayload = { source, sheet: null, first: 0, rows: 1 };
      const read = await pool.run(EXCERPT, payload);
      if (!read.ok) throw new Error(`${source.name}: ${read.error.code}`);
      found += (read.value as { total: number }).total;
    }),
  );
  const ms = performance.now() - start;
  stop();
  pool.closeAll();
  return { ms, peak: watch.together, found };
}

/** Unpacks the sheets and their texts and looks at every byte once. */
export function scanAll({ files }: { readonly files: readonly string[] }): Promise<ReadTime> {
  let found = 0;
  const start = performance.now();
  for (const file of files) {
    for (const bytes of sheetParts(readFileSync(file)))
      for (let i = 0; i < bytes.length; i += 1) if (bytes[i] === 0x3c) found += 1;
  }
  return Promise.resolve({ ms: performance.now() - start, peak: peakOfThis(), found });
}

function* sheetParts(zip: Buffer): Generator<Buffer> {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16);
  while (zip.readUInt32LE(at) === 0x0201_4b50) {
    const [packed, name, more, note] = [20, 28, 30, 32].map((offset, i) =>
      i === 0 ? zip.readUInt32LE(at + offset) : zip.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const from = zip.readUInt32LE(at + 42);
    if (/worksheets\/|sharedStrings/.test(zip.toString('latin1', at + 46, at + 46 + name))) {
      const start = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28);
      yield inflateRawSync(zip.subarray(start, start + packed));
    }
    at += 46 + name + more + note;
  }
}
