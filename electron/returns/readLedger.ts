/** An old ledger read for its import: by a child, as often as the clerk corrects its columns. */
import { Refusal } from '../../shared/result.ts';
import type { Chosen } from '../../shared/returns/types.ts';
import type { Context } from '../context.ts';
import type { Started } from '../jobs/jobs.ts';
import { READ_LEDGER } from '../jobs/kinds.ts';
import type { BookSource, FoundLedger, ReadLedgerPayload } from '../jobs/kinds.ts';
import { failureOfBook, listBooks } from './judge.ts';
import type { Outcome } from './outcomes.ts';
import { keptBook } from './rejudge.ts';

async function foundIn(
  context: Context,
  source: BookSource,
  chosen: Chosen,
  signal?: AbortSignal,
): Promise<FoundLedger> {
  const payload: ReadLedgerPayload = { source, ledger: context.session.beside(), chosen };
  const result = await context.jobs.pool.run(READ_LEDGER, payload, { signal });
  if (result.ok) return result.value as FoundLedger;
  const { code, detail } = failureOfBook(result.error);
  throw new Refusal(code, detail === undefined ? undefined : { ...detail });
}

/** Starts reading; what is found is kept for the preview. @throws Refusal `no_ledger`, `ledger_read_only` */
export function startReading(context: Context, path: string): Started<Outcome> {
  const { session, jobs, outcomes, ledgers } = context;
  if (session.ledger().readOnly) throw new Refusal('ledger_read_only');
  return jobs.run('ledgerImport.read', async (voice) => {
    voice.progress('read', 0, 1);
    const [incoming, more] = await listBooks([path], jobs.pool, voice.signal);
    if (incoming === undefined || more !== undefined) throw new Refusal('book_is_archive');
    if (incoming.refused !== null) throw new Refusal(incoming.refused.code, { ...incoming.refused.detail });
    const found = await foundIn(context, { incoming }, {}, voice.signal);
    voice.progress('read', 1, 1);
    ledgers.keep(voice.id, found);
    const outcome: Outcome = { kind: 'ledger_read' };
    outcomes.keep(voice.id, outcome);
    return outcome;
  });
}

/** Reads the kept original again by the clerk's answers. @throws Refusal `job_unknown` and why it can't be read */
export async function readAgain(context: Context, job: string, chosen: Chosen): Promise<FoundLedger> {
  const found = await foundIn(context, keptBook(context, context.ledgers.of(job)), chosen);
  context.ledgers.keep(job, found);
  return found;
}
