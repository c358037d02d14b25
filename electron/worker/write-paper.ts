import { writeRefusal } from '../files/atomic.ts';
import type { WritePaperXlsxPayload, WrittenBook } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** Writes a paper as a workbook under the temporary name it is given. */
export async function writePaperXlsxBody(
  payload: WritePaperXlsxPayload,
  voice: JobVoice,
): Promise<WrittenBook> {
  voice.progress('write', 0, 1);
  await voice.pause();
  const { writePaperWorkbook } = await import('../excel/paperWorkbook.ts');
  try {
    const cut = await writePaperWorkbook(payload.doc, payload.pictures ?? [], payload.file);
    voice.progress('write', 1, 1);
    return { cut };
  } catch (error) {
    throw writeRefusal(error, payload.file) ?? error;
  }
}
