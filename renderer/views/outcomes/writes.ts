/** Taking away and deciding, each with what happened said and a way back. */
import type { OutcomeRow } from '../../../shared/contract/types.ts';
import { outcomeName } from '../../../shared/outcomes/words.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

/** No question first: it can be undone. What repeated it goes on counting, and the message says so. */
export async function removeOutcome(row: OutcomeRow): Promise<void> {
  const done = await call('outcome.remove', { family: row.family, id: row.id });
  if (!done.ok) notifyFailure(done.error);
  else if (done.value.heir === null) notifySuccess(`已移除：${outcomeName(row)}`, undo, 'outcome');
  else
    notifyInfo(
      `已移除：${outcomeName(row)}`,
      `另有 ${row.repeats} 条与它是同一件，没有移除，改以其中最早的一条为准，仍然计数。`,
      undo,
    );
}

export async function separateOutcome(row: OutcomeRow): Promise<void> {
  const done = await call('outcome.separate', { family: row.family, id: row.id });
  if (done.ok) notifySuccess('已取消重复认定，这一条单独计数', undo, 'outcome');
  else notifyFailure(done.error);
}

/** @param primary the one that stays and counts; null: the two are two */
export async function decidePair(
  first: OutcomeRow,
  second: OutcomeRow,
  primary: OutcomeRow | null,
): Promise<boolean> {
  const done = await call('outcome.decide', {
    family: first.family,
    first: first.id,
    second: second.id,
    ...(primary === null
      ? { verdict: 'different' as const }
      : { verdict: 'same' as const, primary: primary.id }),
  });
  if (!done.ok) {
    notifyFailure(done.error);
    return false;
  }
  notifySuccess(
    primary === null ? '已认定不是同一件，以后不再提示' : '已认定是同一件，只计一次',
    undo,
    'outcome',
  );
  return true;
}
