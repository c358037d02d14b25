import { commitBatch } from '../../db/returns/commit.ts';
import type { Committed } from '../../db/returns/commit.ts';
import type { Written } from '../../db/index.ts';
import type { CommitPayload } from '../jobs/kinds.ts';
import { writeBeside } from './ledger.ts';

/** Takes over what is decided in a batch, in one step. @throws Refusal as `commitBatch` */
export function commitBody({ batch, revision, ...task }: CommitPayload): Promise<Written<Committed>> {
  return writeBeside(task, (steps) =>
    steps.write({ action: 'returns.commit', detail: { batch } }, (db) => commitBatch(db, batch, revision)),
  );
}
