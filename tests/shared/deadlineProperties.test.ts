import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, lastDayOfMonth, partsOf } from '../../shared/day.ts';
import { deadlineProblems, readDeadline } from '../../shared/deadline.ts';
import { toChineseNumeral } from '../../shared/numerals.ts';
import { anyDay } from './arbitraries.ts';
import { workCalendar } from '../../shared/workdays.ts';
import { ctx, reading } from './readings.ts';

const calendar = workCalendar([]);

describe('readDeadline', () => {
  const chineseYear = (year: number): string =>
    String(year).replace(/\d/g, (d) => '〇一二三四五六七八九'.charAt(Number(d)));
  const fullWidth = (text: string): string =>
    text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  type Print = (y: number, m: number, d: number, day: string) => string;
  const prints: Record<string, Print> = {
    iso: (_y, _m, _d, day) => day,
    dots: (y, m, d) => `${y}.${m}.${d}`,
    dashes: (y, m, d) => `${y}-${m}-${d}`,
    slashes: (y, m, d) => `${y}/${m}/${d}`,
    eight: (_y, _m, _d, day) => day.replaceAll('-', ''),
    serial: (_y, _m, _d, day) => String(daysBetween('1899-12-30', day)),
    words: (y, m, d) => `${y}年${m}月${d}日`,
    padded: (_y, _m, _d, day) => day.replace('-', '年').replace('-', '月').concat('日'),
    blanks: (y, m, d) => ` ${y} 年 ${m} 月 ${d} 日 `,
    chinese: (y, m, d) => `${chineseYear(y)}年${toChineseNumeral(m)}月${toChineseNumeral(d)}日`,
  };
  const suffix = fc.constantFrom(
    '',
    '前',
    '之前',
    '前完成',
    '前完成整改',
    '，并长期坚持',
    '前完成，并长期坚持',
    '。',
  );

  test.each(Object.keys(prints))(
    'any day printed as %s reads back as the same day, in any width and dress',
    (form) => {
      fc.assert(
        fc.property(anyDay, suffix, fc.boolean(), (day, tail, wide) => {
          const { year, month, day: d } = partsOf(day);
          const printed = (prints[form]?.(year, month, d, day) ?? '') + tail;
          const ongoing = tail.includes('长期');
          expect(reading(wide ? fullWidth(printed) : printed)).toBe(`${day}${ongoing ? ' O' : ''}`);
        }),
      );
    },
  );

  test('any month, quarter or half in words ends on its last day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('', '底', '底前', '末', '底前完成'), (day, tail) => {
        const { year, month } = partsOf(day);
        const last = lastDayOfMonth(day);
        expect(reading(`${year}年${month}月${tail}`)).toBe(last);
        expect(reading(`${chineseYear(year)}年${toChineseNumeral(month)}月${tail}`)).toBe(last);
        const quarter = Math.ceil(month / 3);
        const end = lastDayOfMonth(`${year}-${String(quarter * 3).padStart(2, '0')}-01`);
        const quarterTail = tail.replace('底', '末');
        expect(reading(`${year}年第${quarter}季度${quarterTail}`)).toBe(end);
        expect(reading(`${year}年${toChineseNumeral(quarter)}季度${quarterTail}`)).toBe(end);
      }),
    );
  });

  test('a range reads as its end, whichever way the start is cut short', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.nat(400),
        fc.constantFrom('-', '—', '至', '～', ' - ', '到'),
        (end, back, dash) => {
          const from = partsOf(addDays(end, -back));
          const to = partsOf(end);
          const start = `${from.year}年${from.month}月${from.day}日`;
          expect(reading(`${start}${dash}${to.year}年${to.month}月${to.day}日`)).toBe(end);
          if (from.year !== to.year) return;
          expect(reading(`${start}${dash}${to.month}月${to.day}日`)).toBe(end);
          if (from.month !== to.month) return;
          expect(reading(`${start}${dash}${to.day}日`)).toBe(end);
        },
      ),
    );
  });

  const pieces = fc.constantFrom(
    ...[
      '2024',
      '24',
      '5',
      '31',
      '0',
      '年',
      '月',
      '日',
      '底',
      '前',
      '.',
      '-',
      '/',
      '至',
      '~',
      '，',
      '、',
      '（',
      '）',
      ' ',
      '\n',
    ],
    ...[
      '一',
      '二',
      '〇',
      '十',
      '季度',
      '上半年',
      '长期',
      '坚持',
      '持续',
      '立行立改',
      '并且',
      '并',
      '及',
      '以及',
      '后',
      '完成',
    ],
    ...[
      '反馈',
      '个',
      '三',
      '集中整改',
      '期满后',
      '《',
      '》',
      '星期二',
      'Q',
      '之日起',
      '起',
      '个月',
      '工作日',
      '内',
      '已',
      '整改',
      '任务',
      '集中整改期',
      '期间',
      '限期',
      '%',
      'T',
      'Z',
      ':',
    ],
  );
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((a) => a.join('')),
  );

  test('no string throws, each gets a deadline or a problem of the closed list, and the raw text stays', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const r = readDeadline(raw, { ...ctx, calendar });
        expect(r.ok ? r.deadline.raw : r.raw).toBe(raw);
        expect(readDeadline(raw, { ...ctx, calendar })).toEqual(r);
        expect(r.ok || deadlineProblems.includes(r.problem)).toBe(true);
        if (!r.ok) return;
        const { date, immediate, ongoing, inferred } = r.deadline;
        expect(inferred && date === null).toBe(false);
        // Something was understood, or there was nothing to understand.
        const empty = raw.replace(/[\s\u200b-\u200d]/g, '') === '';
        expect(date !== null || immediate || ongoing).toBe(!empty);
      }),
      { numRuns: 3000 },
    );
  });

  test('words repeated without end are answered, not searched for ever', () => {
    for (const word of [
      '并且',
      '以及',
      '整改任务',
      '之日起',
      '期间',
      '持续',
      '长期',
      '截止到',
      '十',
      '5-',
      '反馈后',
      '完成整改',
      '集中整改期满',
      '即日起至',
      '3个工作日',
      '《反馈',
      '1,',
    ]) {
      for (const raw of [
        word.repeat(Math.floor(190 / word.length)),
        `2024年反馈完成${word.repeat(60)}`.slice(0, 199) + 'x',
      ]) {
        expect(typeof readDeadline(raw, ctx).ok).toBe('boolean');
      }
    }
    expect(reading('长'.repeat(100_000))).toBe('deadline_not_understood');
  });
});
