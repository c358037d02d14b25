/** One file judged by the pool: whatever a child comes to is an answer about this file alone. */
import { Refusal } from '../../shared/result.ts';
import type { Failure } from '../../shared/result.ts';
import type { Judged } from '../../shared/returns/types.ts';
import { HASH_BOOK, JUDGE, LIST_BOOKS } from '../jobs/kinds.ts';
import type { BookSource, JudgePayload, WrittenFile } from '../jobs/kinds.ts';
import type { Pool } from '../jobs/pool.ts';
import type { Incoming } from './inbox.ts';

/** What a child's end says about the file it had in hand. */
const ENDS: Readonly<Record<string, string>> = {
  timeout: 'book_timeout',
  out_of_memory: 'book_out_of_memory',
  job_failed: 'book_crashed',
  internal: 'book_crashed',
};

/** The failure as it is told of a file. */
export function failureOfBook({ code, detail }: Failure): Failure {
  const end = Object.hasOwn(ENDS, code) ? ENDS[code] : undefined;
  if (end === undefined) return detail === undefined ? { code } : { code, detail };
  return { code: end };
}

/** A file that is refused before or while it is read. */
export function refusedFile(
  file: { readonly name: string; readonly sha256: string; readonly bytes: number },
  refused: Failure,
): Judged {
  return {
    name: file.name,
    sha256: file.sha256,
    bytes: file.bytes,
    refused,
    recognised: null,
    counts: null,
    absent: [],
    problems: [],
    parts: [],
    revision: 0,
  };
}

/** A folder of thousands on a slow stick takes its time. */
const LIST_MS = 10 * 60_000;

/** What lies in files, folders and archives. @throws Refusal `cancelled`, and why it can't be listed */
export async function listBooks(
  paths: readonly string[],
  pool: Pool,
  signal: AbortSignal,
): Promise<Incoming[]> {
  const result = await pool.run(LIST_BOOKS, { paths }, { signal, milliseconds: LIST_MS });
  if (result.ok) return result.value as Incoming[];
  const { code, detail } = failureOfBook(result.error);
  throw new Refusal(code, detail === undefined ? undefined : { ...detail });
}

/** Hash and size of a file, or why it can't be read; null when cancelled. */
export async function hashBook(
  source: BookSource,
  pool: Pool,
  signal: AbortSignal,
): Promise<WrittenFile | Failure | null> {
  const result = await pool.run(HASH_BOOK, source, { signal });
  if (result.ok) return result.value as WrittenFile;
  return result.error.code === 'cancelled' ? null : failureOfBook(result.error);
}

/** Null when cancelled. */
export async function judgeBook(
  payload: JudgePayload,
  file: { readonly name: string; readonly sha256: string; readonly bytes: number },
  pool: Pool,
  signal?: AbortSignal,
): Promise<Judged | null> {
  const result = await pool.run(JUDGE, payload, { signal });
  if (result.ok) return result.value as Judged;
  return result.error.code === 'cancelled' ? null : refusedFile(file, failureOfBook(result.error));
}
