import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compare,
  dayFrom,
  dayLabel,
  dayNumber,
  dayOf,
  dayOfNumber,
  daysBetween,
  earlier,
  isDay,
  lastDayOfMonth,
  later,
  monthOf,
} from '../../shared/day.ts';
import {
  firstDay,
  isMonth,
  lastDay,
  monthLabel,
  monthsBetween,
  nextMonth,
  previousMonth,
  shiftMonth,
} from '../../shared/month.ts';
import { anyDay } from './arbitraries.ts';

describe('isDay', () => {
  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2024-12-31'])(
    '%s stands in the calendar',
    (d) => expect(isDay(d)).toBe(true),
  );
  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0000-01-01',
    '2024-1-01',
    '2024-01-1',
    '20240101',
    ' 2024-01-01',
    '2024-01-01\n',
    '２０２４-01-01',
    '',
    null,
    20240101,
    new Date(0),
  ])('%s does not', (d) => expect(isDay(d)).toBe(false));
});

describe('arithmetic of days', () => {
  test('crosses leap days, month and year ends', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-02-29', 1)).toBe('2024-03-01');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2024-08-31', '2024-08-01')).toBe(-30);
  });

  test('agrees with the platform calendar in UTC, for every tenth day of 600 years', () => {
    for (let n = dayNumber('1700-01-01'); n < dayNumber('2300-01-01'); n += 10) {
      expect(dayOfNumber(n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
    }
  });

  test('adding and counting back are inverse, and order is that of numbers', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
        const other = addDays(day, n);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(n);
        expect(addDays(other, -n)).toBe(day);
        expect(compare(day, other)).toBe(Math.sign(-n) + 0);
        expect(earlier(day, other)).toBe(n < 0 ? other : day);
        expect(later(day, other)).toBe(n < 0 ? day : other);
      }),
    );
  });

  test('months are added by the calendar and clamped to the last day', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2023-11-20', 6)).toBe('2024-05-20');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2024-01-15', -1)).toBe('2023-12-15');
    expect(addMonths('2024-08-31', 12)).toBe('2025-08-31');
  });

  test('adding months lands in the right month with the same day or the last one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, n) => {
        const other = addMonths(day, n);
        expect(monthOf(other)).toBe(shiftMonth(monthOf(day), n));
        expect(
          other.slice(8) === day.slice(8) ||
            (other === lastDayOfMonth(other) && other.slice(8) < day.slice(8)),
        ).toBe(true);
      }),
    );
  });

  test('what is no day or no whole number is refused loudly', () => {
    expect(() => addDays('2024-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('2024-02-01', 1.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError);
    expect(() => dayOf(Number.NaN, 480)).toThrow(RangeError);
    expect(dayFrom(2024, 2.5, 1)).toBeNull();
  });

  test('today depends on the offset east of UTC only', () => {
    const justBeforeMidnightUtc = Date.UTC(2024, 7, 31, 23, 59, 59);
    expect(dayOf(justBeforeMidnightUtc, 0)).toBe('2024-08-31');
    expect(dayOf(justBeforeMidnightUtc, 480)).toBe('2024-09-01');
    expect(dayOf(Date.UTC(2024, 8, 1, 0, 0, 0), -60)).toBe('2024-08-31');
    expect(dayOf(-1, 0)).toBe('1969-12-31');
  });

  test('is printed as papers print it', () => expect(dayLabel('2024-08-05')).toBe('2024年8月5日'));
});

describe('months', () => {
  test('are recognised', () => {
    expect(['2024-01', '2024-12', '0001-01'].every(isMonth)).toBe(true);
    expect(['2024-00', '2024-13', '2024-1', '0000-01', '2024-08-01', '', 202408].some(isMonth)).toBe(false);
  });

  test('have a first and a last day and a label', () => {
    expect(firstDay('2024-08')).toBe('2024-08-01');
    expect(lastDay('2024-02')).toBe('2024-02-29');
    expect(lastDay('2023-02')).toBe('2023-02-28');
    expect(monthLabel('2024-08')).toBe('2024年8月');
    expect(() => firstDay('2024-8')).toThrow(RangeError);
  });

  test('follow one another over the year’s end', () => {
    expect(nextMonth('2024-12')).toBe('2025-01');
    expect(previousMonth('2024-01')).toBe('2023-12');
    expect(monthsBetween('2024-06', '2024-08')).toBe(2);
    expect(() => nextMonth('9999-12')).toThrow(RangeError);
  });

  test('a month’s last day is followed by the next month’s first', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const month = monthOf(day);
        expect(addDays(lastDay(month), 1)).toBe(firstDay(nextMonth(month)));
        expect(previousMonth(nextMonth(month))).toBe(month);
        expect(lastDayOfMonth(day)).toBe(lastDay(month));
      }),
    );
  });
});
