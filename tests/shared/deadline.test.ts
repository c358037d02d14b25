import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, partsOf } from '../../shared/day.ts';
import { demandOf, readDeadline } from '../../shared/deadline.ts';
import { anyDay } from './arbitraries.ts';
import { ctx, reading } from './readings.ts';

const table = (lines: string): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('=>').map((cell) => cell.trim()) as [string, string]);

describe('days', () => {
  test.each(
    table(`
      2024.5.31 => 2024-05-31
      2024-5-31 => 2024-05-31
      2024/5/31 => 2024-05-31
      2024-05-31 => 2024-05-31
      20240531 => 2024-05-31
      2024年5月31日 => 2024-05-31
      2024年5月31号 => 2024-05-31
      2024年5月31日前 => 2024-05-31
      2024年5月31日之前完成 => 2024-05-31
      2024.5.31日前 => 2024-05-31
      2024.05.31前完成 => 2024-05-31
      ２０２４．５．３１ => 2024-05-31
      ２０２４年５月３１日 => 2024-05-31
      2024年 5月 31日 => 2024-05-31
      2024 05 31 => 2024-05-31
      2024·5·31 => 2024-05-31
      45443 => 2024-05-31
      ４５４４３ => 2024-05-31
      45443.75 => 2024-05-31
      2024-05-31 00:00:00 => 2024-05-31
      2024/5/31 0:00 => 2024-05-31
      2024-05-31T00:00:00.000Z => 2024-05-31
      二〇二四年五月三十一日 => 2024-05-31
      二○二四年五月三十一日前完成 => 2024-05-31
      二OO九年五月三十一日 => 2009-05-31
      二0二四年5月31日 => 2024-05-31
      整改时限：2024年5月31日 => 2024-05-31
      力争于2024年5月31日前完成整改。 => 2024-05-31
      “2024年5月31日” => 2024-05-31
      2024年12月31日（含） => 2024-12-31
      截至2024年5月31日止 => 2024-05-31
    `),
  )('%s → %s', (raw, expected) => expect(reading(raw)).toBe(expected));

  test('the raw text is kept to the letter', () => {
    const raw = ' 二〇二四年五月底，\n并长期坚持 ';
    expect(readDeadline(raw, ctx)).toEqual({
      ok: true,
      deadline: { raw, date: '2024-05-31', immediate: false, ongoing: true, inferred: false },
      beyondCalendar: false,
      period: false,
      assumed: false,
    });
  });
});

describe('periods end on their last day', () => {
  test.each(
    table(`
      2024年5月 => 2024-05-31
      2024年2月 => 2024-02-29
      2024年5月底 => 2024-05-31
      2024年5月底前 => 2024-05-31
      2024年5月末前完成 => 2024-05-31
      二〇二四年五月底 => 2024-05-31
      2024-05 => 2024-05-31
      2024/05 => 2024-05-31
      2024.5 => 2024-05-31
      2024.10 => 2024-10-31
      202405 => 2024-05-31
      2024年5月中旬 => 2024-05-20
      2024年5月上旬 => 2024-05-10
      2024年5月下旬 => 2024-05-31
      2024年一季度 => 2024-03-31
      2024年第三季度末 => 2024-09-30
      2024Q3 => 2024-09-30
      2024年上半年 => 2024-06-30
      2024年下半年 => 2024-12-31
      2024年 => 2024-12-31
      2024年内 => 2024-12-31
      2024年底 => 2024-12-31
      2024年年底前 => 2024-12-31
      2024年末 => 2024-12-31
      2024年度 => 2024-12-31
      2024年5月-8月 => 2024-08-31
      2024年5-8月 => 2024-08-31
      2024年5月至8月 => 2024-08-31
      2024年5月—2024年8月 => 2024-08-31
      2024.5-2024.8 => 2024-08-31
      2024.5.1-8.31 => 2024-08-31
      2024.5.1-2024.8.31 => 2024-08-31
      2024年5月1日至8月31日 => 2024-08-31
      2024年5月1日-31日 => 2024-05-31
      2024年10月至2025年3月 => 2025-03-31
      2024~2025年 => 2025-12-31
    `),
  )('%s → %s', (raw, expected) => expect(reading(raw)).toBe(expected));
});

