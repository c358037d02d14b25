/** A digest of a table's rows in order of id: what a migration writes down, and what `verify` computes again. */
import { createHash } from 'node:crypto';
import type { SqlValue } from './connection.ts';

/** SHA-256 over the rows' values in the order of their columns. Rows must come in order of id. */
export function digestOf(rows: Iterable<readonly SqlValue[]>): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

/** What a table without rows gives. */
export const EMPTY_DIGEST = digestOf([]);
