/** How handlers read and write: today's day and the settings at hand, and a step of the history for each write. */
import type { Ledger } from '../../db/index.ts';
import { readSettings } from '../../db/index.ts';
import type { ReadDb, WriteDb } from '../../db/index.ts';
import type { LedgerSettings } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Context } from '../context.ts';

export interface Reading {
  readonly db: ReadDb;
  readonly ledger: Ledger;
  readonly today: Day;
  readonly settings: LedgerSettings;
}

/** The open ledger with what its questions need. @throws Refusal `no_ledger` */
export function reading({ session }: Pick<Context, 'session'>): Reading {
  const ledger = session.ledger();
  return { db: ledger.read, ledger, today: session.today(), settings: readSettings(ledger.read) };
}

type Detail = Readonly<Record<string, unknown>>;

/** One step named by its call; answers the revision after it. */
export async function step(
  { session }: Context,
  action: string,
  detail: Detail,
  body: (db: WriteDb) => unknown,
): Promise<{ revision: number }> {
  const { revision } = await session.write({ action, detail }, body);
  return { revision };
}

/** The same for a step that makes a row; answers its id too. */
export async function makingStep(
  { session }: Context,
  action: string,
  detail: Detail,
  body: (db: WriteDb) => number,
): Promise<{ revision: number; id: number }> {
  const { value, revision } = await session.write({ action, detail }, body);
  return { id: value, revision };
}
