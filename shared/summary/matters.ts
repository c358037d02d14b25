/** Which matters for decision a month's summary speaks of, and how far they had come by its day. */
import type { Summary } from '../contract/types.ts';
import type { Day, Month } from '../day.ts';
import type { Facts, MatterFact } from './facts.ts';

/**
 * Those submitted in the month; earlier ones on which no meeting had decided by the day; and earlier decided ones as
 * long as they are followed up, the last time by the first summary after they were settled. `before`: day of the summary
 * that this one is compared with.
 */
export function matterIsListed(matter: MatterFact, month: Month, asOf: Day, before: Day): boolean {
  if (matter.month >= month) return matter.month === month;
  if (!decidedBy(matter, asOf)) return true;
  return matter.settledOn === null || matter.settledOn > before;
}

/** Matters of the summary, as known by its day, oldest first. `place` tells where an issue stands. */
export function mattersOf(
  facts: Pick<Facts, 'matters'>,
  month: Month,
  asOf: Day,
  before: Day,
  place: (issue: number) => string,
): Summary['matters'] {
  return [...facts.matters]
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.id - b.id))
    .filter((m) => matterIsListed(m, month, asOf, before))
    .map((m) => {
      const met = decidedBy(m, asOf);
      return {
        id: m.id,
        title: m.title,
        issues: m.issueIds.map(place),
        month: m.month,
        meetingOn: met ? m.meetingOn : null,
        decision: met ? m.decision : '',
        followUp: met ? m.followUp : '',
        settledOn: met && m.settledOn !== null && m.settledOn <= asOf ? m.settledOn : null,
      };
    });
}

function decidedBy({ meetingOn }: MatterFact, day: Day): boolean {
  return meetingOn !== null && meetingOn <= day;
}
