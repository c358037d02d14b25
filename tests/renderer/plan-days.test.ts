import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOfAgenda } from '../../renderer/app/AgendaStrip.tsx';
import { aboutNew, extensionStory } from '../../renderer/store/extend.ts';
import { dayByKey, weekdayOf, weeksOf } from '../../renderer/views/plan/monthGrid.ts';
import { trackWidth, zoomed } from '../../renderer/views/plan/zoom.ts';
import { daysOf, rangesOf } from '../../renderer/views/settings/ranges.ts';
import { beyondWords, coverageWords } from '../../renderer/words/coverage.ts';
import { deadlineReading } from '../../renderer/words/deadlineReading.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { MeasureDetail } from '../../shared/contract/types.ts';
import { addDays, monthOf } from '../../shared/day.ts';

const TODAY = '2024-10-30';
const day = fc.integer({ min: -4000, max: 4000 }).map((count) => addDays(TODAY, count));

describe('days of a month', () => {
  it('stand in whole weeks from Monday, each day of the month once', () => {
    fc.assert(
      fc.property(day, (each) => {
        const month = monthOf(each);
        const weeks = weeksOf(month);
        const all = weeks.flat();
        for (const week of weeks) expect(week.map(weekdayOf)).toEqual([0, 1, 2, 3, 4, 5, 6]);
        for (const [index, at] of all.entries()) {
          if (index > 0) expect(at).toBe(addDays(all[index - 1]!, 1));
        }
        expect(all.filter((at) => monthOf(at) === month)).toHaveLength(
          Number(
            all
              .filter((at) => monthOf(at) === month)
              .at(-1)!
              .slice(8),
          ),
        );
        for (const week of weeks) expect(week.some((at) => monthOf(at) === month)).toBe(true);
      }),
    );
    expect(weekdayOf('2024-10-30')).toBe(2);
    expect(weeksOf('2024-10')[0]![0]).toBe('2024-09-30');
  });

  it('are walked by keys', () => {
    expect(dayByKey('2024-10-31', 'ArrowRight')).toBe('2024-11-01');
    expect(dayByKey('2024-10-31', 'PageUp')).toBe('2024-09-30');
    expect(dayByKey('2024-10-30', 'Home')).toBe('2024-10-28');
    expect(dayByKey('2024-10-30', 'End')).toBe('2024-11-03');
    expect(dayByKey('2024-10-30', 'x')).toBeNull();
  });
});

describe('zoom of the chart', () => {
  it('never makes the track narrower than its room, and comes back to what fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 28, max: 2300 }), fc.integer({ min: 200, max: 2000 }), (days, room) => {
        let dayWidth: number | null = null;
        for (let turn = 0; turn < 30; turn += 1) {
          const before = trackWidth(dayWidth, days, room);
          dayWidth = zoomed(dayWidth, days, room, 1);
          expect(trackWidth(dayWidth, days, room)).toBeGreaterThanOrEqual(before);
        }
        for (let turn = 0; turn < 40; turn += 1) dayWidth = zoomed(dayWidth, days, room, -1);
        expect(trackWidth(dayWidth, days, room)).toBe(Math.max(room, Math.round((dayWidth ?? 0) * days)));
        expect(dayWidth).toBeNull();
      }),
    );
  });
});

describe('own holidays as ranges', () => {
  it('fall together as they were entered, and apart by name and kind', () => {
    const days = [
      ...daysOf('2027-10-01', '2027-10-07').map((each) => ({
        day: each,
        name: '国庆节',
        kind: 'holiday' as const,
      })),
      { day: '2027-10-08', name: '国庆节', kind: 'workday' as const },
      { day: '2027-10-10', name: '国庆节', kind: 'workday' as const },
    ];
    expect(rangesOf(days).map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ['2027-10-01', '2027-10-07', 'holiday'],
      ['2027-10-08', '2027-10-08', 'workday'],
      ['2027-10-10', '2027-10-10', 'workday'],
    ]);
    expect(rangesOf(days).flatMap(({ from, to }) => daysOf(from, to))).toEqual(days.map((each) => each.day));
  });

  it('say what the calendar covers, and warn beyond it only', () => {
    const coverage = { from: 2004, to: 2026, own: [2027] };
    expect(coverageWords(coverage)).toBe('2004—2026 年，另自行录入 2027 年');
    expect(beyondWords(2026, coverage)).toBe('');
    expect(beyondWords(2027, coverage)).toBe('');
    expect(beyondWords(2028, coverage)).toContain('只到 2026 年');
    expect(beyondWords(2003, coverage)).toContain('从 2004 年起');
  });
});

