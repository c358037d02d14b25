import { migration0001 } from './0001-ledger.ts';
import { migration0002 } from './0002-returns.ts';
import { migration0003 } from './0003-closing.ts';
import { migration0004 } from './0004-papers.ts';
import type { Migration } from './types.ts';

/** All migrations, contiguous from 1; the last one's version is the newest this program knows. */
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004];
