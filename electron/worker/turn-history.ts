import type { Written } from '../../db/index.ts';
import type { Step } from '../../db/undo.ts';
import type { TurnHistoryPayload } from '../jobs/kinds.ts';

/** Undoes or does again the step whose turn it is. */
export async function turnHistoryBody({ way, ...task }: TurnHistoryPayload): Promise<Written<Step>> {
  // The database is not loaded for a notice or a workbook.
  const { writeBeside } = await import('./ledger.ts');
  return writeBeside(task, (steps) => steps[way]());
}
