/** Any facts a round may have: generated for the properties of the summary. */
import fc from 'fast-check';
import { nothingStated } from '../../shared/contract/blank.ts';
import { addDays } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { closingEvents, demands, measureStates, regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import type {
  Facts,
  IssueFact,
  MeasureEventFact,
  MeasureFact,
  SummarySettings,
} from '../../shared/summary/facts.ts';

const START = '2024-01-01';
const day: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 400 }).map((n) => addDays(START, n));
const month = fc.integer({ min: 1, max: 12 }).map((n) => `2024-${String(n).padStart(2, '0')}`);
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });

export const months: fc.Arbitrary<string> = month;
export const days: fc.Arbitrary<Day> = day;
export const settings: fc.Arbitrary<SummarySettings> = fc.record({
  cutoffDay: fc.constantFrom(20, 25, 28, 30, 31),
  nearDays: fc.integer({ min: 0, max: 40 }),
  lagMonths: fc.integer({ min: 1, max: 4 }),
});

const measureEvent: fc.Arbitrary<Omit<MeasureEventFact, 'seq'>> = fc.oneof(
  fc.record({ kind: fc.constant('state' as const), to: fc.constantFrom(...measureStates), on: day }),
  fc.record({
    kind: fc.constantFrom(
      'established' as const,
      'unestablished' as const,
      'withdrawn' as const,
      'restored' as const,
    ),
    on: day,
  }),
);

function numbered<T extends object>(rows: readonly T[]): (T & { seq: number })[] {
  return rows.map((row, i) => ({ ...row, seq: i + 1 }));
}

function identified<T extends object>(rows: readonly T[]): (T & { id: number })[] {
  return rows.map((row, i) => ({ ...row, id: i + 1 }));
}

const unitIds = fc.integer({ min: 1, max: 4 });
const personIds = fc.integer({ min: 1, max: 3 });

