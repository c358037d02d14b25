/** The ledger as a child process sees it: a reading connection kept between tasks, and one large step at a time. */
import { tmpdir } from 'node:os';
import { openDatabase, type ReadDb, readDb } from '../../db/connection.ts';
import { failureOf, type LedgerOptions, workBeside } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { BesideTask } from '../session.ts';

interface Open {
  readonly file: string;
  readonly read: ReadDb;
  close(): void;
}

let open: Open | null = null;

/** @throws Refusal when the ledger can't be opened */
export function reader({ file, nativeBinding }: BesideTask): ReadDb {
  if (open?.file === file) return open.read;
  open?.close();
  open = null;
  return named(() => {
    const db = openDatabase(file, { nativeBinding, readonly: true });
    open = { file, read: readDb(db), close: () => db.close() };
    return open.read;
  });
}

/** Works one large step; the parent has made sure that nobody else writes. @throws Refusal */
export async function writeBeside<T>(
  task: BesideTask,
  work: (steps: Pick<Ledger, 'write' | 'undo' | 'redo'>) => T,
): Promise<T> {
  const { pinyinInitials } = await import('../../shared/initials.ts');
  const options: LedgerOptions = {
    today: () => task.today,
    now: () => new Date().toISOString(),
    operator: task.operator,
    temporary: tmpdir(),
    nativeBinding: task.nativeBinding,
    initials: pinyinInitials,
  };
  return named(() => workBeside(task.file, options, work));
}

/** What the database says in its own words, as refusals: only they cross to the parent as data. */
function named<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    const failure = failureOf(error);
    throw failure === null ? error : new Refusal(failure.code, { ...failure.detail });
  }
}
