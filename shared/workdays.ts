/**
 * Working days: weekends and the State Council's yearly arrangements of holidays (节假日安排), with what the clerk
 * entered himself. The arrangements are data of the chinese-days library; days are counted here, without any time zone.
 */
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, dayNumber } from './day.ts';
import type { Day } from './day.ts';

/** A day that the clerk entered: over any arrangement. */
export interface OwnDay {
  readonly day: Day;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

export interface WorkingDay {
  readonly day: Day;
  readonly work: boolean;
  /** Of the holiday, or for which a weekend is worked; '' for an ordinary day. */
  readonly name: string;
  readonly source: 'week' | 'state' | 'own';
}

export interface Coverage {
  /** First and last year of the arrangements at hand. */
  readonly from: number;
  readonly to: number;
  /** Further years for which the clerk entered holidays. */
  readonly own: readonly number[];
}

export interface WorkCalendar {
  day(day: Day): WorkingDay;
  works(day: Day): boolean;
  /** Does the calendar know the holidays of this day's year? Beyond, only weekends are told apart. */
  covers(day: Day): boolean;
  readonly coverage: Coverage;
}

type Table = Readonly<Record<string, string>>;
const holidays: Table = arrangement.holidays;
const workdays: Table = arrangement.workdays;
const years = Object.keys(holidays).map((day) => Number(day.slice(0, 4)));
const FROM = Math.min(...years);
const TO = Math.max(...years);

/** The data names a day 'New Year's Day,元旦,1'. */
const nameOf = (entry: string): string => entry.split(',')[1] ?? '';

/** Monday 0 to Sunday 6. 1970-01-01, day number 0, was a Thursday. */
const weekday = (day: Day): number => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** The calendar with the clerk's own days over it. */
export function workCalendar(own: readonly OwnDay[]): WorkCalendar {
  const mine = new Map(own.map((entry) => [entry.day, entry]));
  const ownYears = [
    ...new Set(own.filter((entry) => entry.kind === 'holiday').map((entry) => Number(entry.day.slice(0, 4)))),
  ]
    .filter((year) => year < FROM || year > TO)
    .sort((a, b) => a - b);
  const coverage: Coverage = { from: FROM, to: TO, own: ownYears };

  function told(day: Day): WorkingDay {
    const entered = mine.get(day);
    if (entered !== undefined)
      return { day, work: entered.kind === 'workday', name: entered.name, source: 'own' };
    if (Object.hasOwn(holidays, day))
      return { day, work: false, name: nameOf(holidays[day] ?? ''), source: 'state' };
    if (Object.hasOwn(workdays, day))
      return { day, work: true, name: nameOf(workdays[day] ?? ''), source: 'state' };
    return { day, work: weekday(day) < 5, name: '', source: 'week' };
  }
  return {
    day: told,
    works: (day) => told(day).work,
    covers(day) {
      const year = Number(day.slice(0, 4));
      return (year >= FROM && year <= TO) || ownYears.includes(year);
    },
    coverage,
  };
}

/**
 * The n-th working day after a day, which itself does not count (民法典 art. 201: the day on which a period begins is
 * not counted). `beyond`: some day on the way lies in a year whose holidays are not known.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  from: Day,
  n: number,
): { readonly day: Day; readonly beyond: boolean } {
  let day = from;
  let beyond = false;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    if (!calendar.covers(day)) beyond = true;
    if (calendar.works(day)) left -= 1;
  }
  return { day, beyond };
}

/** The day itself when it is worked, else the next working day. */
export function workingDayFrom(calendar: WorkCalendar, from: Day): Day {
  let day = from;
  while (!calendar.works(day)) day = addDays(day, 1);
  return day;
}