/** Facts of a round with up to a dozen issues; ids of units 1–4, persons 1–3. */
export const facts: fc.Arbitrary<Facts> = fc
  .record({
    headings: fc.array(fc.record({ parent: fc.nat({ max: 5 }), position: fc.nat({ max: 3 }) }), {
      maxLength: 6,
    }),
    issues: fc.array(
      fc.record({
        heading: maybe(fc.nat({ max: 7 })),
        position: fc.nat({ max: 3 }),
        leadId: maybe(personIds),
        unitId: maybe(unitIds),
        adoptedOn: day,
        withdrawnOn: maybe(day),
        plan: fc.array(
          fc.record({ kind: fc.constantFrom('withdrawn' as const, 'restored' as const), on: day }),
          { maxLength: 4 },
        ),
        closing: fc.array(fc.record({ step: fc.constantFrom(...closingEvents), on: day }), { maxLength: 6 }),
      }),
      { maxLength: 12 },
    ),
    measures: fc.array(
      fc.record({
        issue: fc.nat({ max: 11 }),
        position: fc.nat({ max: 3 }),
        demand: fc.constantFrom(...demands),
        leadId: maybe(personIds),
        unitId: maybe(unitIds),
        adoptedOn: day,
        dueOn: maybe(day),
        extensions: fc.array(fc.record({ on: day, date: maybe(day), raw: fc.constant('延期') }), {
          maxLength: 3,
        }),
        events: fc.array(measureEvent, { maxLength: 6 }),
        progress: fc.array(
          fc.record({
            month,
            text: fc.constantFrom('甲', '乙'),
            delayReason: fc.constantFrom('', '缘由'),
            nextStep: fc.constantFrom('', '下步'),
          }),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 30 },
    ),
    unitNames: fc.array(
      fc.array(fc.record({ from: day, name: fc.constantFrom('甲部', '乙部', '丙部') }), {
        minLength: 1,
        maxLength: 3,
      }),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    mergers: fc.array(maybe(fc.record({ into: unitIds, on: day })), { minLength: 4, maxLength: 4 }),
    regulations: fc.array(outcome({ kind: fc.constantFrom(...regulationKinds) }), { maxLength: 6 }),
    sanctions: fc.array(outcome({ kind: fc.constantFrom(...sanctionKinds), people: fc.nat({ max: 9 }) }), {
      maxLength: 6,
    }),
    recoveries: fc.array(
      outcome({
        kind: fc.constantFrom('returned', '收回清退违规资金', '其他款项'),
        fen: fc.nat({ max: 10_000_000 }),
      }),
      { maxLength: 6 },
    ),
    clues: fc.array(
      fc.record({
        receivedOn: day,
        concludedOn: maybe(day),
        duplicateOf: maybe(fc.integer({ min: 1, max: 4 })),
      }),
      { maxLength: 4 },
    ),
    matters: fc.array(
      fc.record({
        month,
        meetingOn: maybe(day),
        issueIds: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      }),
      { maxLength: 4 },
    ),
    released: maybe(
      fc.record({
        month,
        asOf: day,
        closed: fc.array(fc.nat({ max: 11 })),
        done: fc.array(fc.nat({ max: 29 })),
        established: fc.array(fc.nat({ max: 29 })),
      }),
    ),
  })
  .map((g): Facts => {
    // A parent always stands before its child, so that headings form a tree.
    const headings = g.headings.map((h, i) => ({
      id: i + 1,
      parentId: h.parent < i ? h.parent + 1 : null,
      position: h.position,
      number: `（${i + 1}）`,
      title: `子类${i + 1}`,
    }));
    const issues = g.issues.map(({ heading, plan, closing, ...issue }, i): IssueFact => ({
      ...issue,
      id: i + 1,
      headingId: heading !== null && heading < headings.length ? heading + 1 : null,
      number: `${i + 1}.`,
      title: `问题${i + 1}`,
      plan: numbered(plan),
      closing: numbered(closing),
    }));
    const measures = g.measures
      .filter((m) => m.issue < issues.length)
      .map(({ issue, ...m }, i): MeasureFact => ({
        ...m,
        id: i + 1,
        issueId: issue + 1,
        number: '一是',
        title: `措施${i + 1}`,
        deadlineRaw: m.dueOn ?? '长期',
        extensions: numbered(m.extensions),
        events: numbered(m.events) as MeasureEventFact[],
        progress: numbered(m.progress),
      }));
    const known = <T extends object>(rows: readonly T[], some: readonly number[]) =>
      [...new Set(some)].filter((i) => i < rows.length).map((i) => i + 1);
    const closedIssues = g.released === null ? [] : known(issues, g.released.closed);
    return {
      revision: 1,
      round: { id: 1, title: '某轮巡察', organisation: '某集团', stated: nothingStated },
      headings,
      issues,
      measures,
      units: g.unitNames.map((names, i) => {
        const merger = g.mergers[i] ?? null;
        const into = merger === null || merger.into === i + 1 ? null : merger;
        return { id: i + 1, names, mergedInto: into?.into ?? null, mergedOn: into?.on ?? null };
      }),
      persons: [1, 2, 3].map((id) => ({ id, name: `领导${id}` })),
      regulations: identified(g.regulations).map((r) => ({ ...r, title: '制度', number: '' })),
      sanctions: identified(g.sanctions),
      recoveries: identified(g.recoveries),
      clues: identified(g.clues).map((c) => ({ ...c, title: '线索' })),
      matters: identified(g.matters).map((m) => ({
        ...m,
        title: '事项',
        decision: '同意',
        followUp: '',
        settledOn: null,
      })),
      releasedBase:
        g.released === null
          ? null
          : {
              month: g.released.month,
              asOf: g.released.asOf,
              edition: 1,
              issues: [...new Set([...issues.map((i) => i.id), ...closedIssues])],
              closedIssues,
              doneMeasures: known(measures, g.released.done),
              establishedMeasures: known(measures, g.released.established),
              overdueMeasures: known(measures, g.released.done),
              laggingMeasures: known(measures, g.released.established),
            },
    };
  });

function outcome<T extends Record<string, unknown>>(more: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc
    .record({
      issueId: maybe(fc.integer({ min: 1, max: 12 })),
      on: maybe(day),
      reportedMonth: maybe(month),
      duplicateOf: maybe(fc.integer({ min: 1, max: 6 })),
      ...(more as Record<string, fc.Arbitrary<unknown>>),
    })
    .map(
      (row) =>
        row as unknown as T & {
          issueId: number | null;
          on: Day | null;
          reportedMonth: string | null;
          duplicateOf: number | null;
        },
    );
}
