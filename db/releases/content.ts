/** The kept content of an edition: its summary, its document and the rows behind its figures, read from the store. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { FigureRows } from '../../shared/contract/types.ts';
import type { ReleaseContent, ReleaseFigures } from '../../shared/releases/content.ts';
import { frozenRows } from '../../shared/releases/freeze.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { storeOf } from '../store.ts';

interface Read {
  readonly asked: string;
  readonly content: ReleaseContent;
}
/** Read last: whoever opens a figure of an edition opens another one next. */
let last: Read | null = null;

/**
 * @param ledgerFile beside which the store lies
 * @throws Refusal `release_missing`, `original_missing`, `original_altered`
 */
export function releaseContent(db: ReadDb, ledgerFile: string, id: number): ReleaseContent {
  const row = db.get<{ sha256: string | null }>(
    'SELECT f.sha256 FROM releases r LEFT JOIN files f ON f.id = r.content_file WHERE r.id = ?',
    id,
  );
  if (row === undefined) throw new Refusal('release_missing', { release: id });
  return readContent(ledgerFile, row.sha256 ?? '');
}

/** Size of the kept content; 0 for an edition without. */
export function contentBytes(db: ReadDb, id: number): number {
  const sql = 'SELECT f.bytes FROM releases r JOIN files f ON f.id = r.content_file WHERE r.id = ?';
  return db.get<{ bytes: number }>(sql, id)?.bytes ?? 0;
}

/** Values of an edition's figures by their keys, as the ledger itself keeps them. */
export function valuesOfRelease(db: ReadDb, id: number): Readonly<Record<string, number>> {
  const row = db.get<{ figures: string }>('SELECT figures FROM releases WHERE id = ?', id);
  return (JSON.parse(row?.figures ?? '{}') as Partial<ReleaseFigures>).values ?? {};
}

function readContent(ledgerFile: string, sha256: string): ReleaseContent {
  const file = storeOf(ledgerFile).path(sha256);
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) throw new Refusal('original_missing', { sha256 });
  // What was altered since it was read is read again, and refused.
  const asked = `${file} ${there.size} ${there.mtimeMs} ${there.ino}`;
  if (last?.asked === asked) return last.content;
  last = null;
  const bytes = readFileSync(file);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Refusal('original_altered', { sha256 });
  const content = JSON.parse(bytes.toString('utf8')) as ReleaseContent;
  last = { asked, content };
  return content;
}

/** The rows behind a figure as they were released. @throws Refusal `figure_missing`, and those of the content */
export function releasedRows(db: ReadDb, ledgerFile: string, id: number, key: string): FigureRows {
  const rows = frozenRows(releaseContent(db, ledgerFile, id), key);
  if (rows === null) throw new Refusal('figure_missing', { key });
  return rows;
}
