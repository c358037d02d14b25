/** 三张清单: what was found (问题清单), what is to be done about it (任务清单), who answers for it (责任清单). */
import type { PaperDoc, PaperSettings } from '../contract/types.ts';
import { partition } from '../counting.ts';
import { monthLabel } from '../month.ts';
import { timelinessOf } from '../timeliness.ts';
import { demandWords, unassignedWord } from '../words.ts';
import type { PaperTable } from './blocks.ts';
import type { IssueRow, LedgerRows, MeasureRow } from './ledgerRows.ts';
import {
  byAspect,
  countNote,
  deadlineCell,
  deadlineInFull,
  issueStateSaid,
  measurePlace,
  measureStateSaid,
  measuresIn,
  nameOr,
  noMeasures,
  numberedTitle,
  rowNotes,
} from './rowWords.ts';
import { type Column, head, type Line, lines, listSection, tableOf } from './tables.ts';

export type ListKind = 'problems' | 'tasks' | 'duties';

const EMPTY = '台账中尚无问题。';

const listNames: Readonly<Record<ListKind, string>> = {
  problems: '问题清单',
  tasks: '任务清单',
  duties: '责任清单',
};

const tablesOf: Readonly<Record<ListKind, (rows: LedgerRows) => PaperTable[]>> = {
  problems: ({ issues }) => [problemTable(issues)],
  tasks: ({ issues }) => [taskTable(issues)],
  duties: ({ issues }) =>
    issues.length === 0 ? [dutyTable(issues)] : [leadTable(issues), dutyTable(issues)],
};

/** One of the three lists, from the ledger's rows of a day. */
export function listPaper(
  kind: ListKind,
  rows: LedgerRows,
  words: PaperSettings,
  revision: number,
  notes: readonly string[],
): PaperDoc {
  const name = listNames[kind];
  return {
    title: `${name}（${monthLabel(rows.month)}）`,
    forms: ['xlsx', 'docx'],
    revision,
    sections: [
      listSection({
        title: `巡察整改${name}`,
        organisation: rows.organisation,
        asOf: rows.day,
        tables: tablesOf[kind](rows),
        notes: [countNote('清单', rows)],
        signs: words.signs,
      }),
    ],
    notes: [...notes, ...rowNotes(rows)],
    differing: 0,
  };
}

function problemTable(issues: readonly IssueRow[]): PaperTable {
  const columns: Column<IssueRow>[] = [
    { title: '编号', share: 20, middle: true, of: ({ number }) => number },
    { title: '问题', share: 62, of: ({ title }) => title },
    {
      ...{ title: '具体表现', share: 88, optional: true },
      of: ({ text, title }) => (text === title ? '' : text),
    },
    { title: '牵头领导', share: 20, middle: true, of: ({ lead }) => nameOr(lead) },
    { title: '责任单位', share: 32, of: ({ unit }) => nameOr(unit) },
    { title: '措施（条）', share: 14, middle: true, of: ({ measures }) => String(measures.length) },
    { title: '整改状态', share: 22, middle: true, of: issueStateSaid },
  ];
  return tableOf(columns, byAspect(issues, belowHeadings), EMPTY);
}

/** Issues with a head for each heading below the aspect where it begins. */
function belowHeadings(issues: readonly IssueRow[]): Line<IssueRow>[] {
  let path: readonly number[] = [];
  return issues.flatMap((row) => {
    const begins = row.below.findIndex((heading, at) => heading.id !== path[at]);
    path = row.below.map(({ id }) => id);
    const heads = begins < 0 ? [] : row.below.slice(begins).map((heading) => head(numberedTitle(heading)));
    return [...heads, { row }];
  });
}

interface Task {
  readonly issue: IssueRow;
  readonly measure: MeasureRow | null;
}

/** A row for each measure; one for an issue that has none. */
export const tasksOf = (issue: IssueRow): Task[] =>
  issue.measures.length === 0
    ? [{ issue, measure: null }]
    : issue.measures.map((measure) => ({ issue, measure }));

const said = (of: (measure: MeasureRow) => string) => (task: Task) =>
  task.measure === null ? '' : of(task.measure);

function taskTable(issues: readonly IssueRow[]): PaperTable {
  const columns: Column<Task>[] = [
    { title: '编号', share: 19, middle: true, of: ({ issue, measure }) => measurePlace(issue, measure) },
    { title: '整改措施', share: 82, of: ({ measure }) => measure?.words ?? noMeasures },
    { title: '整改要求', share: 18, middle: true, of: said(({ demand }) => demandWords[demand]) },
    { title: '整改期限', share: 30, middle: true, of: said(deadlineInFull) },
    { title: '责任单位', share: 28, of: ({ issue, measure }) => nameOr((measure ?? issue).unit) },
    { title: '状态', share: 27, middle: true, of: said(measureStateSaid) },
    { title: '整改进展', share: 62, of: said(({ progress }) => progress) },
  ];
  const below = (some: readonly IssueRow[]): Line<Task>[] =>
    some.flatMap((issue) => [head(issueHead(issue)), ...lines(tasksOf(issue))]);
  return tableOf(
    columns,
    byAspect(issues, below, (some) => measuresIn(some)),
    EMPTY,
  );
}

/** What stands above an issue's measures. */
function issueHead(issue: IssueRow): string {
  const state = issueStateSaid(issue).replace('\n', ' ');
  return `${issue.number === '' ? '' : `${issue.number}　`}${issue.title}（牵头领导：${nameOr(issue.lead)}；责任单位：${nameOr(issue.unit)}；${state}）`;
}

