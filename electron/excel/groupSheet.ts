/** The tables by aspect, responsible unit and lead: every figure is counted by the sheet over the rows. */
import type { Summary } from '../../shared/contract/types.ts';
import { rateBasisPoints } from '../../shared/counting.ts';
import type { RowGroups } from '../../db/summary/rowSheets.ts';
import { lampWords } from '../../shared/summary/phrases.ts';
import { monthLabel } from '../../shared/month.ts';
import { columnName } from '../../shared/returns/grid.ts';
import { countFormula, formula, rateFormula } from './formulas.ts';
import type { Condition, Label, RowRange } from './formulas.ts';
import { labelsOf } from './labels.ts';
import { text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import { GONE, NEW_CLOSED, NEW_DONE, YES } from './rowSheets.ts';
import type { Labels } from './rowSheets.ts';
import { list } from './sheetParts.ts';
import type { SummaryBook } from './summaryBook.ts';

export const GROUP_SHEET = '按方面单位领导';
export const ASPECT_KIND = '方面';
export const TOTAL = '合计';

type IssueGroup = Summary['byAspect'][number];
type MeasureGroup = Summary['measuresByAspect'][number];

/** Columns of issues, then the rate, then those of measures: what is counted, and the figure that it comes to. */
const ISSUES: readonly (readonly [heading: string, Condition, (g: IssueGroup) => number])[] = [
  ['问题', ['counted', YES], (g) => g.issues.value],
  ['已销号', ['closed', YES], (g) => g.closed.value],
  ['未销号', ['closed', '否'], (g) => g.open.value],
  ['上期已销号', ['baseClosed', YES], (g) => g.baseClosed.value],
  ['本月新销号', ['change', NEW_CLOSED], (g) => g.newlyClosed.value],
  ['不再计入', ['change', GONE], (g) => g.gone.value],
];
const MEASURES: readonly (readonly [heading: string, Condition, (g: MeasureGroup) => number])[] = [
  ['措施', ['counted', YES], (g) => g.measures.value],
  ['已完成', ['complete', YES], (g) => g.complete.value],
  ['本月新完成', ['change', NEW_DONE], (g) => g.newlyDone.value],
  ['超期', ['lamp', lampWords('red')], (g) => g.overdue.value],
  ['临期', ['lamp', lampWords('amber')], (g) => g.near.value],
  ['滞后', ['lagging', YES], (g) => g.lagging.value],
];
const KIND = 0;
const NAME = 1;
const FIRST = 2;

/** Rows above the first group. */
const ABOVE = 3;

/** Texts of all groups, shared by the tables and the rows. */
export function groupLabels(s: Summary): Labels {
  return {
    aspect: labelsOf([...s.byAspect, ...s.measuresByAspect]),
    unit: labelsOf([...s.issuesByUnit, ...s.measuresByUnit]),
    lead: labelsOf([...s.issuesByLead, ...s.measuresByLead]),
  };
}

/** @param issues and @param measures where the rows lie */
export function groupSheet(
  book: SummaryBook,
  labels: Labels,
  issues: RowRange,
  measures: RowRange,
): SheetPlan {
  const s = book.summary;
  const ranges = { issues, measures };
  const rows: RowPlan[] = [];
  const tables = [
    [ASPECT_KIND, 'aspect', s.byAspect, s.measuresByAspect],
    ['责任单位', 'unit', s.issuesByUnit, s.measuresByUnit],
    ['责任领导', 'lead', s.issuesByLead, s.measuresByLead],
  ] as const;
  for (const [kind, key, ofIssues, ofMeasures] of tables)
    rows.push(...groupRows(kind, key, ofIssues, ofMeasures, { ranges, labels, above: ABOVE + rows.length }));
  return list(
    book,
    GROUP_SHEET,
    `分方面、分责任单位、分责任领导整改情况（${monthLabel(s.month)}）`,
    [
      ['口径', 11],
      ['名称', 34],
      ...ISSUES.map(([heading]) => [heading, 8] as const),
      ['整改完成率', 11],
      ...MEASURES.map(([heading]) => [heading, 8] as const),
    ],
    rows,
    '台账中尚无问题。',
  );
}

interface Place {
  readonly ranges: { readonly issues: RowRange; readonly measures: RowRange };
  readonly labels: Labels;
  /** Rows of the sheet above the table. */
  readonly above: number;
}

/** Issues go by the issue's unit and lead, measures by the measure's: one row for each that has either. */
function groupRows(
  kind: string,
  key: keyof RowGroups,
  issues: readonly IssueGroup[],
  measures: readonly MeasureGroup[],
  { ranges, labels, above }: Place,
): RowPlan[] {
  if (issues.length + measures.length === 0) return [];
  const ids = [...new Set([...issues, ...measures].map((g) => g.id))].sort(
    (a, b) => Number(a === null) - Number(b === null),
  );
  const byId = <G extends { readonly id: number | null }>(groups: readonly G[]) =>
    new Map(groups.map((g) => [g.id, g]));
  const [issuesOf, measuresOf] = [byId(issues), byId(measures)] as const;
  const rows = ids.map((id, i): RowPlan => {
    const label = labels[key].get(id) ?? { text: '', exact: true };
    const row = above + i + 1;
    const of = { key, cell: `$${columnName(NAME)}${row}`, label };
    return {
      style: 'body',
      cells: [t(kind), t(label.text), ...figures(ranges, row, of, [issuesOf.get(id)], [measuresOf.get(id)])],
    };
  });
  const row = above + ids.length + 1;
  // Counted over all rows by itself, not summed up: it stays right however the table is sorted or filtered.
  const total: RowPlan = {
    style: 'total',
    cells: [t(kind), t(TOTAL), ...figures(ranges, row, null, issues, measures)],
  };
  return [...rows, total];
}

/** @param of null: all groups */
function figures(
  { issues, measures }: Place['ranges'],
  row: number,
  of: { readonly key: string; readonly cell: string; readonly label: Label } | null,
  ofIssues: readonly (IssueGroup | undefined)[],
  ofMeasures: readonly (MeasureGroup | undefined)[],
): Cell[] {
  const same = of ?? undefined;
  const sum = <G>(groups: readonly (G | undefined)[], value: (g: G) => number): number =>
    groups.reduce((all, g) => all + (g === undefined ? 0 : value(g)), 0);
  const [all, closed] = [sum(ofIssues, (g) => g.issues.value), sum(ofIssues, (g) => g.closed.value)];
  return [
    ...ISSUES.map(([, condition, value]) =>
      formula('count', countFormula(issues, conditionsOf(condition), same), sum(ofIssues, value)),
    ),
    formula(
      'rate',
      rateFormula(`${columnName(FIRST + 1)}${row}`, `${columnName(FIRST)}${row}`),
      rateBasisPoints(closed, all),
    ),
    ...MEASURES.map(([, condition, value]) =>
      formula('count', countFormula(measures, conditionsOf(condition), same), sum(ofMeasures, value)),
    ),
  ];
}

/** What is open is counted among what is in the plan. */
function conditionsOf(condition: Condition): Condition[] {
  return condition[1] === '否' ? [['counted', YES], condition] : [condition];
}

/** How many aspects have an issue of the month, counted from the table of aspects. @param rows of the sheet */
export function aspectsFormula(rows: number): string {
  const range = (column: number) =>
    `'${GROUP_SHEET}'!$${columnName(column)}$${ABOVE + 1}:$${columnName(column)}$${rows}`;
  return `COUNTIFS(${range(KIND)},"${ASPECT_KIND}",${range(NAME)},"<>${TOTAL}",${range(NAME)},"<>未明确",${range(FIRST)},">0")`;
}
