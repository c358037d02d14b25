import { writeRefusal } from '../files/atomic.ts';
import type { WriteSummaryPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** Writes the month's summary as a workbook under the temporary name it is given. */
export async function writeSummaryBody(payload: WriteSummaryPayload, voice: JobVoice): Promise<null> {
  voice.progress('write', 0, 1);
  await voice.pause();
  // The workbook library is large; a job that reads a notice must not wait for it.
  const { writeSummaryWorkbook } = await import('../excel/summaryWorkbook.ts');
  try {
    await writeSummaryWorkbook(payload.summary, payload.file);
  } catch (error) {
    throw writeRefusal(error, payload.file) ?? error;
  }
  voice.progress('write', 1, 1);
  return null;
}
