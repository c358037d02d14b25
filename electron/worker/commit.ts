import { commitBatch, undoBatch } from '../../db/returns/index.ts';
import type { BatchUndone, Committed } from '../../db/returns/index.ts';
import type { Written } from '../../db/index.ts';
import type { CommitPayload, UndoBatchPayload } from '../jobs/kinds.ts';
import { writeBeside } from './ledger.ts';

/** Takes over what is decided in a batch, in one step. @throws Refusal as `commitBatch` */
export function commitBody({ batch, revision, ...task }: CommitPayload): Promise<Written<Committed>> {
  return writeBeside(task, (steps) =>
    steps.write({ action: 'returns.commit', detail: { batch } }, (db) => commitBatch(db, batch, revision)),
  );
}

/** Takes a batch back, in one step that can itself be undone. @throws Refusal as `undoBatch` */
export function undoBatchBody({ batch, ...task }: UndoBatchPayload): Promise<Written<BatchUndone>> {
  return writeBeside(task, (steps) =>
    steps.write({ action: 'returns.undo', detail: { batch } }, (db) => undoBatch(db, batch)),
  );
}