interface Duty extends Task {
  readonly leadId: number | null;
  readonly unitId: number | null;
}

/**
 * Each measure under who answers for it. An issue whose own lead or unit answers for none of its measures stands under
 * them by itself, so that nobody's issue is missing from his list.
 */
function dutiesOf(issue: IssueRow): Duty[] {
  const measures = issue.measures.map((measure) => ({
    ...{ issue, measure },
    leadId: measure.lead?.id ?? null,
    unitId: measure.unit?.id ?? null,
  }));
  const leadId = issue.lead?.id ?? null;
  const unitId = issue.unit?.id ?? null;
  return measures.some((duty) => duty.leadId === leadId && duty.unitId === unitId)
    ? measures
    : [{ issue, measure: null, leadId, unitId }, ...measures];
}

function dutyTable(issues: readonly IssueRow[]): PaperTable {
  const columns: Column<Duty>[] = [
    { title: '责任单位', share: 30, of: ({ issue, measure }) => nameOr((measure ?? issue).unit) },
    { title: '编号', share: 19, middle: true, of: ({ issue, measure }) => measurePlace(issue, measure) },
    { title: '问题', share: 54, of: dutyIssue },
    { title: '整改措施', share: 62, of: ({ issue, measure }) => measure?.title ?? dutyAlone(issue) },
    { title: '责任人', share: 20, middle: true, of: said(({ assignee }) => assignee) },
    { title: '配合单位', share: 30, of: said(({ assisting }) => assisting.join('、')) },
    { title: '整改期限', share: 28, middle: true, of: said(deadlineCell) },
    { title: '状态', share: 26, middle: true, of: said(measureStateSaid) },
  ];
  const duties = issues.flatMap(dutiesOf);
  const rows = byLead(duties, ({ leadId }) => leadId).flatMap((group): Line<Duty>[] => {
    const led = issues.filter(({ lead }) => (lead?.id ?? null) === group.key).length;
    const measures = group.rows.filter(({ measure }) => measure !== null).length;
    const name = leadName(issues, group.key);
    return [
      head(`牵头领导：${name}（牵头问题${led}个，负责措施${measures}条）`),
      ...byLead(group.rows, ({ unitId }) => unitId).flatMap((unit) => lines(unit.rows)),
    ];
  });
  return tableOf(columns, rows, EMPTY, issues.length === 0 ? undefined : '责任分工');
}

function dutyIssue({ issue, measure }: Duty): string {
  const other = measure !== null && (measure.lead?.id ?? null) !== (issue.lead?.id ?? null);
  return other ? `${issue.title}（${nameOr(issue.lead)}牵头）` : issue.title;
}

const dutyAlone = (issue: IssueRow): string =>
  issue.measures.length === 0 ? noMeasures : '各项措施由其他领导或单位负责。';

interface LeadRow {
  readonly name: string;
  readonly issues: readonly IssueRow[];
  readonly measures: readonly MeasureRow[];
}

/** How much each lead answers for, and how far it is: two partitions, of issues and of measures. */
function leadTable(issues: readonly IssueRow[]): PaperTable {
  const measures = issues.flatMap((issue) => issue.measures);
  const led = new Map(byLead(issues, ({ lead }) => lead?.id ?? null).map(({ key, rows }) => [key, rows]));
  const answered = new Map(
    byLead(measures, ({ lead }) => lead?.id ?? null).map(({ key, rows }) => [key, rows]),
  );
  const keys = byLead([...led.keys(), ...answered.keys()], (key) => key).map(({ key }) => key);
  const columns: Column<LeadRow>[] = [
    { title: '牵头领导', share: 40, middle: true, of: ({ name }) => name },
    { title: '牵头问题（个）', share: 30, middle: true, of: (row) => String(row.issues.length) },
    {
      ...{ title: '其中已销号', share: 30, middle: true },
      of: (row) => String(row.issues.filter(({ state }) => state === 'closed').length),
    },
    { title: '负责措施（条）', share: 30, middle: true, of: (row) => String(row.measures.length) },
    {
      ...{ title: '其中已完成', share: 30, middle: true },
      of: (row) => String(row.measures.filter(({ complete }) => complete).length),
    },
    {
      ...{ title: '其中超期', share: 30, middle: true },
      of: (row) => String(row.measures.filter(({ lamp }) => timelinessOf(lamp) === 'overdue').length),
    },
  ];
  return tableOf<LeadRow>(
    columns,
    [
      ...lines(
        keys.map((key) => ({
          name: leadName(issues, key),
          issues: led.get(key) ?? [],
          measures: answered.get(key) ?? [],
        })),
      ),
      { row: { name: '合计', issues, measures }, total: true },
    ],
    '',
    '各牵头领导责任汇总',
  );
}

/** Groups in the order of the persons (or units), 未明确 last, as the summary's tables have them. */
function byLead<T>(rows: readonly T[], keyOf: (row: T) => number | null) {
  const order = [...new Set(rows.map(keyOf).filter((key) => key !== null))].sort((a, b) => a - b);
  return partition(rows, keyOf, order);
}

function leadName(issues: readonly IssueRow[], id: number | null): string {
  if (id === null) return unassignedWord;
  for (const issue of issues)
    for (const { lead } of [issue, ...issue.measures]) if (lead?.id === id) return nameOr(lead);
  return unassignedWord;
}
