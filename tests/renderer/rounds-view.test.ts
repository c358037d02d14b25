import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/day.ts';
import { placeOfToday, stageSentence, stageStatus } from '../../renderer/views/rounds/timeline.ts';
import { nothingStated } from '../../shared/contract/blank.ts';
import { totalsLines } from '../../renderer/views/rounds/totals.ts';

const day = fc.integer({ min: 0, max: 900 }).map((count) => addDays('2023-01-01', count));

describe('status of a stage', () => {
  it('turns from ahead to near to overdue with the days', () => {
    const stage = { dueOn: '2024-08-31', doneOn: null };
    expect(stageStatus(stage, '2024-08-15', 15)).toBe('ahead');
    expect(stageStatus(stage, '2024-08-16', 15)).toBe('near');
    expect(stageStatus(stage, '2024-08-31', 15)).toBe('near');
    expect(stageStatus(stage, '2024-09-01', 15)).toBe('overdue');
    expect(stageSentence(stage, '2024-08-30')).toBe('还有 1 天');
    expect(stageSentence(stage, '2024-08-31')).toBe('今天到期');
    expect(stageSentence(stage, '2024-09-03')).toBe('逾期 3 天');
  });

  it('is done once it has a done day, late when that lies after the due day', () => {
    fc.assert(
      fc.property(day, day, day, (dueOn, doneOn, today) => {
        expect(stageStatus({ dueOn, doneOn }, today, 15)).toBe(doneOn > dueOn ? 'late' : 'done');
        expect(stageSentence({ dueOn, doneOn }, today).endsWith(doneOn > dueOn ? '逾期完成' : '完成')).toBe(
          true,
        );
      }),
    );
    expect(stageSentence({ dueOn: '2024-04-05', doneOn: '2024-04-02' }, '2024-09-10')).toBe('4月2日完成');
    expect(stageSentence({ dueOn: '2023-12-31', doneOn: '2024-01-02' }, '2024-09-10')).toBe(
      '2024年1月2日逾期完成',
    );
    expect(stageStatus({ dueOn: null, doneOn: null }, '2024-01-01', 15)).toBe('undated');
  });
});

describe("today's place on the line", () => {
  const stages = fc
    .uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 11 })
    .map((days) =>
      days.sort((a, b) => a - b).map((count) => ({ dueOn: addDays('2023-01-01', count), doneOn: null })),
    );

  it('lies behind every stage that is due and before every one to come', () => {
    fc.assert(
      fc.property(stages, day, (list, today) => {
        const place = placeOfToday(list, today)!;
        for (const [index, stage] of list.entries()) {
          if (stage.dueOn <= today) expect(place).toBeGreaterThanOrEqual(index);
          else expect(place).toBeLessThan(index);
        }
      }),
    );
  });

  it('moves forward with the days, never back', () => {
    fc.assert(
      fc.property(stages, day, fc.nat(300), (list, today, later) => {
        expect(placeOfToday(list, addDays(today, later))!).toBeGreaterThanOrEqual(placeOfToday(list, today)!);
      }),
    );
  });

  it('is nowhere on a line without days, and skips stages without one', () => {
    const none = { dueOn: null, doneOn: null };
    expect(placeOfToday([none, none], '2024-01-01')).toBeNull();
    expect(
      placeOfToday(
        [{ dueOn: '2024-01-01', doneOn: null }, none, { dueOn: '2024-01-11', doneOn: null }],
        '2024-01-06',
      ),
    ).toBe(1);
  });
});

describe('stated beside counted totals of a round', () => {
  const counted = {
    aspects: 4,
    headings: 14,
    subheadings: 10,
    issues: 28,
    measures: 92,
    issuesClosed: 25,
    measuresDone: 80,
    measuresEstablished: 2,
  };

  it('flags only what both sides count and count differently', () => {
    const lines = totalsLines({
      stated: {
        ...nothingStated,
        aspects: 4,
        measures: 93,
        closed: 25,
        open: 3,
        cluesReceived: 2,
        recoveries: [{ kind: '收回清退违规资金', fen: 16_580_000 }],
      },
      counted,
    });
    expect(lines.filter((line) => line.differs).map((line) => line.label)).toEqual(['整改措施']);
    expect(lines.find((line) => line.label === '整改措施')).toMatchObject({
      stated: '93 条',
      counted: '92 条',
    });
    expect(lines.find((line) => line.label === '问题')).toMatchObject({ stated: null, counted: '28 个' });
    expect(lines.find((line) => line.label === '移交问题线索')).toMatchObject({
      stated: '2 件',
      counted: null,
    });
    expect(lines.find((line) => line.label === '收回清退违规资金')?.stated).toBe('165,800.00 元');
  });

  it('flags nothing when nothing is stated', () => {
    expect(totalsLines({ stated: nothingStated, counted }).some((line) => line.differs)).toBe(false);
  });
});
