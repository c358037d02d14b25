/** Comparing the open review again, and taking over what is decided. */
import type { Reply } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/result.ts';
import { notifyFailure, notifyInfo } from '../app/notify.ts';
import { call } from '../door.ts';
import { followReturn } from '../views/returns/follow.ts';
import { classWords } from '../views/review/words.ts';
import { cellClasses } from '../../shared/returns/types.ts';
import type { CellClass } from '../../shared/returns/types.ts';
import { forgetPast } from './reviewDecide.ts';
import { find, loadHead, reviewRows, useReview } from './review.ts';
import type { ReviewHead, Work } from './review.ts';

type Outcome = Reply<'returns.outcome'>;

async function work(kind: Work['kind'], started: Promise<Result<{ job: string }>>): Promise<Outcome | null> {
  useReview.setState({ work: { kind, job: null }, open: null });
  try {
    const start = await started;
    const ended = start.ok
      ? await followReturn(start.value.job, (job) => useReview.setState({ work: { kind, job } }))
      : start;
    if (ended.ok) return ended.value;
    // Cancelled by the clerk himself: nothing to say.
    if (ended.error.code !== 'cancelled') notifyFailure(ended.error);
    return null;
  } finally {
    useReview.setState({ work: null });
    reviewRows.invalidate(null);
    await loadHead();
    await find();
  }
}

function classSums(head: ReviewHead | null): Record<CellClass, number> {
  const sums = Object.fromEntries(cellClasses.map((each) => [each, 0])) as Record<CellClass, number>;
  for (const file of head?.files ?? [])
    for (const each of cellClasses) sums[each] += file.counts?.classes[each] ?? 0;
  return sums;
}

/** '有改动 52 → 50、一致 300 → 302': how the classes moved. */
export function movedWords(before: Record<CellClass, number>, after: Record<CellClass, number>): string {
  return cellClasses
    .filter((each) => before[each] !== after[each])
    .map((each) => `${classWords[each].word} ${before[each]} → ${after[each]}`)
    .join('、');
}

/** Compares the open files again with the ledger as it stands, and says what changed by it. */
export async function compareAgain(): Promise<void> {
  const { batch, head } = useReview.getState();
  if (batch === null) return;
  const before = classSums(head);
  const outcome = await work('compare', call('returns.compare', { batch }));
  if (outcome?.kind !== 'compared') return;
  forgetPast();
  const moved = movedWords(before, classSums(useReview.getState().head));
  notifyInfo(
    outcome.changed === 0 ? '已重新比对，结论没有变化' : `已重新比对，${outcome.changed} 格的结论有变化`,
    moved,
  );
}

/** Takes over what is decided; answers how many cells, or null when it was refused (which has been said). */
export async function commitReview(): Promise<number | null> {
  const { batch, head } = useReview.getState();
  if (batch === null || head === null) return null;
  const outcome = await work('commit', call('returns.commit', { batch, revision: head.revision }));
  if (outcome?.kind !== 'committed') return null;
  forgetPast();
  return outcome.cells;
}