describe('a missing year is the first such day on or after feedback, and inferred', () => {
  test.each(
    table(`
      5月底前 => 2024-05-31 ?
      12月底 => 2023-12-31 ?
      十二月底 => 2023-12-31 ?
      11月20日 => 2023-11-20 ?
      11月19日 => 2024-11-19 ?
      5月31日前 => 2024-05-31 ?
      5/31 => 2024-05-31 ?
      6.30 => 2024-06-30 ?
      年底前 => 2023-12-31 ?
      今年年底前 => 2023-12-31 ?
      上半年 => 2024-06-30 ?
      一季度 => 2024-03-31 ?
      第三季度末 => 2024-09-30 ?
      2月29日 => 2024-02-29 ?
      2月底 => 2024-02-29 ?
      5月-8月 => 2024-08-31 ?
      5-8月 => 2024-08-31 ?
      24.5.31 => 2024-05-31 ?
      24年5月底 => 2024-05-31 ?
    `),
  )('%s → %s', (raw, expected) => expect(reading(raw)).toBe(expected));

  test('29 February waits for the next leap year', () =>
    expect(reading('2月29日', { ...ctx, feedbackOn: '2024-03-01' })).toBe('2028-02-29 ?'));

  test('without a feedback day nothing is proposed', () => {
    const none = { ...ctx, feedbackOn: null };
    for (const raw of ['5月底前', '年底前', '24.5.31', '反馈后一个月内']) {
      expect(reading(raw, none)).toBe('deadline_needs_feedback_day');
    }
    expect(reading('2月30日', none)).toBe('deadline_no_such_day');
    expect(reading('2024年5月', none)).toBe('2024-05-31');
  });

  test('the proposed day lies within a year of feedback and has the month and day written', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (day, feedbackOn) => {
        const { month, day: dayOfMonth } = partsOf(day);
        fc.pre(!(month === 2 && dayOfMonth === 29));
        const r = readDeadline(`${month}月${dayOfMonth}日`, { ...ctx, feedbackOn });
        if (!r.ok || r.deadline.date === null) throw new Error(`not read: ${day}`);
        expect(r.deadline.inferred).toBe(true);
        expect(r.deadline.date.slice(5)).toBe(day.slice(5));
        const away = daysBetween(feedbackOn, r.deadline.date);
        expect(away >= 0 && away <= 365).toBe(true);
      }),
    );
  });
});

describe('words', () => {
  test.each(
    table(`
      立行立改 => 2023-12-20 I
      立即整改 => 2023-12-20 I
      即知即改 => 2023-12-20 I
      立行立改，2024年5月底前完成 => 2024-05-31 I
      立行立改并长期坚持 => 2023-12-20 I O
      立行立改/长期坚持 => 2023-12-20 I O
      长期 => none O
      长期坚持 => none O
      持续推进 => none O
      常态化推进 => none O
      长期坚持、持续推进 => none O
      2024年5月起长期坚持 => none O
      即日起，长期坚持 => none O
      2024年底前，并长期坚持 => 2024-12-31 O
      2024年底前完成并长期坚持 => 2024-12-31 O
      2024年5月31日前完成整改，并长期坚持 => 2024-05-31 O
      2024年6月完成后持续推进 => 2024-06-30 O
      2024年5月31日（长期坚持） => 2024-05-31 O
      2024年5月31日/长期坚持 => 2024-05-31 O
      集中整改期内 => 2024-05-20
      集中整改期间完成 => 2024-05-20
      集中整改期内完成，并长期坚持 => 2024-05-20 O
      反馈后一个月内 => 2023-12-20
      反馈后30日内 => 2023-12-20
      自反馈之日起三个月内完成 => 2024-02-20
      收到反馈意见后半年内 => 2024-05-20
    `),
  )('%s → %s', (raw, expected) => expect(reading(raw)).toBe(expected));

  test('blank is no deadline', () => {
    for (const raw of ['', '  ', '\u3000\n', '\ufeff']) expect(reading(raw)).toBe('none');
  });

  test('立行立改 without a feedback day has no day yet; its days are a setting', () => {
    expect(reading('立行立改', { ...ctx, feedbackOn: null })).toBe('none I');
    expect(reading('立行立改', { ...ctx, immediateDays: 15 })).toBe('2023-12-05 I');
  });

  test('集中整改期内 without the round’s end is asked about', () =>
    expect(reading('集中整改期内', { ...ctx, roundEnd: null })).toBe('deadline_needs_round_end'));

  test('the demand follows: lasting before prompt before dated', () => {
    const demand = (raw: string): unknown => {
      const r = readDeadline(raw, ctx);
      return r.ok ? demandOf(r.deadline) : r.problem;
    };
    expect(demand('2024年底前，并长期坚持')).toBe('ongoing');
    expect(demand('立行立改')).toBe('immediate');
    expect(demand('2024年5月')).toBe('dated');
    expect(demand('')).toBeNull();
  });
});

