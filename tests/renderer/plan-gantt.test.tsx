import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { paperRoute } from '../../renderer/papers/address.ts';
import { axisOf, dayAt, placeAfter, placeOf } from '../../renderer/papers/gantt/axis.ts';
import { barWords, daysLate, markOf, shapeOf, tally } from '../../renderer/papers/gantt/shape.ts';
import type { Bar } from '../../renderer/papers/gantt/shape.ts';
import { bodyMm, linesOf, sheetsOf, TYPE, wallOf } from '../../renderer/papers/gantt/sheets.ts';
import { GanttPaper } from '../../renderer/papers/GanttPaper.tsx';
import type { Gantt, GanttQuery } from '../../shared/contract/types.ts';
import { addDays } from '../../shared/day.ts';
import { readGanttQuery, writeGanttQuery } from '../../shared/ganttAddress.ts';

const TODAY = '2024-09-05';
const BODY = bodyMm(3);
const bar = (patch: Partial<Bar> = {}): Bar => ({
  kind: 'measure',
  id: 1,
  issue: 1,
  place: '1-1',
  title: '组织开展专项治理',
  unit: { id: 1, name: '综合管理部' },
  lead: null,
  start: '2024-03-01',
  dueOn: '2024-08-24',
  firstDueOn: null,
  endOn: null,
  lamp: 'red',
  measures: 1,
  complete: 0,
  extensions: 0,
  ...patch,
});
const ganttOf = (groups: Gantt['groups'], patch: Partial<Gantt> = {}): Gantt => ({
  revision: 1,
  today: TODAY,
  from: '2024-03-01',
  to: '2024-12-31',
  roundTitle: '第一轮巡察',
  organisation: '某市国有资产经营集团有限公司党委',
  by: 'unit',
  level: 'measure',
  groups,
  stages: [],
  ...patch,
});
const axis = axisOf('2024-03-15', '2024-12-20', TODAY);
const day = fc.integer({ min: -900, max: 900 }).map((count) => addDays(TODAY, count));

describe('axis of days', () => {
  it('takes whole months and parts them into months, quarters and years without a gap', () => {
    fc.assert(
      fc.property(day, day, day, (a, b, today) => {
        const made = axisOf(a < b ? a : b, a < b ? b : a, today);
        expect(made.from.slice(8)).toBe('01');
        expect(addDays(made.to, 1).slice(8)).toBe('01');
        for (const spans of [made.months, made.quarters, made.years]) {
          let at = 0;
          for (const span of spans) {
            expect(span.left).toBeCloseTo(at, 9);
            at += span.width;
          }
          expect(at).toBeCloseTo(1, 9);
        }
        expect(placeOf(made, today)).toBeGreaterThanOrEqual(0);
        expect(dayAt(made, (placeOf(made, today) + placeAfter(made, today)) / 2)).toBe(today);
      }),
    );
  });

  it('is not pressed into a line by one deadline decades away', () => {
    const made = axisOf('2024-03-01', '2099-12-31', TODAY);
    expect(made.to).toBe('2027-09-30');
    expect(placeAfter(made, '2099-12-31')).toBe(1);
  });
});

describe('shape of a bar', () => {
  it('shows what extensions added, and what is past the deadline up to today', () => {
    const shape = shapeOf(bar({ firstDueOn: '2024-05-31', extensions: 1 }), axis, TODAY);
    expect(shape.segments.map(({ kind }) => kind)).toEqual(['body', 'tail', 'late']);
    expect(shape.segments.at(-1)!.left + shape.segments.at(-1)!.width).toBeCloseTo(
      placeAfter(axis, TODAY),
      9,
    );
    expect(shape.due).toBeCloseTo(placeAfter(axis, '2024-08-24'), 9);
    expect(shapeOf(bar({ dueOn: '2024-10-31', lamp: 'green' }), axis, TODAY).segments).toHaveLength(1);
  });

  it('ends a bar where it was completed before its deadline; closing an issue later is no delay', () => {
    const kinds = (patch: Partial<Bar>): string[] =>
      shapeOf(bar(patch), axis, TODAY).segments.map(({ kind }) => kind);
    const early = { lamp: 'green_tick', endOn: '2024-06-30' } as const;
    expect(kinds(early)).toEqual(['body', 'spare']);
    expect(kinds({ ...early, firstDueOn: '2024-05-31' })).toEqual(['body', 'tail', 'spare']);
    expect(kinds({ lamp: 'amber_tick', endOn: '2024-08-30' })).toEqual(['body', 'late']);
    expect(kinds({ kind: 'issue', lamp: null, endOn: '2024-08-30' })).toEqual(['body', 'closing']);
  });

  it('has no end where there is no deadline, and none of it is late', () => {
    const open = shapeOf(bar({ dueOn: null, lamp: 'blue' }), axis, TODAY);
    expect(open.segments).toEqual([
      { kind: 'open', left: placeOf(axis, '2024-03-01'), width: 1 - placeOf(axis, '2024-03-01') },
    ]);
    expect(open.due).toBeNull();
  });

  it('stays on its track, in order, whatever the days', () => {
    fc.assert(
      fc.property(
        day,
        fc.option(day),
        fc.option(day),
        fc.option(day),
        fc.constantFrom('red', 'amber', 'green', 'blue', 'green_tick', 'amber_tick', null),
        (start, dueOn, first, endOn, lamp) => {
          const one = bar({ start, dueOn, firstDueOn: dueOn === null ? null : first, endOn, lamp });
          let at = 0;
          for (const { left, width } of shapeOf(one, axis, TODAY).segments) {
            expect(left).toBeGreaterThanOrEqual(at - 1e-9);
            expect(width).toBeGreaterThan(0);
            at = left + width;
            expect(at).toBeLessThanOrEqual(1 + 1e-9);
          }
        },
      ),
    );
  });
});

