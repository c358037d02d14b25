/** What is decided goes into the ledger, and comes out of it again: large steps, worked by a child process. */
import { decideClean } from '../../db/returns/index.ts';
import type { BatchUndone, Committed } from '../../db/returns/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Written } from '../../db/index.ts';
import type { Context } from '../context.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { COMMIT_BATCH, UNDO_BATCH } from '../jobs/kinds.ts';
import type { CommitPayload, UndoBatchPayload } from '../jobs/kinds.ts';
import type { Outcome } from './outcomes.ts';
import { inSlices } from './slices.ts';

export function commitBatch(context: Context, batch: number, revision: number): Started<Outcome> {
  return job(context, 'returns.commit', batch, (voice) => commitNow(context, batch, revision, voice));
}

export function undoBatch(context: Context, batch: number): Started<Outcome> {
  const { session } = context;
  return job(context, 'returns.undoBatch', batch, async (voice) => {
    const { value, revision } = await session.delegate((task) => {
      const payload: UndoBatchPayload = { ...task, batch };
      return voice.alone(UNDO_BATCH, payload) as Promise<Written<BatchUndone>>;
    });
    voice.stands();
    return { kind: 'undone', batch, revision, kept: value?.kept ?? 0 };
  });
}

function job(
  { jobs, session, outcomes, tellReview }: Context,
  kind: string,
  batch: number,
  work: (voice: Voice) => Promise<Outcome>,
): Started<Outcome> {
  return jobs.run(kind, (voice) =>
    session.occupy(async () => {
      try {
        const outcome = await work(voice);
        outcomes.keep(voice.id, outcome);
        return outcome;
      } finally {
        tellReview(batch);
      }
    }),
  );
}

async function commitNow(
  { session }: Context,
  batch: number,
  revision: number,
  voice: Voice,
): Promise<Outcome> {
  const written = await session.delegate((task) => {
    const payload: CommitPayload = { ...task, batch, revision };
    return voice.alone(COMMIT_BATCH, payload) as Promise<Written<Committed>>;
  });
  voice.stands();
  const { accepted, edited } = written.value ?? { accepted: 0, edited: 0 };
  return { kind: 'committed', batch, revision: written.revision, cells: accepted + edited };
}

/** Decides what raises no question, and takes it over; the rest stays in review. */
export async function takeOverClean(context: Context, batch: number, voice: Voice): Promise<void> {
  const { session, tellReview } = context;
  const { changed } = await inSlices(session, decideClean(session.ledger().read, batch, session.today()));
  if (changed === 0) return;
  voice.progress('commit', 0, 0);
  try {
    await commitNow(context, batch, session.ledger().revision(), voice);
  } catch (error) {
    // Somebody wrote in the meantime: what was decided waits in the review, to be compared again.
    if (!(error instanceof Refusal) || error.failure.code !== 'ledger_moved') throw error;
  }
  tellReview(batch);
}
