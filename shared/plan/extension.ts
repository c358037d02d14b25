/**
 * Extending a deadline: what it needs. The first deadline is always kept; the last extension approved is in force.
 *
 * Refusals (`error.code`): `issue_in_chain`, `issue_closed`, `measure_withdrawn`, `measure_complete`, `reason_required`,
 * `body_required`, `on_invalid`, `on_in_future`, `on_before_previous` (`detail.previousOn`: the extension before),
 * `extension_not_later` (`detail.to`, `detail.dueOn`: the deadline in force).
 */
import { isDay } from '../day.ts';
import type { Day } from '../day.ts';
import type { ClosureState } from '../lists.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { issueOpen } from '../states.ts';

export interface ExtensionQuestion {
  readonly issueClosure: ClosureState;
  readonly withdrawn: boolean;
  readonly complete: boolean;
  /** Since when; an extension approved before that is only written down late. Null: not known. */
  readonly completedOn: Day | null;
  /** The deadline in force, null when there is none yet. */
  readonly dueOn: Day | null;
  /** Day of the last extension's approval. */
  readonly previousOn: Day | null;
  readonly to: Day;
  /** Null: not asked, since a unit's request stands behind it. */
  readonly reason: string | null;
  readonly approvedBy: string;
  /** Day of approval; null: today. */
  readonly on: Day | null;
  readonly today: Day;
}

/** May the deadline be moved so? Answers the day of approval. */
export function canExtend(q: ExtensionQuestion): Result<{ on: Day }> {
  const open = issueOpen(q.issueClosure);
  if (!open.ok) return open;
  if (q.withdrawn) return fail('measure_withdrawn');
  if (q.reason !== null && q.reason.trim() === '') return fail('reason_required');
  if (q.approvedBy.trim() === '') return fail('body_required');
  const on = q.on ?? q.today;
  if (!isDay(on)) return fail('on_invalid', { on });
  if (on > q.today) return fail('on_in_future', { on, today: q.today });
  if (q.complete && (q.completedOn === null || q.completedOn <= on)) return fail('measure_complete');
  if (q.previousOn !== null && on < q.previousOn)
    return fail('on_before_previous', { on, previousOn: q.previousOn });
  if (q.dueOn !== null && q.to <= q.dueOn) return fail('extension_not_later', { to: q.to, dueOn: q.dueOn });
  return ok({ on });
}
