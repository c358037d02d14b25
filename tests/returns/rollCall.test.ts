/** Rules of the roll-call: due days, who is late or incomplete, the next number of a paper. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../shared/day.ts';
import { dueDayAfter, nextNumber, rollStanding } from '../../shared/returns/rollCall.ts';
import { workCalendar, workingDayFrom } from '../../shared/workdays.ts';

const calendar = workCalendar([]);

describe('due days', () => {
  test.each([
    // The fifth after the month's end; 5 October 2024 lies within the National Day holidays.
    ['2024-08-31', 5, '2024-09-05'],
    ['2024-09-30', 5, '2024-10-08'],
    // After a cut-off within the month the day may lie in the same month.
    ['2024-08-25', 28, '2024-08-28'],
    ['2024-08-25', 25, '2024-09-25'],
    ['2024-12-31', 3, '2025-01-03'],
    // A day that the month has not is its last one.
    ['2024-02-25', 31, '2024-02-29'],
    ['2024-01-31', 31, '2024-02-29'],
  ])('cut-off %s, day %i: %s', (cutoff, day, due) => {
    expect(dueDayAfter(cutoff, day, calendar)).toBe(due);
  });

  test('are working days after the cut-off, at most a month and a row of holidays later', () => {
    const day = fc.nat(20_000).map((n) => addDays('1990-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 31 }), (cutoff, wanted) => {
        const due = dueDayAfter(cutoff, wanted, calendar);
        expect(workingDayFrom(calendar, due)).toBe(due);
        expect(due > cutoff).toBe(true);
        expect(daysBetween(cutoff, due)).toBeLessThanOrEqual(42);
      }),
    );
  });

  test('a weekend moves to Monday also long ago, a worked weekend stays, what the clerk entered counts', () => {
    const moved = (day: string) => workingDayFrom(calendar, day);
    expect(['2024-08-30', '2024-08-31', '2024-09-01', '1999-01-02'].map(moved)).toEqual([
      ...['2024-08-30', '2024-09-02', '2024-09-02', '1999-01-04'],
    ]);
    // 14 September 2024 is worked for the Mid-Autumn holidays of the 15th to the 17th.
    expect(['2024-09-14', '2024-09-15'].map(moved)).toEqual(['2024-09-14', '2024-09-18']);
    const own = workCalendar([{ day: '2024-09-18', kind: 'holiday', name: '停电' }]);
    expect(workingDayFrom(own, '2024-09-15')).toBe('2024-09-19');
  });
});

describe('how a unit stands', () => {
  const facts = { dueOn: '2024-09-05', today: '2024-09-10', expected: [1, 2, 3] };

  test('nothing came: it is waited for until the due day is over', () => {
    const nothing = { ...facts, received: [], absent: [] };
    expect(rollStanding({ ...nothing, today: '2024-09-05' })).toEqual({
      ...{ status: 'waiting', missing: [], corrected: 0, daysLate: 0 },
    });
    expect(rollStanding(nothing)).toMatchObject({ status: 'not_sent', daysLate: 5 });
  });

  test('the first file says whether it was late, what it lacked a later one may bring', () => {
    const first = rollStanding({ ...facts, received: ['2024-09-05'], absent: [[2, 3]] });
    expect(first).toEqual({ status: 'received', missing: [2, 3], corrected: 0, daysLate: 0 });
    // The correction brings only what was missing, and says nothing of the rest.
    const both = {
      ...facts,
      received: ['2024-09-05', '2024-09-08'],
      absent: [
        [2, 3],
        [1, 2],
      ],
    };
    expect(rollStanding(both)).toEqual({ status: 'received', missing: [2], corrected: 1, daysLate: 0 });
    expect(rollStanding({ ...both, received: ['2024-09-08', '2024-09-09'] })).toMatchObject({
      ...{ status: 'late', daysLate: 3, corrected: 1 },
    });
  });

  test('what is no longer expected is not missing', () => {
    expect(
      rollStanding({ ...facts, expected: [1], received: ['2024-09-05'], absent: [[2, 3]] }).missing,
    ).toEqual([]);
  });
});

describe('numbers of papers', () => {
  test('go on after the highest of the year and kind, whatever else was given out', () => {
    expect(nextNumber('提', 2024, [])).toBe('提〔2024〕1号');
    const given = [
      '提〔2024〕7号',
      '提〔2024〕3号',
      '提〔2023〕40号',
      '督〔2024〕9号',
      '集团办〔2024〕8号',
      '提〔2024〕附号',
    ];
    expect(nextNumber('提', 2024, given)).toBe('提〔2024〕8号');
  });
});
