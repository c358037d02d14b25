/**
 * A round month by month: what stood at each cut-off, told by one sweep over the events. A row is looked at only at the
 * samples at which anything about it changes, so that many months cost little more than one.
 */
import { measureComplete } from '../complete.ts';
import type { Day } from '../day.ts';
import type { MeasureState } from '../lists.ts';
import { demandWhileEstablished } from '../summary/asOf.ts';
import type { MeasuresByIssue } from '../summary/asOf.ts';
import type { Dated, Facts, IssueFact, MeasureFact } from '../summary/facts.ts';
import { outcomeTrend } from './outcomeTrend.ts';
import type { OutcomesAt } from './outcomeTrend.ts';
import type { Sample } from './samples.ts';

export interface TrendPoint extends Sample, OutcomesAt {
  readonly issues: number;
  readonly closed: number;
  readonly open: number;
  readonly measures: number;
  readonly measuresComplete: number;
  readonly measuresOpen: number;
  readonly overdue: number;
}

/** What stood at each sample, as the summary of its month counts it. `samples` ascend and are at least one. */
export function trendOf(
  facts: Facts,
  grouped: MeasuresByIssue,
  samples: readonly Sample[],
  cutoffDay: number,
): TrendPoint[] {
  const at = clockOf(samples);
  const issues = new Tally(samples.length);
  const closed = new Tally(samples.length);
  const measures = new Tally(samples.length);
  const complete = new Tally(samples.length);
  const overdue = new Tally(samples.length);
  for (const issue of facts.issues) {
    for (const present of presentSpans(issue, at)) {
      issues.during(present.from, present.to);
      for (const span of closedSpans(issue, at)) {
        closed.during(Math.max(span.from, present.from), Math.min(span.to, present.to));
      }
      for (const measure of grouped.get(issue.id) ?? []) {
        sweep(measure, present, at, samples, { measures, complete, overdue });
      }
    }
  }
  const outcomes = outcomeTrend(facts, samples, cutoffDay);
  const sums = [issues, closed, measures, complete, overdue].map((tally) => tally.sums());
  return samples.map((sample, i) => {
    const [all = 0, shut = 0, counted = 0, finished = 0, late = 0] = sums.map((sum) => sum[i]);
    return {
      ...sample,
      issues: all,
      closed: shut,
      open: all - shut,
      measures: counted,
      measuresComplete: finished,
      measuresOpen: counted - finished,
      overdue: late,
      ...(outcomes[i] as OutcomesAt),
    };
  });
}

/** From which sample on a day has come; the number of samples when it comes after all of them. */
interface Clock {
  by(day: Day): number;
  byOrNever(day: Day | null): number;
  /** The first sample after the day. */
  after(day: Day): number;
}

function clockOf(samples: readonly Sample[]): Clock {
  const known = new Map<Day, number>();
  const by = (day: Day): number => {
    let index = known.get(day);
    if (index === undefined) {
      const found = samples.findIndex((sample) => sample.asOf >= day);
      index = found < 0 ? samples.length : found;
      known.set(day, index);
    }
    return index;
  };
  return {
    by,
    byOrNever: (day) => (day === null ? samples.length : by(day)),
    after(day) {
      let index = by(day);
      while (samples[index]?.asOf === day) index += 1;
      return index;
    },
  };
}

/** Counts by sample, kept as differences. */
class Tally {
  readonly #differences: number[];

  constructor(samples: number) {
    this.#differences = Array.from({ length: samples + 1 }, () => 0);
  }

  /** One more from sample `from` until before sample `to`. */
  during(from: number, to: number): void {
    if (from >= to) return;
    this.#differences[from] = (this.#differences[from] ?? 0) + 1;
    this.#differences[to] = (this.#differences[to] ?? 0) - 1;
  }

  sums(): number[] {
    let sum = 0;
    return this.#differences.slice(0, -1).map((difference) => (sum += difference));
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When the issue was in the plan, as `issueInPlan` says it of one day: out only between its withdrawal and its return. */
function presentSpans(issue: IssueFact, at: Clock): Span[] {
  const adopted = at.by(issue.adoptedOn);
  if (issue.plan === undefined || issue.plan.length === 0)
    return spansFrom(adopted, [{ from: adopted, to: at.byOrNever(issue.withdrawnOn) }]);
  const events = [...issue.plan].sort(byDay);
  const first = { from: 0, to: at.byOrNever(events[0]?.on ?? null) };
  const later = events.flatMap((event, i) => {
    const span = { from: at.by(event.on), to: at.byOrNever(events[i + 1]?.on ?? null) };
    return event.kind === 'withdrawn' ? [] : [span];
  });
  return spansFrom(adopted, [first, ...later]);
}

const spansFrom = (from: number, spans: readonly Span[]): Span[] =>
  spans.map((span) => ({ ...span, from: Math.max(span.from, from) })).filter((span) => span.from < span.to);

function closedSpans(issue: IssueFact, at: Clock): Span[] {
  const events = issue.closing
    .filter((e) => e.step === 'closed' || e.step === 'imported_closed' || e.step === 'reopened')
    .sort(byDay);
  return events.flatMap((event, i) => {
    const next = events[i + 1];
    const span = { from: at.by(event.on), to: at.byOrNever(next?.on ?? null) };
    return event.step === 'reopened' ? [] : [span];
  });
}

interface MeasureTallies {
  readonly measures: Tally;
  readonly complete: Tally;
  readonly overdue: Tally;
}

/** Counts one measure at the samples between which it does not change. */
function sweep(
  fact: MeasureFact,
  present: Span,
  at: Clock,
  samples: readonly Sample[],
  tallies: MeasureTallies,
): void {
  const from = Math.max(present.from, at.by(fact.adoptedOn));
  if (from >= present.to) return;
  const events = fact.events.length < 2 ? fact.events : [...fact.events].sort(byDay);
  const extensions = fact.extensions.length < 2 ? fact.extensions : [...fact.extensions].sort(byDay);
  const changes = new Set<number>([from]);
  const change = (index: number): void => {
    if (index > from && index < present.to) changes.add(index);
  };
  for (const event of events) change(at.by(event.on));
  for (const extension of extensions) change(at.by(extension.on));
  for (const due of [fact.dueOn, ...extensions.map((x) => x.date)]) if (due !== null) change(at.after(due));
  const turns = [...changes].sort((a, b) => a - b);

  let state: MeasureState = 'not_started';
  let established = false;
  let withdrawn = false;
  const lasting = demandWhileEstablished(fact);
  let due = fact.dueOn;
  let event = 0;
  let extension = 0;
  turns.forEach((turn, i) => {
    const until = turns[i + 1] ?? present.to;
    const day = samples[turn]?.asOf ?? '';
    for (let next = events[event]; next !== undefined && next.on <= day; next = events[++event]) {
      if (next.kind === 'state') state = next.to;
      else if (next.kind === 'withdrawn' || next.kind === 'restored') withdrawn = next.kind === 'withdrawn';
      else established = next.kind === 'established';
    }
    for (let next = extensions[extension]; next !== undefined && next.on <= day;) {
      due = next.date;
      next = extensions[++extension];
    }
    if (withdrawn) return;
    tallies.measures.during(turn, until);
    const demand = established ? lasting : fact.demand;
    if (measureComplete({ state, demand, established })) tallies.complete.during(turn, until);
    else if (due !== null && day > due) tallies.overdue.during(turn, until);
  });
}

function byDay(a: Dated, b: Dated): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq;
}
