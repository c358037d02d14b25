import { basename } from 'node:path';
import { failureOf } from '../../db/faults.ts';
import { storeOf } from '../../db/store.ts';
import { Refusal } from '../../shared/result.ts';
import { copyOut, tooLarge } from '../evidence/copyOut.ts';
import { listEvidence } from '../evidence/incoming.ts';
import type { FoundEvidence } from '../evidence/incoming.ts';
import type { CopyOutPayload, KeepFilePayload, KeptEvidence, ListPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** What lies in files and folders; on a stick that hangs even looking takes its time. */
export function listEvidenceBody({ paths }: ListPayload): Promise<FoundEvidence[]> {
  return listEvidence(paths);
}

/** Copies one file into the store. @throws Refusal as `Store.take`, and `file_too_large_for_disk` */
export async function keepFileBody(payload: KeepFilePayload, voice: JobVoice): Promise<KeptEvidence> {
  const { ledger, path, part } = payload;
  let copied = 0;
  const between = async (bytes: number): Promise<void> => {
    copied = bytes;
    voice.progress('copy', bytes, 0);
    await voice.pause();
  };
  try {
    return await storeOf(ledger).take(path, { part, between });
  } catch (error) {
    const name = basename(path);
    const failure = failureOf(error);
    throw tooLarge(error, copied, name) ?? (failure === null ? error : named(failure, name));
  }
}

function named({ code, detail }: { code: string; detail?: unknown }, name: string): Refusal {
  return new Refusal(code, { ...(detail as object | undefined), name });
}

/** Copies a kept file out. @throws Refusal `original_missing`, `original_altered`, and those of `copyOut` */
export async function copyOutBody(payload: CopyOutPayload, voice: JobVoice): Promise<null> {
  const { kept, sha256, name, target } = payload;
  const found = await copyOut(kept, target, async (bytes) => {
    voice.progress('copy', bytes, 0);
    await voice.pause();
  });
  if (found === null) throw new Refusal('original_missing', { name });
  if (found !== sha256) {
    const { rm } = await import('node:fs/promises');
    await rm(target, { force: true });
    throw new Refusal('original_altered', { name });
  }
  return null;
}
