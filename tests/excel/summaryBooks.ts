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

/** Facts of any shape whose units, leaders and kinds of money bear awkward names. */
export function anyBooks(seed: number, count: number): SummaryBook[] {
  const given = fc.sample(
    fc.record({ facts: any.facts, month: any.months, today: any.days, settings: any.settings }),
    { seed, numRuns: count },
  );
  return given.map(({ facts, ...asked }, i) => {
    const name = (n: number) => AWKWARD[(n + i * 3) % AWKWARD.length] ?? '';
    return bookOf(
      {
        ...facts,
        units: facts.units.map((unit, n) => ({ ...unit, names: [{ from: '2000-01-01', name: name(n) }] })),
        persons: facts.persons.map((person, n) => ({ ...person, name: name(n + 5), names: [] })),
        headings: facts.headings.map((heading, n) => ({ ...heading, title: name(n + 2) })),
        recoveries: facts.recoveries.map((row, n) => ({ ...row, kind: name(n % 3) })),
      },
      asked,
    );
  });
}
