import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeRefusal } from '../files/atomic.ts';
import type { WriteFormPayload, WrittenFile } from '../jobs/kinds.ts';

/** Writes one unit's form under the temporary name it is given. @throws Refusal */
export async function writeFormBody({ content, identity, file }: WriteFormPayload): Promise<WrittenFile> {
  const { writeForm } = await import('../excel/forms/writeForm.ts');
  try {
    await writeForm(content, identity, file);
    const bytes = await readFile(file);
    return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  } catch (error) {
    throw writeRefusal(error, file) ?? error;
  }
}
