/** Outcomes month by month, by the summary's own rule for what is distinct. */
import type { Facts, RecoveryFact, RegulationFact, SanctionFact } from '../summary/facts.ts';
import { distinct } from '../summary/outcomes.ts';
import { cutoffOf } from '../summary/period.ts';
import { monthOf } from '../day.ts';
import type { Day } from '../day.ts';
import { previousMonth } from '../month.ts';
import type { Sample } from './samples.ts';

export interface OutcomesAt {
  readonly regulations: number;
  /** People. */
  readonly sanctions: number;
  readonly fen: number;
  readonly newRegulations: number;
  readonly newSanctions: number;
  readonly newFen: number;
}

type OutcomeRow = RegulationFact | SanctionFact | RecoveryFact;

interface Count {
  readonly now: readonly number[];
  readonly inMonth: readonly number[];
}

export function outcomeTrend(facts: Facts, samples: readonly Sample[], cutoffDay: number): OutcomesAt[] {
  const bases = samples.map((sample) => baseOf(sample, facts, cutoffDay));
  const count = <T extends OutcomeRow>(rows: readonly T[], amountOf: (row: T) => number) =>
    counted(rows, amountOf, samples, bases);
  const regulations = count(facts.regulations, () => 1);
  const sanctions = count(facts.sanctions, (row) => row.people);
  const recoveries = count(facts.recoveries, (row) => row.fen);
  return samples.map((_, i) => ({
    regulations: regulations.now[i] ?? 0,
    sanctions: sanctions.now[i] ?? 0,
    fen: recoveries.now[i] ?? 0,
    newRegulations: regulations.inMonth[i] ?? 0,
    newSanctions: sanctions.inMonth[i] ?? 0,
    newFen: recoveries.inMonth[i] ?? 0,
  }));
}

/** The day with which the summary of a sample's month compares. */
function baseOf({ month, asOf }: Sample, { releasedBase }: Facts, cutoffDay: number): Day {
  const before = previousMonth(month);
  if (releasedBase?.month === before) return releasedBase.asOf;
  const cutoff = cutoffOf(before, cutoffDay);
  return cutoff < asOf ? cutoff : asOf;
}

function counted<T extends OutcomeRow>(
  rows: readonly T[],
  amountOf: (row: T) => number,
  samples: readonly Sample[],
  bases: readonly Day[],
): Count {
  const repeated = new Set(rows.flatMap((row) => row.duplicateOf ?? []));
  const alone = rows.filter((row) => row.duplicateOf === null && !repeated.has(row.id));
  // Which of rows that repeat one another stands depends on the day; they are few, and asked sample by sample.
  const entangled = rows.filter((row) => row.duplicateOf !== null || repeated.has(row.id));
  const sum = (some: readonly T[]) => some.reduce((total, row) => total + amountOf(row), 0);
  const asked = samples.map(({ asOf }, i) => distinct(entangled, asOf, bases[i] ?? asOf));
  const now = asked.map((found) => sum(found.now));
  const inMonth = asked.map((found) => sum(found.inMonth));
  for (const row of alone) {
    const amount = amountOf(row);
    samples.forEach(({ asOf }, i) => {
      if (!hasCome(row, asOf)) return;
      now[i] = (now[i] ?? 0) + amount;
      if (!hasCome(row, bases[i] ?? asOf)) inMonth[i] = (inMonth[i] ?? 0) + amount;
    });
  }
  return { now, inMonth };
}

/** By its own day, else by the month first reported (shared/counting.ts, `outcomesBy`). */
function hasCome(row: OutcomeRow, day: Day): boolean {
  if (row.on !== null) return row.on <= day;
  return row.reportedMonth === null || row.reportedMonth <= monthOf(day);
}
