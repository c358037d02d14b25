import { writeRefusal } from '../files/atomic.ts';
import type { WriteDocxPayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';

/** Writes a paper as a document under the temporary name it is given. @throws Refusal of `writeDocx` */
export async function writeDocxBody(
  { doc, pictures, file }: WriteDocxPayload,
  voice: JobVoice,
): Promise<null> {
  voice.progress('write', 0, 1);
  await voice.pause();
  // The library is large; a job of another kind must not wait for it.
  const { writeDocx } = await import('../papers/docx/writeDocx.ts');
  try {
    await writeDocx(doc, pictures, file);
  } catch (error) {
    throw writeRefusal(error, file) ?? error;
  }
  voice.progress('write', 1, 1);
  return null;
}
