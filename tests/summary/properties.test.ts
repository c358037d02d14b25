import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summary as summarySchema } from '../../shared/contract/summary.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import type { ComputedSummary } from '../../shared/summary/compute.ts';
import type { Facts } from '../../shared/summary/facts.ts';
import { cutoffOf } from '../../shared/summary/period.ts';
import { days, facts, months, settings } from './generate.ts';

const question = fc.record({ month: months, today: days, settings });
const RUNS = { numRuns: 300 };

type AnyFigure = { key: string; value: number; rows: number };

/** Every figure that stands anywhere in the summary. */
function figuresIn(value: unknown): AnyFigure[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('key' in value && 'value' in value && 'rows' in value) return [value as AnyFigure];
  return Object.values(value).flatMap(figuresIn);
}

function idsOf(c: ComputedSummary, key: string): number[] {
  const set = c.sets.get(key);
  if (set === undefined) throw new Error(`no set ${key}`);
  return set.rows.map((r) => r.id);
}

/** The sets are disjoint and together are the whole. */
function expectPartition(c: ComputedSummary, whole: string, parts: readonly string[]): void {
  const together = parts.flatMap((key) => idsOf(c, key));
  expect([...together].sort((a, b) => a - b)).toEqual([...idsOf(c, whole)].sort((a, b) => a - b));
}

