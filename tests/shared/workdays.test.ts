/** Working days against the library's own answers, whose data they are; own days; coverage; independence of time zones. */
import { execFileSync } from 'node:child_process';
import { isWorkday } from 'chinese-days';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';
import { addDays, daysBetween } from '../../shared/day.ts';
import { addWorkingDays, type OwnDay, workCalendar, workingDayFrom } from '../../shared/workdays.ts';

const calendar = workCalendar([]);
const { from, to } = calendar.coverage;
const first = `${from}-01-01`;
const days = Array.from({ length: daysBetween(first, `${to}-12-31`) + 1 }, (_, index) =>
  addDays(first, index),
);
const anyDay = fc.constantFrom(...days.slice(0, -400));

describe('the arrangements', () => {
  test('cover whole years, each with its holidays', () => {
    expect(from).toBe(2004);
    expect(to).toBeGreaterThanOrEqual(2026);
    for (let year = from; year <= to; year += 1) {
      const ofYear = days.filter((day) => day.startsWith(String(year)));
      expect(
        ofYear.filter((day) => calendar.day(day).source === 'state' && !calendar.works(day)).length,
      ).toBeGreaterThan(6);
      expect(ofYear.every((day) => calendar.covers(day))).toBe(true);
    }
    expect([`${from - 1}-12-31`, `${to + 1}-01-01`].map((day) => calendar.covers(day))).toEqual([
      false,
      false,
    ]);
  });

  test('every day is worked or not as the library says', () => {
    expect(days.filter((day) => calendar.works(day) !== isWorkday(day))).toEqual([]);
  });

  test('days have their names and who says so', () => {
    expect(calendar.day('2024-10-01')).toEqual({
      ...{ day: '2024-10-01', work: false, name: '国庆节', source: 'state' },
    });
    expect(calendar.day('2024-09-29')).toEqual({
      ...{ day: '2024-09-29', work: true, name: '国庆节', source: 'state' },
    });
    expect(calendar.day('2024-08-31')).toEqual({ day: '2024-08-31', work: false, name: '', source: 'week' });
  });
});

describe('counting', () => {
  test('the n-th working day has n worked days after the start, and is one itself', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 200 }), (start, n) => {
        const { day, beyond } = addWorkingDays(calendar, start, n);
        const between = Array.from({ length: daysBetween(start, day) }, (_, i) => addDays(start, i + 1));
        expect(between.filter((each) => isWorkday(each))).toHaveLength(n);
        expect(isWorkday(day)).toBe(true);
        expect(beyond).toBe(false);
      }),
    );
  });

  test('in parts is counting at once; none is the day itself', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), fc.nat(60), (start, a, b) => {
        const half = addWorkingDays(calendar, start, a).day;
        expect(addWorkingDays(calendar, half, b).day).toBe(addWorkingDays(calendar, start, a + b).day);
        expect(addWorkingDays(calendar, start, 0)).toEqual({ day: start, beyond: false });
      }),
    );
  });

  test('the next working day is the first one that is worked', () => {
    fc.assert(
      fc.property(anyDay, (start) => {
        const found = workingDayFrom(calendar, start);
        expect(isWorkday(found)).toBe(true);
        for (let day = start; day < found; day = addDays(day, 1)) expect(isWorkday(day)).toBe(false);
      }),
    );
  });
});

describe('own days', () => {
  const own = fc.uniqueArray(
    fc.record({
      day: anyDay,
      kind: fc.constantFrom('holiday', 'workday'),
      name: fc.constantFrom('', '公司安排'),
    }),
    { selector: (entry) => entry.day, maxLength: 20 },
  ) as fc.Arbitrary<OwnDay[]>;

  test('stand over any arrangement, and change no other day', () => {
    fc.assert(
      fc.property(own, anyDay, (entries, day) => {
        const mine = workCalendar(entries);
        const entry = entries.find((each) => each.day === day);
        expect(mine.day(day)).toEqual(
          entry === undefined
            ? calendar.day(day)
            : { day, work: entry.kind === 'workday', name: entry.name, source: 'own' },
        );
        for (const each of entries) expect(mine.works(each.day)).toBe(each.kind === 'workday');
      }),
    );
  });

  test('holidays of a year beyond make it known; a worked weekend alone does not', () => {
    const next = String(to + 1);
    const known = (entries: OwnDay[]) => {
      const mine = workCalendar(entries);
      return [mine.covers(`${next}-05-01`), mine.coverage.own];
    };
    expect(known([{ day: `${next}-01-01`, kind: 'holiday', name: '元旦' }])).toEqual([true, [to + 1]]);
    expect(known([{ day: `${next}-01-02`, kind: 'workday', name: '' }])).toEqual([false, []]);
    // Own days of a year that is covered make no new year.
    expect(known([{ day: `${to}-03-02`, kind: 'holiday', name: '停电' }])).toEqual([false, []]);
  });
});

test('the same days are worked in every time zone, on days on which clocks change too', () => {
  const script = `
    const { workCalendar, addWorkingDays } = await import(${JSON.stringify(inRoot('shared', 'workdays.ts'))});
    const calendar = workCalendar([]);
    const days = ['2024-03-08', '2024-03-29', '2024-09-27', '2024-10-25', '2024-11-01', '2018-11-02', '2011-12-29'];
    process.stdout.write(JSON.stringify(days.map((day) => addWorkingDays(calendar, day, 7).day)));`;
  const answers = [
    'Asia/Shanghai',
    'America/New_York',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'Europe/London',
  ].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ, NODE_NO_WARNINGS: '1' },
    }).toString(),
  );
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? '')).toEqual(
    ['2024-03-08', '2024-03-29', '2024-09-27', '2024-10-25', '2024-11-01', '2018-11-02', '2011-12-29'].map(
      (day) => addWorkingDays(calendar, day, 7).day,
    ),
  );
});