describe('more forms as plans and returns have them', () => {
  test.each(
    table(`
      2024.12.31前 => 2024-12-31
      2024/6/30 => 2024-06-30
      45473.0 => 2024-06-30
      ４５４７３ => 2024-06-30
      2024年12月31日24时前 => 2024-12-31
      2024年12月31日18:00前 => 2024-12-31
      2024年12月31日下班前 => 2024-12-31
      2024年12月31日（星期二） => 2024-12-31
      2024年12月31日(周二)前 => 2024-12-31
      2024，12，31 => 2024-12-31
      2024、12、31前 => 2024-12-31
      2024_12_31 => 2024-12-31
      贰零贰肆年壹拾贰月 => 2024-12-31
      2024底 => 2024-12-31
      2024年年内 => 2024-12-31
      年内 => 2023-12-31 ?
      年内完成 => 2023-12-31 ?
      今年年内 => 2023-12-31 ?
      Q3 => 2024-09-30 ?
      Q3末 => 2024-09-30 ?
      2024Q4底前 => 2024-12-31
      一季度末 => 2024-03-31 ?
      十二月底 => 2023-12-31 ?
      6月底前并长期坚持 => 2024-06-30 O ?
      2024年2月底前完成，之后长期坚持 => 2024-02-29 O
      2024年2月底前完成，以及长期坚持 => 2024-02-29 O
      2024年2月底前取得阶段性成效，长期坚持 => 2024-02-29 O
      2024.12.31前完成并持续推进 => 2024-12-31 O
      即日起至2024年6月底 => 2024-06-30
      自即日起到2024年6月30日 => 2024-06-30
      2024.1-2024.6 => 2024-06-30
      2024年4月开始，长期坚持 => none O
      截止时间：2024年6月30日 => 2024-06-30
      2024年6月30日截止 => 2024-06-30
      2024年6月30日前务必完成 => 2024-06-30
      2024年6月30日前销号 => 2024-06-30
      2024年6月30日前完成整改并销号 => 2024-06-30
      即刻整改 => 2023-12-20 I
      边查边改 => 2023-12-20 I
      立即执行 => 2023-12-20 I
      边查边改，2024年3月底前完成 => 2024-03-31 I
      常抓不懈 => none O
      长期坚持，久久为功 => none O
      国庆节前 => deadline_not_understood
      2024年春节前 => deadline_not_understood
      元旦前 => deadline_not_understood
      年前 => deadline_ambiguous
      明年6月底前 => deadline_not_understood
      每月底 => deadline_not_understood
      “十四五”期间 => deadline_not_understood
      2024年12月3l日 => deadline_not_understood
      240630 => deadline_year_unlikely
      2024年4月底或6月底 => deadline_not_understood
      2023年2月29日前 => deadline_no_such_day
      2024年2月30日前完成 => deadline_no_such_day
      2024、13、1 => deadline_no_such_day
    `),
  )('%s → %s', (raw, expected) => expect(reading(raw)).toBe(expected));

  test('what was understood, printed as a day, reads back as the same day', () => {
    for (const raw of ['十二月底', 'Q3', '年内', '2024.12.31前完成并持续推进', '立行立改', '45473']) {
      const first = readDeadline(raw, ctx);
      const date = first.ok ? first.deadline.date : null;
      expect(date).not.toBeNull();
      expect(reading(date ?? '')).toBe(date);
    }
  });
});

describe('what is not understood is asked, never guessed', () => {
  test.each(
    table(`
      2024年2月30日 => deadline_no_such_day
      2025年2月29日 => deadline_no_such_day
      2月30日 => deadline_no_such_day
      2024年4月31日-6月30日 => deadline_no_such_day
      4月31日 => deadline_no_such_day
      202413 => deadline_no_such_day
      2024年5月前 => deadline_ambiguous
      2024年前 => deadline_ambiguous
      三季度前 => deadline_ambiguous
      6月初 => deadline_ambiguous
      月底前 => deadline_ambiguous
      6.3 => deadline_ambiguous
      2024.1 => deadline_ambiguous
      24.5 => deadline_ambiguous
      5-8 => deadline_ambiguous
      5/6/2024 => deadline_ambiguous
      24/5/31 => deadline_ambiguous
      2024年10月-3月 => deadline_ambiguous
      2024年5月31日、2024年8月31日 => deadline_ambiguous
      2124年5月1日 => deadline_year_unlikely
      12.5.31 => deadline_year_unlikely
      已完成 => deadline_is_a_state
      2024年5月已完成 => deadline_is_a_state
      已于2024年5月完成 => deadline_is_a_state
      完成 => deadline_is_a_state
      进行中 => deadline_is_a_state
      100% => deadline_is_a_state
      限期整改 => deadline_needs_day
      反馈后10个工作日内 => deadline_working_days
      一二月 => deadline_not_understood
      2024.5.31 2024.8.31 => deadline_not_understood
      2024-05-30T16:00:00.000Z => deadline_not_understood
      2024年5月起 => deadline_not_understood
      2024 => deadline_not_understood
      31 => deadline_not_understood
      99999 => deadline_not_understood
      每季度末 => deadline_not_understood
      尽快 => deadline_not_understood
      待定 => deadline_not_understood
      无 => deadline_not_understood
      / => deadline_not_understood
      — => deadline_not_understood
      同上 => deadline_not_understood
      2024年5月底前完成阶段性目标，长期坚持 => deadline_not_understood
    `),
  )('%s → %s', (raw, expected) => {
    expect(readDeadline(raw, ctx)).toEqual({ ok: false, problem: expected, raw });
  });
});
