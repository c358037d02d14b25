/** Deadlines as periods: working days by the calendar, months and days after feedback, after the concentrated rectification. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths } from '../../shared/day.ts';
import { readDeadline } from '../../shared/deadline.ts';
import type { DeadlineContext } from '../../shared/deadline.ts';
import { readStagePeriod } from '../../shared/plan/stagePeriod.ts';
import { addWorkingDays, workCalendar } from '../../shared/workdays.ts';
import { ctx, reading } from './readings.ts';

const calendar = workCalendar([]);
const working: DeadlineContext = { ...ctx, calendar };

describe('working days', () => {
  // Feedback on Monday 20 November 2023; 1 January 2024 is a holiday.
  test.each([
    ['反馈后10个工作日内', '2023-12-04'],
    ['反馈后十个工作日内', '2023-12-04'],
    ['收到反馈意见之日起20个工作日', '2023-12-18'],
    ['收到反馈意见后15个工作日内完成', '2023-12-11'],
    ['自收到巡察反馈意见之日起３０个工作日内', '2024-01-02'],
    ['收到《巡察反馈意见》之日起10个工作日内', '2023-12-04'],
    ['反馈后 5 个 工作日 内', '2023-11-27'],
    ['反馈会后10工作日内', '2023-12-04'],
    ['反馈后10个工作日内完成，并长期坚持', '2023-12-04 O'],
    ['集中整改期满后5个工作日内', '2024-05-27'],
    ['15个工作日内', '2023-12-11 ?'],
    ['十五个工作日', '2023-12-11 ?'],
  ])('%s → %s', (raw, expected) => expect(reading(raw, working)).toBe(expected));

  test('any number of them is as many as the calendar counts, and the raw words stay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 7000 }), (n, from) => {
        const feedbackOn = addDays('2006-01-01', from);
        const raw = `反馈后${n}个工作日内`;
        const read = readDeadline(raw, { ...working, feedbackOn });
        const { day, beyond } = addWorkingDays(calendar, feedbackOn, n);
        expect(read).toMatchObject({ ok: true, deadline: { raw, date: day, inferred: false }, period: true });
        expect(read.ok && read.beyondCalendar).toBe(beyond);
      }),
    );
  });

  test('own holidays move the day, and beyond the years that are covered it says so', () => {
    const raw = '反馈后2个工作日内';
    const own = workCalendar([{ day: '2023-11-21', kind: 'holiday', name: '停电' }]);
    expect(reading(raw, working)).toBe('2023-11-22');
    expect(reading(raw, { ...working, calendar: own })).toBe('2023-11-23');
    const { to } = calendar.coverage;
    const late = (days: readonly string[]) =>
      readDeadline('反馈后6个工作日内', {
        ...working,
        feedbackOn: `${to}-12-29`,
        calendar: workCalendar(days.map((day) => ({ day, kind: 'holiday', name: '元旦' }))),
      });
    expect(late([])).toMatchObject({ ok: true, beyondCalendar: true });
    expect(late([`${to + 1}-01-01`])).toMatchObject({ ok: true, beyondCalendar: false });
    expect(readDeadline('2099年12月31日', working)).toMatchObject({ ok: true, beyondCalendar: false });
  });

  test('without a calendar or a feedback day they are asked for', () => {
    expect(reading('反馈后10个工作日内')).toBe('deadline_working_days');
    expect(reading('10个工作日内')).toBe('deadline_working_days');
    expect(reading('反馈后10个工作日内', { ...working, feedbackOn: null })).toBe(
      'deadline_needs_feedback_day',
    );
    expect(reading('集中整改期满后5个工作日内', { ...working, roundEnd: null })).toBe(
      'deadline_needs_round_end',
    );
    expect(reading('反馈后0个工作日内', working)).toBe('deadline_not_understood');
  });
});

describe('other periods', () => {
  test.each([
    ['反馈当日', '2023-11-20'],
    ['反馈后2个月', '2024-01-20'],
    ['自反馈之日起60日内', '2024-01-19'],
    ['收到反馈意见之日起两周内', '2023-12-04'],
    ['反馈意见印发之日起3个月内', '2024-02-20'],
    ['反馈后60个自然日内', '2024-01-19'],
    ['反馈后半个月内', '2023-12-05'],
    ['集中整改期满后1个月', '2024-06-20'],
    ['集中整改结束后一个月内', '2024-06-20'],
    ['六个月集中整改期内', '2024-05-20'],
    // Nothing says from when: counted from the feedback day, and to be confirmed.
    ['一个月内', '2023-12-20 ?'],
    ['三个月', '2024-02-20 ?'],
    ['30天内', '2023-12-20 ?'],
    ['七日内', '2023-11-27 ?'],
    ['两周内', '2023-12-04 ?'],
    ['一年内', '2024-11-20 ?'],
    ['半年内完成，长期坚持', '2024-05-20 O ?'],
  ])('%s → %s', (raw, expected) => expect(reading(raw, working)).toBe(expected));

  test.each([
    // The round runs for six months.
    ['三个月集中整改期内', 'deadline_ambiguous'],
    ['31日', 'deadline_not_understood'],
    ['0个月内', 'deadline_not_understood'],
    ['每三个月', 'deadline_not_understood'],
    ['五月内', '2024-05-31 ?'],
    ['反馈后50年', 'deadline_not_understood'],
    ['24年内', '2024-12-31 ?'],
  ])('%s → %s', (raw, expected) => expect(reading(raw, working)).toBe(expected));

  test('a calendar day is no period, whatever calendar is at hand', () => {
    for (const raw of ['2024年5月底前', '立行立改', '长期坚持', '45443', ''])
      expect(readDeadline(raw, working)).toMatchObject({ ok: true, period: false, assumed: false });
  });
});

describe('periods of stages', () => {
  const value = (period: string, context = working): unknown => {
    const result = readStagePeriod(period, context);
    return result.ok ? result.value : result.error.code;
  };

  test('are counted from the feedback day', () => {
    expect(value('1个月')).toBe('2023-12-20');
    expect(value('30天')).toBe('2023-12-20');
    expect(value('15个工作日')).toBe('2023-12-11');
    expect(value('反馈后2个月')).toBe('2024-01-20');
    expect(value('反馈当日')).toBe('2023-11-20');
    expect(value('集中整改期内')).toBe('2024-05-20');
    expect(value('集中整改期满后1个月')).toBe('2024-06-20');
  });

  test('wait for the feedback day, and are checked before it comes', () => {
    const none = { ...working, feedbackOn: null, roundEnd: null };
    expect(value('1个月', none)).toBeNull();
    expect(value('集中整改期满后1个月', none)).toBeNull();
    expect(value('尽快', none)).toBe('period_not_understood');
  });

  test.each([
    '2024年5月31日',
    '5月底前',
    '长期坚持',
    '立行立改',
    '1个月，并长期坚持',
    '已完成',
    '尽快',
    '5月',
  ])('%s is none', (period) => expect(value(period)).toBe('period_not_understood'));

  test('any of them agrees with plain counting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 0, max: 9000 }), (n, from) => {
        const feedbackOn = addDays('2000-01-01', from);
        const at = { ...working, feedbackOn };
        expect(value(`${n}个月`, at)).toBe(addMonths(feedbackOn, n));
        expect(value(`${n}天`, at)).toBe(addDays(feedbackOn, n));
        expect(value(`${n}周`, at)).toBe(addDays(feedbackOn, 7 * n));
      }),
    );
  });
});
