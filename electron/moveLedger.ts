/**
 * A ledger moved to another folder: its kept files first, while it is worked in as ever, then the ledger itself, for which
 * writes wait a moment. Given up or failed, the old one is still in use and the new folder holds nothing.
 */
import { existsSync, rmSync } from 'node:fs';
import { dropCopy } from '../db/copy.ts';
import { storeFolderOf } from '../db/store.ts';
import type { Context } from './context.ts';
import { LONG_MS } from './evidence/takeIn.ts';
import { COPY_FILES, COPY_LEDGER } from './jobs/kinds.ts';
import type { CopyLedgerPayload } from './jobs/kinds.ts';
import type { Started } from './jobs/jobs.ts';
import type { LedgerState } from './session.ts';

/** @throws Refusal `no_ledger`, `ledger_busy_writing`, `ledger_exists`, `network_share`: before anything is copied */
export function moveLedger({ session, jobs }: Context, to: string): Started<LedgerState> {
  const moving = session.beginMove(to);
  const store = storeFolderOf(to);
  const held = existsSync(store);
  return jobs.run('ledger.move', async (voice) => {
    const payload: CopyLedgerPayload = { ...moving.task, from: moving.task.file, to };
    try {
      await voice.alone(COPY_FILES, payload, LONG_MS);
      return await moving.finish(async () => {
        voice.progress('switch', 0, 0);
        await voice.alone(COPY_LEDGER, payload, LONG_MS);
        voice.stands();
      });
    } catch (error) {
      moving.giveUp();
      // What the child had put in place before it was ended: nothing of this name was there when it began.
      rmSync(to, { force: true, maxRetries: 10 });
      if (!held) rmSync(store, { recursive: true, force: true, maxRetries: 10 });
      dropCopy(to);
      throw error;
    }
  });
}
