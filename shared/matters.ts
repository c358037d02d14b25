/**
 * 提请研究事项: how far one has come, and what its days must be like. Which of them a month's summary lists stands in
 * `shared/summary/matters.ts`.
 *
 * Refusals (`error.code`): `matter_month_before_round` (`detail.month`, `detail.first`), `matter_month_in_future`
 * (`detail.month`, `detail.today`), `matter_meeting_before_month` (`detail.on`, `detail.month`), `on_in_future`
 * (`detail.on`, `detail.today`), `matter_decision_without_meeting`, `matter_settled_undecided`,
 * `matter_settled_before_meeting` (`detail.on`, `detail.meeting`).
 */
import { monthOf } from './day.ts';
import type { Day, Month } from './day.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

export const matterStates = ['waiting', 'decided', 'settled'] as const;
export type MatterState = (typeof matterStates)[number];
export const matterStateWords: Readonly<Record<MatterState, string>> = {
  waiting: '待研究',
  decided: '已研究待落实',
  settled: '已落实',
};

interface Days {
  readonly meetingOn: Day | null;
  readonly settledOn: Day | null;
}

export const matterState = ({ meetingOn, settledOn }: Days): MatterState =>
  meetingOn === null ? 'waiting' : settledOn === null ? 'decided' : 'settled';

export interface MatterQuestion extends Days {
  readonly month: Month;
  readonly decision: string;
  /** Day of feedback of its round; null: not known. */
  readonly feedbackOn: Day | null;
  readonly today: Day;
}

/** May a matter be kept so? */
export function canKeepMatter(q: MatterQuestion): Result<null> {
  const { month, meetingOn, settledOn, today } = q;
  if (q.feedbackOn !== null && month < monthOf(q.feedbackOn))
    return fail('matter_month_before_round', { month, first: monthOf(q.feedbackOn) });
  if (month > monthOf(today)) return fail('matter_month_in_future', { month, today });
  for (const on of [meetingOn, settledOn])
    if (on !== null && on > today) return fail('on_in_future', { on, today });
  if (meetingOn === null) {
    if (q.decision.trim() !== '') return fail('matter_decision_without_meeting');
  } else if (monthOf(meetingOn) < month) {
    return fail('matter_meeting_before_month', { on: meetingOn, month });
  }
  if (settledOn === null) return ok(null);
  if (meetingOn === null || q.decision.trim() === '') return fail('matter_settled_undecided');
  if (settledOn < meetingOn)
    return fail('matter_settled_before_meeting', { on: settledOn, meeting: meetingOn });
  return ok(null);
}
