import type { Written } from '../../db/index.ts';
import type { Step } from '../../db/undo.ts';
import type { TurnHistoryPayload } from '../jobs/kinds.ts';
import { writeBeside } from './ledger.ts';

/** Undoes or does again the step whose turn it is. */
export function turnHistoryBody({ way, ...task }: TurnHistoryPayload): Promise<Written<Step>> {
  return writeBeside(task, (steps) => steps[way]());
}
