import { verify } from '../../db/index.ts';
import { verifyFiles } from '../../db/verifyFiles.ts';
import type { Verified, VerifyPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';
import { reader } from './ledger.ts';

/** Checks the ledger against its log and, when asked, every file it names. Only reads. @throws Refusal */
export async function verifyBody({ files, ...task }: VerifyPayload, voice: JobVoice): Promise<Verified> {
  voice.progress('verify', 0, 0);
  const db = reader(task);
  const { problems } = verify(db);
  if (!files) return { problems, files: 0, bytes: 0 };
  const checking = verifyFiles(db, task.file);
  for (;;) {
    const next = checking.next();
    if (next.done === true) return { ...next.value, problems: [...problems, ...next.value.problems] };
    voice.progress('verifyFiles', next.value.done, next.value.total);
    await voice.pause();
  }
}