describe('the monthly summary over any facts', () => {
  test('every figure is the size of its set, or the sum over it, and opens to exactly these rows', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const c = computeSummary(f, q);
        const figures = figuresIn(c.summary);
        expect(figures.length).toBeGreaterThan(60);
        expect(new Set(figures.map((x) => x.key)).size).toBe(c.sets.size);
        for (const { key, value, rows } of figures) {
          const set = c.sets.get(key);
          const refs = set?.rows ?? [];
          expect(refs.length, key).toBe(rows);
          expect(new Set(refs.map((r) => `${r.kind}${r.id}`)).size, key).toBe(rows);
          expect(
            refs.reduce((sum, r) => sum + r.amount, 0),
            key,
          ).toBe(value);
          const opened = c.rows(key);
          expect(opened?.kind, key).toBe(set?.kind);
          expect(
            opened?.rows.map((r) => r.id),
            key,
          ).toEqual(
            set?.kind === 'headings' ? expect.arrayContaining(refs.map((r) => r.id)) : refs.map((r) => r.id),
          );
          expect(opened?.rows.length, key).toBe(rows);
        }
        expect(c.rows('no such figure')).toBeNull();
      }),
      RUNS,
    );
  });

  test('the object is what the contract says', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const { summary } = computeSummary(f, q);
        expect(summarySchema.parse(summary)).toEqual(summary);
      }),
      { numRuns: 100 },
    );
  });

  test('sets partition: by state, lamp, aspect, unit and lead, with a row for what is not clear', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const c = computeSummary(f, q);
        const { overall, ...s } = c.summary;
        expectPartition(c, 'issues:all', ['issues:closed', 'issues:open']);
        expectPartition(
          c,
          'issues:all',
          overall.byState.map((x) => x.figure.key),
        );
        expectPartition(
          c,
          'measures:all',
          overall.measuresByState.map((x) => x.figure.key),
        );
        expectPartition(
          c,
          'measures:all',
          overall.measuresByLamp.map((x) => x.figure.key),
        );
        expectPartition(c, 'measures:complete', ['measures:done', 'measures:established']);
        for (const table of [s.byAspect, s.issuesByUnit, s.issuesByLead]) {
          expectPartition(
            c,
            'issues:all',
            table.map((g) => g.issues.key),
          );
          expectPartition(
            c,
            'issues:closed',
            table.map((g) => g.closed.key),
          );
          expectPartition(
            c,
            'issues:open',
            table.map((g) => g.open.key),
          );
          expectPartition(
            c,
            'issues:base',
            table.map((g) => g.baseClosed.key),
          );
          expectPartition(
            c,
            'issues:new',
            table.map((g) => g.newlyClosed.key),
          );
          expectPartition(
            c,
            'issues:gone',
            table.map((g) => g.gone.key),
          );
        }
        for (const table of [s.measuresByAspect, s.measuresByUnit, s.measuresByLead]) {
          expectPartition(
            c,
            'measures:all',
            table.map((g) => g.measures.key),
          );
          expectPartition(
            c,
            'measures:complete',
            table.map((g) => g.complete.key),
          );
          expectPartition(
            c,
            'measures:new',
            table.map((g) => g.newlyDone.key),
          );
          expectPartition(
            c,
            'measures:overdue',
            table.map((g) => g.overdue.key),
          );
          expectPartition(
            c,
            'measures:lamp:amber',
            table.map((g) => g.near.key),
          );
          expectPartition(
            c,
            'measures:lagging',
            table.map((g) => g.lagging.key),
          );
        }
      }),
      RUNS,
    );
  });

  test('closed = base + new − gone, over all and in every group; done likewise', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const { overall: o, byAspect, issuesByUnit, issuesByLead } = computeSummary(f, q).summary;
        expect(o.closed.value).toBe(o.baseClosed.value + o.newlyClosed.value - o.gone.value);
        expect(o.measuresDone.value).toBe(o.baseDone.value + o.newlyDone.value - o.doneGone.value);
        for (const g of [...byAspect, ...issuesByUnit, ...issuesByLead]) {
          expect(g.closed.value).toBe(g.baseClosed.value + g.newlyClosed.value - g.gone.value);
          expect(g.issues.value).toBe(g.closed.value + g.open.value);
        }
      }),
      RUNS,
    );
  });

  test('the lists of the summary are the sets of its figures', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const c = computeSummary(f, q);
        const s = c.summary;
        const same = (lines: readonly { id: number }[], key: string) =>
          expect(lines.map((l) => l.id).sort((a, b) => a - b)).toEqual(idsOf(c, key).sort((a, b) => a - b));
        same(s.newlyClosed, 'issues:new');
        same(s.gone, 'issues:gone');
        same(s.newlyDone, 'measures:new');
        same(s.newlyEstablished, 'measures:new-established');
        same(s.overdue, 'measures:overdue');
        same(s.lagging, 'measures:lagging');
        same(s.dueNext, 'measures:due-next');
        const annexIssues = [...new Set(s.annex.map((r) => r.issueId))];
        const annexMeasures = s.annex.flatMap((r) => r.measureId ?? []);
        expect(annexIssues.sort((a, b) => a - b)).toEqual(idsOf(c, 'issues:all').sort((a, b) => a - b));
        expect(annexMeasures.sort((a, b) => a - b)).toEqual(idsOf(c, 'measures:all').sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  test('the base adds up, and the months end with this one', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const { overall: o, trend, clues, asOf } = computeSummary(f, q).summary;
        expect(o.baseOpen.value + o.baseClosed.value).toBe(o.baseIssues.value);
        expect(o.measuresComplete.value + o.measuresIncomplete.value).toBe(o.measures.value);
        expect(o.laggingOverdue.value).toBeLessThanOrEqual(Math.min(o.lagging.value, o.overdue.value));
        expect(clues.receivedInMonth.value).toBeLessThanOrEqual(clues.received.value);
        expect(clues.concludedInMonth.value).toBeLessThanOrEqual(clues.concluded.value);
        expect(trend.at(-1)).toMatchObject({
          asOf,
          issues: o.issues.value,
          closed: o.closed.value,
          open: o.open.value,
        });
      }),
      RUNS,
    );
  });

  test('what happens after the day changes nothing at the day', () => {
    fc.assert(
      fc.property(facts, facts, question, (f, other, q) => {
        const e = [cutoffOf(q.month, q.settings.cutoffDay), q.today].sort()[0] ?? '';
        const later = <T extends { on: string; seq: number }>(
          own: readonly T[],
          foreign: readonly T[],
        ): T[] => [...own, ...foreign.filter((x) => x.on > e).map((x) => ({ ...x, seq: x.seq + 100 }))];
        const changed: Facts = {
          ...f,
          issues: f.issues.map((issue, i) => ({
            ...issue,
            closing: later(issue.closing, other.issues[i]?.closing ?? []),
          })),
          measures: f.measures.map((m, i) => ({
            ...m,
            // What is not asked for lastingly is never established, so that it is never taken back either.
            events: later(
              m.events,
              (other.measures[i]?.events ?? []).filter(
                ({ kind }) => m.demand === 'ongoing' || kind !== 'unestablished',
              ),
            ),
            extensions: later(m.extensions, other.measures[i]?.extensions ?? []),
          })),
        };
        expect(computeSummary(changed, q).summary).toEqual(computeSummary(f, q).summary);
      }),
      RUNS,
    );
  });

  test('the order of the facts changes nothing', () => {
    fc.assert(
      fc.property(facts, question, (f, q) => {
        const turned = turnAround(f) as Facts;
        const a = computeSummary(f, q);
        const b = computeSummary(turned, q);
        expect(b.summary).toEqual(a.summary);
        for (const key of a.sets.keys()) expect(b.rows(key), key).toEqual(a.rows(key));
      }),
      RUNS,
    );
  });

  test('a month that is over is the same whatever today is', () => {
    fc.assert(
      fc.property(facts, question, days, (f, q, someDay) => {
        const cutoff = cutoffOf(q.month, q.settings.cutoffDay);
        const [one, two] = [q.today, someDay].map((d) => (d < cutoff ? cutoff : d));
        const a = computeSummary(f, { ...q, today: one ?? cutoff });
        const b = computeSummary(f, { ...q, today: two ?? cutoff });
        expect(b.summary).toEqual(a.summary);
      }),
      { numRuns: 100 },
    );
  });
});

/** Every list of facts the other way round, lists within rows too; lists of names of a matter's issues stay. */
function turnAround(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const turned = value.map((v) => turnAround(v));
    return key === 'issueIds' || key === 'names' ? turned : turned.reverse();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, turnAround(v, k)]));
}
