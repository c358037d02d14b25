/** Every error as data. What the clerk can do something about has a code of its own; the rest is `internal`. */
import { basename } from 'node:path';
import type { z } from 'zod';
import { failureOf as ledgerFailureOf } from '../../db/faults.ts';
import { Refusal } from '../../shared/result.ts';
import type { Failure } from '../../shared/result.ts';
import { systemCode } from '../files/atomic.ts';

/** The operating system's errors on files that are not the ledger (the ledger's own are named by the database side). */
const SYSTEM_CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EROFS: 'target_unwritable',
  ENOENT: 'file_missing',
  ENOTDIR: 'file_missing',
  EACCES: 'file_unreadable',
  EPERM: 'file_unreadable',
  EISDIR: 'file_is_folder',
  EIO: 'file_unreadable',
};

/** The failure an error stands for, or null when nobody foresaw it. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Refusal) return error.failure;
  if (!(error instanceof Error)) return null;
  if (error.name === 'SqliteError') {
    // An id that no row bears, given as a reference to one.
    const foreignKey = (error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
    return foreignKey ? { code: 'row_missing' } : ledgerFailureOf(error);
  }
  const system = systemCode(error);
  if (system === null || !Object.hasOwn(SYSTEM_CODES, system)) return null;
  const code = SYSTEM_CODES[system];
  if (code === undefined) return null;
  const path = (error as { path?: unknown }).path;
  return typeof path === 'string' ? { code, detail: { name: basename(path) } } : { code };
}

/** The first thing wrong with a value: where (a dotted path, with the unknown key in it) and which rule. */
export function describeIssue(error: z.ZodError): { path: string; problem: string } {
  return deepest(error.issues, []);
}

type Issue = z.core.$ZodIssue;

function deepest(issues: readonly Issue[], above: readonly PropertyKey[]): { path: string; problem: string } {
  // A key that nobody knows tells more than one that is missing.
  const issue = issues.find((one) => one.code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { path: above.map(String).join('.'), problem: 'invalid' };
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''].map(String).join('.'), problem: 'unknown_key' };
  }
  if (issue.code === 'invalid_union') {
    // The branch that came furthest tells most.
    const branch = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0];
    if (branch !== undefined && branch.length > 0) return deepest(branch, path);
  }
  const problem = issue.code === 'custom' ? issue.message : issue.code;
  return { path: path.map(String).join('.'), problem };
}

function depth(issues: readonly Issue[]): number {
  const first = issues[0];
  if (first === undefined) return 0;
  // An unknown key lies inside an otherwise known shape: that branch was meant.
  return first.path.length * 2 + (first.code === 'unrecognized_keys' ? 1 : 0);
}
