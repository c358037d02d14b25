import { copyKeptFiles, copyLedger } from '../../db/copy.ts';
import { failureOf } from '../../db/faults.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { CopyLedgerPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** Copies the kept files to where they wait for their ledger. What a failure leaves is taken away by who asked. @throws Refusal */
export async function copyFilesBody({ from, to }: CopyLedgerPayload, voice: JobVoice): Promise<null> {
  try {
    for (const { done, total } of copyKeptFiles(from, to)) {
      voice.progress('copy', done, total);
      await voice.pause();
    }
    return null;
  } catch (error) {
    const failure = failureOf(error);
    throw failure === null ? error : new Refusal(failure.code, { ...failure.detail });
  }
}

/** The ledger itself, with the files that were added meanwhile; nobody writes while this runs. @throws Refusal as `copyLedger` */
export function copyLedgerBody({ from, to, nativeBinding }: CopyLedgerPayload): null {
  return valueOf(copyLedger(from, to, { nativeBinding }));
}