describe('words of a bar', () => {
  it('says title, unit, deadline, extensions and how late it is', () => {
    expect(barWords(bar({ firstDueOn: '2024-05-31', extensions: 2 }), TODAY)).toBe(
      '1-1 组织开展专项治理 · 综合管理部 · 期限 2024-08-24（原 2024-05-31） · 延期 2 次 · 超期 12 天',
    );
    expect(barWords(bar({ lamp: 'green_tick', endOn: '2024-08-20' }), TODAY)).toMatch(/2024-08-20 按期完成$/);
    expect(daysLate(bar({ lamp: 'green_tick', endOn: '2024-08-20' }), TODAY)).toBe(0);
  });

  it('tells a closed issue from one that waits for closing', () => {
    const issue = { kind: 'issue', measures: 3, complete: 3, lamp: null } as const;
    expect(markOf(bar({ ...issue, endOn: '2024-08-01' })).word).toBe('已销号');
    expect(markOf(bar(issue)).word).toBe('待销号');
    expect(daysLate(bar(issue), TODAY)).toBe(0);
  });

  it('counts every bar once, what needs attention first', () => {
    const bars = [
      bar({ lamp: 'green_tick', endOn: TODAY }),
      bar({ lamp: 'amber_tick', endOn: TODAY }),
      bar(),
      bar({ lamp: 'green' }),
    ];
    expect(tally([{ id: 1, name: '部', bars }]).map(({ mark, count }) => [mark.word, count])).toEqual([
      ['超期', 1],
      ['正常', 1],
      ['已完成', 2],
    ]);
  });
});

describe('sheets of the wall', () => {
  const title = fc.string({ minLength: 1, maxLength: 90, unit: fc.constantFrom('关', '于', '的', 'a') });
  const groups = fc.array(
    fc
      .array(title, { maxLength: 40 })
      .map((titles) => titles.map((each, index) => bar({ id: index + 1, title: each }))),
    { maxLength: 12 },
  );

  it('puts every line on exactly one sheet, within its height, no head at the end of one', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const lines = linesOf(all.map((bars, index) => ({ id: index + 1, name: `单位${index}`, bars })));
        const { type, sheets } = sheetsOf(lines, BODY);
        expect(type).toBeGreaterThanOrEqual(TYPE.smallest);
        expect(
          sheets
            .flat()
            .filter(({ again }) => !again)
            .map(({ line }) => line),
        ).toEqual(lines);
        for (const sheet of sheets) {
          expect(sheet.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(BODY + 1e-6);
          expect(sheet.at(-1)?.line.kind).not.toBe('group');
          if (sheet.length > 0) expect(sheet[0]!.line.kind).toBe('group');
        }
      }),
    );
  });

  it('takes 28 issues of ten units on one sheet, and 2,000 on more', () => {
    const of = (count: number, units: number) =>
      linesOf(
        Array.from({ length: units }, (_, unit) => ({
          id: unit + 1,
          name: `单位${unit + 1}`,
          bars: Array.from({ length: count / units }, (__, index) =>
            bar({
              kind: 'issue',
              id: unit * 1000 + index + 1,
              title: '关于党委研究部署不够深入、跟踪督办不到位的问题',
            }),
          ),
        })),
      );
    expect(sheetsOf(of(30, 10), BODY).sheets).toHaveLength(1);
    expect(sheetsOf(of(2000, 10), BODY).sheets.length).toBeGreaterThan(30);
  });

  it('draws each sheet with title, legend, today and its number', () => {
    const many = Array.from({ length: 120 }, (_, index) => bar({ id: index + 1 }));
    const gantt = ganttOf([{ id: 1, name: '综合管理部', bars: many }]);
    const { length } = wallOf(gantt).sheets;
    const markup = renderToStaticMarkup(<GanttPaper gantt={gantt} />);
    expect(length).toBeGreaterThan(1);
    expect(markup.match(/巡察整改挂图作战/g)).toHaveLength(length);
    expect(markup.match(/今天 9月5日/g)).toHaveLength(length);
    expect(markup.match(/（续）/g)).toHaveLength(length - 1);
    expect(markup).toContain(`第 ${length} 张，共 ${length} 张`);
    expect(markup.replace(/<[^>]*>/g, '')).toContain('超期 120');
  });
});

describe('address of a wall sheet', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 })).map((list) => list.sort((a, b) => a - b));
  const query: fc.Arbitrary<GanttQuery> = fc.record({
    by: fc.constantFrom('unit', 'lead'),
    level: fc.constantFrom('issue', 'measure'),
    complete: fc.boolean(),
    units: ids,
    leads: ids,
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(query, (each) => {
        expect(readGanttQuery(writeGanttQuery(each))).toEqual(each);
        expect(paperRoute(`#paper/gantt/${writeGanttQuery(each)}`)).toEqual({ kind: 'gantt', query: each });
      }),
    );
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'unit',
      'unit.issue.open.1-.',
      'unit.issue.open.0.',
      'unit.issue.open...1',
      'x.issue.all..',
    ]) {
      expect(readGanttQuery(text), text).toBeNull();
    }
  });
});
