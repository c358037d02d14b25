/** 台账: the whole ledger table on landscape pages. A3 has room for who assists, what proves it and what came of it. */
import type { PaperDoc, PaperSettings } from '../contract/types.ts';
import { monthLabel } from '../month.ts';
import { lampWords, stateWords } from '../summary/phrases.ts';
import { demandWords } from '../words.ts';
import type { IssueRow, LedgerRows, MeasureRow } from './ledgerRows.ts';
import { tasksOf } from './lists.ts';
import {
  byAspect,
  countNote,
  deadlineCell,
  evidenceSaid,
  issueStateSaid,
  lateSaid,
  measuresIn,
  nameOr,
  noMeasures,
  rowNotes,
} from './rowWords.ts';
import { type Column, lines, listSection, shortDay, stacked, tableOf } from './tables.ts';

interface Row {
  readonly issue: IssueRow;
  readonly measure: MeasureRow | null;
}

const said = (of: (measure: MeasureRow, issue: IssueRow) => string) => (row: Row) =>
  row.measure === null ? '' : of(row.measure, row.issue);

const measureSaid = ({ measure }: Row): string =>
  measure === null ? noMeasures : `${measure.number}${measure.number === '' ? '' : ' '}${measure.title}`;

const stateSaid = ({ state, established }: MeasureRow): string => stateWords(state, established);

/** 超期12天 where it is late; else the class of its timeliness. */
const timeSaid = (row: MeasureRow): string => {
  const late = lateSaid(row);
  const kind = lampWords(row.lamp);
  return late === '' ? kind : late.startsWith(kind) ? late : stacked(kind, late);
};

const a4: readonly Column<Row>[] = [
  { title: '编号', share: 19, middle: true, of: ({ issue }) => issue.number },
  { title: '问题', share: 36, of: ({ issue }) => issue.title },
  { title: '问题状态', share: 19, middle: true, of: ({ issue }) => issueStateSaid(issue) },
  { title: '整改措施', share: 40, of: measureSaid },
  { title: '牵头领导', share: 17, middle: true, of: ({ issue, measure }) => nameOr((measure ?? issue).lead) },
  { title: '责任单位', share: 23, of: ({ issue, measure }) => nameOr((measure ?? issue).unit) },
  { title: '整改要求', share: 16, middle: true, of: said(({ demand }) => demandWords[demand]) },
  { title: '整改期限', share: 25, middle: true, of: said(deadlineCell) },
  { title: '措施状态', share: 18, middle: true, of: said(stateSaid) },
  { title: '时限', share: 17, middle: true, of: said(timeSaid) },
  { title: '最新进展', share: 50, of: said(({ progress }) => progress) },
];

const a3: readonly Column<Row>[] = [
  { title: '编号', share: 21, middle: true, of: ({ issue }) => issue.number },
  { title: '问题', share: 38, of: ({ issue }) => issue.title },
  { title: '牵头领导', share: 18, middle: true, of: ({ issue, measure }) => nameOr((measure ?? issue).lead) },
  { title: '问题状态', share: 19, middle: true, of: ({ issue }) => issueStateSaid(issue) },
  { title: '整改措施', share: 42, of: measureSaid },
  { title: '责任单位', share: 23, of: ({ issue, measure }) => nameOr((measure ?? issue).unit) },
  { title: '配合单位', share: 23, of: said(({ assisting }) => assisting.join('、')) },
  { title: '责任人', share: 17, middle: true, of: said(({ assignee }) => assignee) },
  { title: '整改要求', share: 18, middle: true, of: said(({ demand }) => demandWords[demand]) },
  { title: '整改期限', share: 22, middle: true, of: said(({ deadline }) => deadline.first) },
  { title: '延期', share: 20, middle: true, of: said(({ deadline }) => deadline.extended) },
  { title: '措施状态', share: 17, middle: true, of: said(stateSaid) },
  { title: '完成日期', share: 19, middle: true, of: said((row) => shortDay(row.finishedOn)) },
  { title: '时限', share: 17, middle: true, of: said(timeSaid) },
  { title: '最新进展', share: 54, of: said(({ progress }) => progress) },
  { title: '佐证材料', share: 30, of: said(evidenceSaid) },
  { title: '整改成效', share: 32, of: outcomesSaid },
];

/** Of the measure; what came of the issue as a whole stands in its first row. */
function outcomesSaid({ issue, measure }: Row): string {
  const whole = measure === null || issue.measures[0] === measure ? issue.outcomes : [];
  return stacked(...whole, ...(measure?.outcomes ?? []));
}

/** The ledger at a month's cut-off. Values are repeated in every row: a cell over a page's end would lose them. */
export function ledgerPaper(
  size: 'a4' | 'a3',
  rows: LedgerRows,
  words: PaperSettings,
  revision: number,
  notes: readonly string[],
): PaperDoc {
  const table = tableOf(
    size === 'a3' ? a3 : a4,
    byAspect<Row>(
      rows.issues,
      (issues) => lines(issues.flatMap(tasksOf)),
      (issues) => measuresIn(issues),
    ),
    '台账中尚无问题。',
  );
  return {
    title: `巡察整改台账（${monthLabel(rows.month)}）${size === 'a3' ? 'A3' : ''}`,
    forms: ['xlsx', 'docx'],
    revision,
    sections: [
      listSection({
        title: '巡察整改台账',
        organisation: rows.organisation,
        asOf: rows.day,
        tables: [table],
        notes: [countNote('台账', rows)],
        signs: words.signs,
        size,
      }),
    ],
    notes: [...notes, ...rowNotes(rows)],
    differing: 0,
  };
}