describe("the start's strip", () => {
  const agenda: Reply<'plan.agenda'> = {
    revision: 1,
    today: TODAY,
    clockBehind: null,
    overdue: { count: 3, rows: [] },
    due: { count: 2, rows: [] },
    stages: [],
    waiting: [],
    waitingCount: 1,
    ready: 0,
    requests: 0,
    returns: { month: '2024-10', dueOn: '2024-11-05', missing: 4 },
  };

  it('says what there is, and nothing of what there is not', () => {
    expect(partsOfAgenda(agenda).map(({ words }) => words)).toEqual([
      '超期 3 项',
      '7 日内到期 2 项',
      '待办理销号 1 个',
      '报送截止 11 月 5 日（还差 4 家）',
    ]);
    expect(
      partsOfAgenda({
        ...agenda,
        overdue: { count: 0, rows: [] },
        due: { count: 0, rows: [] },
        waitingCount: 0,
        returns: { month: '2024-10', dueOn: '2024-11-05', missing: 0 },
      }),
    ).toEqual([]);
  });

  it('stresses what is late', () => {
    const stage = { stage: 1, kind: 'plan', title: '', dueOn: '2024-10-01', done: false } as const;
    const parts = partsOfAgenda({ ...agenda, stages: [stage, { ...stage, stage: 2, done: true }] });
    expect(parts.filter(({ alert }) => alert).map(({ words }) => words)).toEqual([
      '超期 3 项',
      '整改方案已过期',
    ]);
    const many = partsOfAgenda({ ...agenda, stages: [stage, { ...stage, stage: 3 }] });
    expect(many.map(({ words }) => words)).toContain('2 个阶段已过期');
  });
});

describe('words of extensions', () => {
  const deadline = { raw: '5月底前', date: '2024-05-31', immediate: false, ongoing: false, inferred: false };
  const extension = (id: number, approvedOn: string, date: string) => ({
    id,
    approvedOn,
    date,
    raw: date,
    approvedBy: '党委会',
    reason: '采购流标',
  });

  it('tell the first deadline, the count, each day and reason', () => {
    const story = extensionStory({
      deadline,
      extensionList: [extension(2, '2024-08-01', '2024-10-31'), extension(1, '2024-05-20', '2024-08-31')],
    } as unknown as MeasureDetail);
    expect(story.split('\n')).toEqual([
      '原定期限：5月底前（2024-05-31），已延期 2 次：',
      '1. 2024-05-20 党委会批准延至 2024-08-31（采购流标）',
      '2. 2024-08-01 党委会批准延至 2024-10-31（采购流标）',
    ]);
  });

  it('say how a new day stands to the one in force', () => {
    expect(aboutNew('2024-11-30', '2024-10-31', TODAY)).toBe('比现在的期限晚 30 天');
    expect(aboutNew('2024-10-29', '2024-09-30', TODAY)).toContain('仍是超期');
    expect(aboutNew('2024-12-01', '2024-12-01', TODAY)).toBe('不晚于现在的期限 2024-12-01，不是延期');
  });

  it('say back what was understood, what is doubtful, and what was not', () => {
    expect(deadlineReading({ deadline, problem: null, beyondCalendar: true }, 'day')).toEqual({
      understood: true,
      words: '2024年5月31日',
      warning: expect.stringContaining('节假日') as string,
    });
    const inferred = { ...deadline, inferred: true };
    expect(
      deadlineReading({ deadline: inferred, problem: null, beyondCalendar: false }, 'day'),
    ).toMatchObject({
      understood: false,
      words: expect.stringContaining('没有写明年份') as string,
    });
    const ongoing = { ...deadline, date: null, ongoing: true };
    expect(deadlineReading({ deadline: ongoing, problem: null, beyondCalendar: false }, 'day').words).toBe(
      '延期要写明延到哪一天',
    );
    expect(
      deadlineReading({ deadline: null, problem: 'deadline_no_such_day', beyondCalendar: false }, 'day'),
    ).toEqual({ understood: false, words: '日历上没有这一天', warning: '' });
    // A plan may leave out the year, or name no day at all.
    expect(deadlineReading({ deadline: inferred, problem: null, beyondCalendar: false }, 'words')).toEqual({
      understood: true,
      words: '2024年5月31日',
      warning: expect.stringContaining('推断') as string,
    });
    expect(deadlineReading({ deadline: ongoing, problem: null, beyondCalendar: false }, 'words')).toEqual({
      understood: true,
      words: '长期坚持，没有日期',
      warning: '',
    });
    const unread = { deadline: null, problem: 'deadline_not_understood', beyondCalendar: false } as const;
    expect(deadlineReading(unread, 'words').words).not.toContain('延期');
  });
});
