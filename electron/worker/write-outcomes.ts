import { writeRefusal } from '../files/atomic.ts';
import type { WriteOutcomesPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** Writes ledgers of outcomes as a workbook under the temporary name it is given. */
export async function writeOutcomesBody(payload: WriteOutcomesPayload, voice: JobVoice): Promise<null> {
  voice.progress('write', 0, 1);
  await voice.pause();
  const { writeOutcomeWorkbook } = await import('../excel/outcomeWorkbook.ts');
  try {
    await writeOutcomeWorkbook(payload.book, payload.file);
  } catch (error) {
    throw writeRefusal(error, payload.file) ?? error;
  }
  voice.progress('write', 1, 1);
  return null;
}
