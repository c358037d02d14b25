/** Undo and redo: a small step here, a large one in a child process, shown as a job while other writes wait. */
import { redoTarget, undoTarget } from '../db/index.ts';
import type { Written } from '../db/index.ts';
import { isLargeStep } from '../db/stepSize.ts';
import type { Step } from '../db/undo.ts';
import { valueOf } from '../shared/result.ts';
import type { Context } from './context.ts';
import { TURN_HISTORY } from './jobs/kinds.ts';
import type { TurnHistoryPayload } from './jobs/kinds.ts';

export async function turnHistory(
  { session, jobs }: Context,
  way: 'undo' | 'redo',
): Promise<{ step: Step; revision: number }> {
  const { read } = session.ledger();
  const target = way === 'undo' ? undoTarget(read).step : redoTarget(read);
  if (target === null || !isLargeStep(read, target.id)) return session[way]();
  const { finished } = jobs.run(`history.${way}`, async (voice) => {
    const { value, revision } = await session.delegate((task) => {
      const payload: TurnHistoryPayload = { ...task, way };
      return voice.alone(TURN_HISTORY, payload) as Promise<Written<Step>>;
    });
    voice.stands();
    return { step: value ?? target, revision };
  });
  return valueOf(await finished);
}
