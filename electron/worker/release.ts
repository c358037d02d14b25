import { writeFile } from 'node:fs/promises';
import { readSettings } from '../../db/index.ts';
import { composeRelease } from '../../db/releases/index.ts';
import { writeRefusal } from '../files/atomic.ts';
import type { ComposedRelease, ComposeReleasePayload } from '../jobs/kinds.ts';
import { named, reader } from './ledger.ts';

/** Composes a month's next edition and writes what is kept of it. @throws Refusal */
export async function composeReleaseBody(task: ComposeReleasePayload): Promise<ComposedRelease> {
  const { ledger, month, reason, file } = task;
  const { content, figures, revision } = named(() => {
    const db = reader(ledger);
    const ground = { db, today: ledger.today, settings: readSettings(db), ledgerFile: ledger.file };
    return composeRelease(ground, month, reason);
  });
  await writeFile(file, JSON.stringify(content)).catch((error: unknown) => {
    throw writeRefusal(error, file) ?? error;
  });
  return { revision, edition: content.edition, asOf: content.asOf, figures };
}
