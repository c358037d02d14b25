/** Who handed in, when, and how whole: the rules of a month's roll-call. Nothing of it is stored. */
import { type Day, dayFrom, daysBetween, daysInMonth, partsOf } from '../day.ts';
import { type WorkCalendar, workingDayFrom } from '../workdays.ts';

/**
 * The day by which returns of a month are due: the first one with this number after the cut-off (the last day of a
 * month that is shorter), moved to the next working day.
 */
export function dueDayAfter(cutoff: Day, dueDay: number, calendar: WorkCalendar): Day {
  const { year, month } = partsOf(cutoff);
  const inMonth = (y: number, m: number): Day => dayFrom(y, m, Math.min(dueDay, daysInMonth(y, m))) ?? cutoff;
  const same = inMonth(year, month);
  const due = same > cutoff ? same : month === 12 ? inMonth(year + 1, 1) : inMonth(year, month + 1);
  return workingDayFrom(calendar, due);
}

export type RollStatus = 'received' | 'late' | 'waiting' | 'not_sent';

/** What came of a unit for a month. */
export interface RollFacts {
  readonly dueOn: Day;
  readonly today: Day;
  /** Days on which something came, in the order of their coming. */
  readonly received: readonly Day[];
  /** Measures expected now, and for each file those it says nothing of. */
  readonly expected: readonly number[];
  readonly absent: readonly (readonly number[])[];
}

export interface RollStanding {
  readonly status: RollStatus;
  /** Expected measures that no file reports on; 0 when nothing came. */
  readonly missing: readonly number[];
  /** Files after the first one. */
  readonly corrected: number;
  /** Days that the first file came late, or that nothing came since the due day. */
  readonly daysLate: number;
}

/** The first file says whether a unit was late; what it lacked, a later one may bring. */
export function rollStanding({ dueOn, today, received, expected, absent }: RollFacts): RollStanding {
  const [first] = received;
  if (first === undefined) {
    const over = today > dueOn;
    return {
      status: over ? 'not_sent' : 'waiting',
      missing: [],
      corrected: 0,
      daysLate: over ? daysBetween(dueOn, today) : 0,
    };
  }
  const late = first > dueOn;
  const lacks = absent.map((measures) => new Set(measures));
  return {
    status: late ? 'late' : 'received',
    missing: expected.filter((measure) => lacks.every((measures) => measures.has(measure))),
    corrected: received.length - 1,
    daysLate: late ? daysBetween(dueOn, first) : 0,
  };
}

/**
 * The number after those given out in a year: 提〔2024〕7号 → 提〔2024〕8号. Gaps stay, since a paper may be withdrawn but its
 * number is not given twice.
 */
export function nextNumber(prefix: string, year: number, given: readonly string[]): string {
  const start = `${prefix}〔${year}〕`;
  const numbers = given.flatMap((number) => {
    const rest = number.startsWith(start) ? /^(\d{1,9})号$/.exec(number.slice(start.length)) : null;
    return rest === null ? [] : [Number(rest[1])];
  });
  return `${start}${Math.max(0, ...numbers) + 1}号`;
}
