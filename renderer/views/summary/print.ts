/** Putting the month's summary on paper or into a file. */
import type { Month } from '../../../shared/day.ts';
import { savePaper } from '../../papers/out.ts';
import { openPaper } from '../papers/state.ts';

/** `print`: its preview, from which it is printed. */
export type Output = 'print' | 'pdf' | 'xlsx' | 'docx';

/** Runs one of the outputs to its end; a refusal is told to the clerk. Never throws. */
export async function put(output: Output, month: Month): Promise<void> {
  const query = { paper: 'summary' as const, month };
  if (output === 'print') openPaper(query);
  else await savePaper(query, output);
}
