/** What the bars of the Gantt chart span: rules over facts, without database or screen. */
import { earlier, later, lastDayOfMonth } from '../day.ts';
import type { Day } from '../day.ts';
import type { Lamp, Timeliness } from '../lists.ts';
import { lampOf, worstOfOpen } from '../timeliness.ts';

/** A measure of the plan as it stands on the day asked. */
export interface BarFact {
  readonly timeliness: Timeliness;
  readonly complete: boolean;
  /** The deadline in force, and the first one. */
  readonly dueOn: Day | null;
  readonly firstOn: Day | null;
  readonly extensions: number;
}

export interface Span {
  readonly dueOn: Day | null;
  readonly firstDueOn: Day | null;
  readonly extensions: number;
}

/** A measure's own: the first deadline only where extensions moved it. */
export function spanOfMeasure(fact: BarFact): Span {
  const moved = fact.extensions > 0 && fact.firstOn !== fact.dueOn;
  return { dueOn: fact.dueOn, firstDueOn: moved ? fact.firstOn : null, extensions: fact.extensions };
}

/**
 * An issue's, from its measures in the plan: the latest deadline of the incomplete ones, of all when none is left. Its
 * first deadline is the latest first one of the same measures.
 */
export function spanOfIssue(facts: readonly BarFact[]): Span {
  const open = facts.filter((fact) => !fact.complete);
  const asked = open.length > 0 ? open : facts;
  const dueOn = latest(asked.map((fact) => fact.dueOn));
  const firstOn = latest(asked.map((fact) => fact.firstOn));
  const extensions = facts.reduce((sum, fact) => sum + fact.extensions, 0);
  const moved = asked.some((fact) => fact.extensions > 0) && firstOn !== dueOn;
  return { dueOn, firstDueOn: moved ? firstOn : null, extensions };
}

/** The worst lamp of what is incomplete; null when the issue is closed or nothing is incomplete. */
export function lampOfIssue(closed: boolean, facts: readonly BarFact[]): Lamp | null {
  const worst = closed
    ? null
    : worstOfOpen(facts.filter((fact) => !fact.complete).map((fact) => fact.timeliness));
  return worst === null ? null : lampOf(worst);
}

/** Whole months that hold every day given; null for no day at all. */
export function wholeMonths(days: readonly (Day | null)[]): { from: Day; to: Day } | null {
  const known = days.filter((day) => day !== null);
  const [first] = known;
  if (first === undefined) return null;
  return {
    from: `${known.reduce(earlier, first).slice(0, 8)}01`,
    to: lastDayOfMonth(known.reduce(later, first)),
  };
}

function latest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
