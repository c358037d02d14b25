import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { releaseContent } from '../releases/content.ts';

/**
 * An edition's document as it was released.
 * @param ledgerFile beside which the store lies; by default the connection's own file
 * @throws Refusal `release_missing`, `original_missing`, `original_altered`
 */
export function releaseDoc(
  db: ReadDb,
  { release }: Extract<PaperQuery, { paper: 'release' }>,
  ledgerFile = fileOf(db),
): PaperDoc {
  return releaseContent(db, ledgerFile, release).doc;
}

function fileOf(db: ReadDb): string {
  const main = db.get<{ file: string }>(`SELECT file FROM pragma_database_list WHERE name = 'main'`);
  if (main === undefined || main.file === '') throw new Refusal('original_missing');
  return main.file;
}
