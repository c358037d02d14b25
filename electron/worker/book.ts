/** A workbook as the child opens it; the last one stays at hand, since its next page or its next judging is near. */
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Workbook } from '../../shared/returns/grid.ts';
import type { BookSource, KeptBook } from '../jobs/kinds.ts';

export interface OpenBook {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

let last: { readonly sha256: string; readonly book: Workbook } | null = null;

/** The file's bytes and their hash. @throws Refusal `original_missing`, `original_altered`, and those of the inbox */
export async function openBook(source: BookSource): Promise<OpenBook> {
  if ('incoming' in source) {
    const { loadIncoming } = await import('../returns/inbox.ts');
    return { name: source.incoming.name, ...valueOf(await loadIncoming(source.incoming)) };
  }
  const { name, sha256 } = source;
  const bytes = await readFile(source.kept).catch(() => {
    throw new Refusal('original_missing', { name });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Refusal('original_altered', { name });
  return { name, sha256, bytes };
}

/** The workbook as plain grids. @throws Refusal with a code `book_…` */
export async function readBook({ name, sha256, bytes }: OpenBook): Promise<Workbook> {
  if (last?.sha256 === sha256) return last.book;
  last = null;
  // The library is large; a child that only writes does not wait for it.
  const { readWorkbook } = await import('../excel/read/read.ts');
  const book = valueOf(await readWorkbook(bytes, name));
  last = { sha256, book };
  return book;
}

/** The same for a kept file that may be at hand already. @throws Refusal */
export async function bookOf(source: KeptBook): Promise<Workbook> {
  return last?.sha256 === source.sha256 ? last.book : readBook(await openBook(source));
}
