/** Workbooks of months for tests: from the sample, and from facts of any shape. */
import fc from 'fast-check';
import { summaryRowSets } from '../../db/summary/rowSheets.ts';
import type { SummaryBook } from '../../electron/excel/summaryBook.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import type { Facts, SummarySettings } from '../../shared/summary/facts.ts';
import { signatures } from '../../shared/summary/phrases.ts';
import { sampleFacts, sampleSettings } from '../summary/sampleFacts.ts';
import * as any from '../summary/generate.ts';

export interface Asked {
  readonly month: string;
  readonly today: string;
  readonly settings: SummarySettings;
}

const AUGUST: Asked = { month: '2024-08', today: '2024-09-10', settings: sampleSettings };

/** The sample's August, or other facts and months. */
export function bookOf(facts: Facts = sampleFacts(), asked: Asked = AUGUST): SummaryBook {
  const computed = computeSummary(facts, asked);
  return {
    summary: computed.summary,
    rows: summaryRowSets(computed),
    signs: signatures,
    charts: [],
    pictures: [],
  };
}

/** Names that a formula may misunderstand: patterns, comparisons, numbers, days, one in two spellings, two the same. */
const AWKWARD = [
  '财务部*',
  '2024',
  '>5',
  'ABC公司',
  'abc公司',
  '合计',
  '一月',
  '财务部',
  '财务部',
  "O'Neil?",
  '~',
  '未明确',
];

/** The facts with awkward names for everything that formulas tell apart. @param shift which name comes first */
function awkward(facts: Facts, shift: number): Facts {
  const name = (n: number) => AWKWARD[(n + shift) % AWKWARD.length] ?? '';
  return {
    ...facts,
    units: facts.units.map((unit, n) => ({ ...unit, names: [{ from: '2000-01-01', name: name(n) }] })),
    persons: facts.persons.map((person, n) => ({ ...person, name: name(n + 5), names: [] })),
    headings: facts.headings.map((heading, n) => ({ ...heading, title: name(n + 2) })),
    recoveries: facts.recoveries.map((row, n) => ({ ...row, kind: name(n % 3) })),
  };
}

/** The sample with awkward names, compared with a released July that says otherwise than the ledger, and with news of August. */
export function releasedBook(): SummaryBook {
  const facts = awkward(sampleFacts(), 0);
  const ids = (rows: readonly { readonly id: number }[], from: number, to: number) =>
    rows.slice(from, to).map(({ id }) => id);
  return bookOf({
    ...facts,
    // Nobody has reported: what is open lags, also what is overdue.
    measures: facts.measures.map((measure) => ({ ...measure, progress: [] })),
    recoveries: facts.recoveries.map((row) => ({ ...row, on: '2024-08-10' })),
    clues: facts.clues.map((row) => ({ ...row, receivedOn: '2024-08-05', concludedOn: '2024-08-20' })),
    releasedBase: {
      month: '2024-07',
      asOf: '2024-07-31',
      edition: 1,
      issues: ids(facts.issues, 0, 27),
      closedIssues: ids(facts.issues, 2, 16),
      doneMeasures: ids(facts.measures, 5, 60),
      establishedMeasures: [],
      overdueMeasures: ids(facts.measures, 0, 3),
      laggingMeasures: ids(facts.measures, 2, 9),
    },
  });
}

/** Months of any shape, with awkward names. */
export function anyBooks(seed: number, count: number): SummaryBook[] {
  const given = fc.sample(
    fc.record({ facts: any.facts, month: any.months, today: any.days, settings: any.settings }),
    { seed, numRuns: count },
  );
  return given.map(({ facts, ...asked }, i) => bookOf(awkward(facts, i * 3), asked));
}
