/** Short form of a deadline's reading, shared by the tests of examples and of properties. */
import { readDeadline } from '../../shared/deadline.ts';
import type { DeadlineContext } from '../../shared/deadline.ts';

export const ctx: DeadlineContext = {
  feedbackOn: '2023-11-20',
  roundEnd: '2024-05-20',
  immediateDays: 30,
  calendar: null,
};

/** '2024-05-31', with I for 立行立改, O for 长期坚持, ? for 推断; or the problem. */
export function reading(raw: string, context: DeadlineContext = ctx): string {
  const r = readDeadline(raw, context);
  if (!r.ok) return r.problem;
  const { date, immediate, ongoing, inferred } = r.deadline;
  return `${date ?? 'none'}${immediate ? ' I' : ''}${ongoing ? ' O' : ''}${inferred ? ' ?' : ''}`;
}
