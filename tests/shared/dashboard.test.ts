/** The dashboard over any facts: each month of its trend is that month's summary, each figure the size of its rows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dashboard as dashboardSchema } from '../../shared/contract/dashboard.ts';
import { ageBands } from '../../shared/dashboard/ageing.ts';
import { computeDashboard } from '../../shared/dashboard/compute.ts';
import type { ComputedDashboard } from '../../shared/dashboard/compute.ts';
import { monthOfDay, samplesOf } from '../../shared/dashboard/samples.ts';
import { previousMonth } from '../../shared/month.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import { cutoffOf } from '../../shared/summary/period.ts';
import { sampleFacts, sampleSettings } from '../summary/sampleFacts.ts';
import { days, facts, settings } from '../summary/generate.ts';

const question = fc.record({
  day: days,
  feedbackOn: fc.option(days, { nil: null }),
  roundEnd: fc.option(days, { nil: null }),
  settings,
});

type AnyFigure = { key: string; value: number; rows: number };
function figuresIn(value: unknown): AnyFigure[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('key' in value && 'value' in value && 'rows' in value) return [value as AnyFigure];
  return Object.values(value).flatMap(figuresIn);
}

function idsOf(c: ComputedDashboard, key: string): number[] {
  const rows = c.rows(key, 0, Number.MAX_SAFE_INTEGER);
  if (rows === null) throw new Error(`no figure ${key}`);
  return rows.rows.map((row) => row.id);
}
const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);

function expectPartition(c: ComputedDashboard, whole: string, parts: readonly string[]): void {
  expect(sorted(parts.flatMap((key) => idsOf(c, key)))).toEqual(sorted(idsOf(c, whole)));
}

describe('the dashboard of a day', () => {
  test('every month of the trend is what the summary of that month says', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const { trend, summary } = computeDashboard(f, q).dashboard;
        for (const point of trend) {
          const s = computeSummary(f, { month: point.month, today: q.day, settings: q.settings }).summary;
          const sum = (rows: readonly { inMonth: AnyFigure }[]) =>
            rows.reduce((all, row) => all + row.inMonth.value, 0);
          expect(point).toEqual({
            month: s.month,
            asOf: s.asOf,
            issues: s.overall.issues.value,
            closed: s.overall.closed.value,
            open: s.overall.open.value,
            measures: s.overall.measures.value,
            measuresComplete: s.overall.measuresComplete.value,
            measuresOpen: s.overall.measures.value - s.overall.measuresComplete.value,
            overdue: s.overall.overdue.value,
            regulations: s.outcomes.regulationsTotal.value,
            sanctions: s.outcomes.sanctionsTotal.value,
            fen: s.outcomes.recoveriesTotal.value,
            newRegulations: sum(s.outcomes.regulations),
            newSanctions: sum(s.outcomes.sanctions),
            newFen: sum(s.outcomes.recoveries),
          });
        }
        expect(trend.at(-1)).toMatchObject({ month: summary.month, asOf: q.day });
      }),
      { numRuns: 200 },
    );
  });

  test('every figure is the size of the set that it opens, page by page', () => {
    fc.assert(
      fc.property(facts, question, fc.integer({ min: 1, max: 4 }), (f, q, size) => {
        const c = computeDashboard(f, q);
        const figures = figuresIn(c.dashboard);
        expect(new Set(figures.map((x) => x.key)).size).toBe(figures.length);
        for (const { key, value, rows } of figures) {
          const all = c.rows(key, 0, 10_000);
          expect(c.total(key), key).toBe(rows);
          expect(all?.rows.length, key).toBe(rows);
          const amount =
            all?.kind === 'outcomes'
              ? all.rows.reduce((sum, row) => sum + row.amount, 0)
              : (all?.rows.length ?? 0);
          expect(amount, key).toBe(value);
          const pages = [];
          for (let from = 0; from < rows; from += size) pages.push(...(c.rows(key, from, size)?.rows ?? []));
          expect(pages, key).toEqual(all?.rows);
        }
        expect(c.total('no such figure')).toBeNull();
        expect(c.rows('no such figure', 0, 10)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test('parts, ages and groups partition; the object is what the contract says', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const c = computeDashboard(f, q);
        const { dashboard: d } = c;
        for (const table of [d.stacks.aspect, d.stacks.unit, d.stacks.lead]) {
          expectPartition(
            c,
            'issues:all',
            table.map((row) => row.issues.key),
          );
          for (const row of table) {
            expectPartition(
              c,
              row.issues.key,
              row.parts.map((part) => part.figure.key),
            );
          }
        }
        for (const [way, rows] of [
          ['aspect', d.summary.byAspect],
          ['unit', d.summary.issuesByUnit],
          ['lead', d.summary.issuesByLead],
        ] as const) {
          for (const stack of d.stacks[way]) {
            const row = rows.find((each) => each.id === stack.id);
            expect([stack.name, stack.issues.value]).toEqual([row?.name, row?.issues.value]);
            expect(stack.parts.find((part) => part.part === 'closed')?.figure.value).toBe(row?.closed.value);
          }
        }
        expectPartition(
          c,
          'issues:open',
          d.ageing.map((band) => band.figure.key),
        );
        expect(d.ageing.map(({ from, to }) => ({ from, to }))).toEqual(ageBands);
        for (const { closure, figure } of d.chain) {
          expect(figure.value).toBe(d.summary.overall.byState.find((s) => s.state === closure)?.figure.value);
        }
        expect(dashboardSchema.parse({ ...d, knownAt: null })).toEqual({ ...d, knownAt: null });
      }),
      { numRuns: 150 },
    );
  });

  test('what it compares with is what the day of the base says of itself', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const { before, summary } = computeDashboard({ ...f, releasedBase: null }, q).dashboard;
        const { overall } = computeDashboard(f, { ...q, day: summary.base.asOf }).dashboard.summary;
        expect([before.issues.value, before.overdue.value, before.lagging.value]).toEqual([
          overall.issues.value,
          overall.overdue.value,
          overall.lagging.value,
        ]);
        expect(before.near.value).toBe(overall.measuresByLamp.find((x) => x.lamp === 'amber')?.figure.value);
      }),
      { numRuns: 100 },
    );
  });

  test('of the sample on its last day says what the notice says', () => {
    const { dashboard: d } = computeDashboard(sampleFacts(), {
      day: '2024-08-31',
      feedbackOn: '2024-03-05',
      roundEnd: '2024-09-05',
      settings: sampleSettings,
    });
    expect(d.summary.overall.issues.value).toBe(28);
    expect(d.summary.overall.closed.value).toBe(25);
    expect(d.summary.overall.rateBp).toBe(8929);
    expect(d.trend.map((point) => point.month)).toEqual([
      '2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08',
    ]); // prettier-ignore
    expect(d.ageing.map((band) => band.figure.value)).toEqual([0, 0, 3, 0, 0]);
  });

  test('before the feedback there is nothing, and it is one month of zeros', () => {
    const { dashboard: d } = computeDashboard(sampleFacts(), {
      day: '2024-02-10',
      feedbackOn: '2024-03-05',
      roundEnd: '2024-09-05',
      settings: sampleSettings,
    });
    expect(d.summary.overall.issues.value).toBe(0);
    expect(d.summary.overall.rateBp).toBeNull();
    expect(d.trend).toHaveLength(1);
    expect(d.trend[0]).toMatchObject({ month: '2024-02', asOf: '2024-02-10', issues: 0, measures: 0 });
  });
});

describe('months of days', () => {
  test('a day belongs to the month whose cut-off is the first on or after it', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 31 }), (day, cutoffDay) => {
        const month = monthOfDay(day, cutoffDay);
        expect(cutoffOf(month, cutoffDay) >= day).toBe(true);
        expect(cutoffOf(previousMonth(month), cutoffDay) < day).toBe(true);
      }),
    );
    expect(monthOfDay('2024-12-26', 25)).toBe('2025-01');
    expect(monthOfDay('2024-12-25', 25)).toBe('2024-12');
  });

  test('a feedback day mistyped by centuries makes no endless row of months', () => {
    const samples = samplesOf('1024-03-05', '2024-08-31', 31);
    expect(samples).toHaveLength(120);
    expect(samples.at(-1)).toEqual({ month: '2024-08', asOf: '2024-08-31' });
  });
});
