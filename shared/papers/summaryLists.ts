/** Tables of rows in the monthly summary: what is new, what is late, what is due, matters, and the annex. */
import type { IssueLine, MeasureLine, PaperBlock, Summary } from '../contract/types.ts';
import { deadlineWords } from '../summary/lines.ts';
import { lampWords, stateWords } from '../summary/phrases.ts';
import { backDatedWord, demandWords, issueStateWords, lagWord } from '../words.ts';
import type { PaperTable } from './blocks.ts';
import { listed } from './summaryTables.ts';
import { shortDay } from './tables.ts';

type Column = PaperTable['columns'][number];

const place: Column = { title: '编号', share: 13 };
const unit: Column = { title: '责任单位', share: 17 };
const lead: Column = { title: '牵头领导', share: 12, middle: true };

const spaced = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' ');
const titled = (line: MeasureLine): string => spaced(line.number, line.title);

const issueColumns = (last: string): Column[] => [
  place,
  { title: '问题', share: 40 },
  lead,
  unit,
  { title: last, share: 16, middle: true },
];

const issueCells = (line: IssueLine, last: string): string[] => [
  line.place,
  line.title,
  line.lead?.name ?? '',
  line.unit?.name ?? '',
  spaced(last, line.backDated ? backDatedWord : ''),
];

const measureColumns = (last: string): Column[] => [
  place,
  { title: '措施', share: 40 },
  lead,
  unit,
  { title: last, share: 16, middle: true },
];

const measureCells = (line: MeasureLine): string[] => [
  line.issuePlace,
  titled(line),
  line.lead?.name ?? '',
  line.unit?.name ?? '',
  spaced(shortDay(line.doneOn), line.backDated ? backDatedWord : ''),
];

export function monthTables(s: Summary): PaperBlock[] {
  return [
    ...listed(
      '本月新销号问题',
      issueColumns('销号日期'),
      s.newlyClosed.map((line) => issueCells(line, shortDay(line.closedOn))),
    ),
    ...listed(
      '上期已销号、本期不再计入的问题',
      issueColumns('说明'),
      s.gone.map((line) => issueCells(line, line.withdrawn ? '移出' : '重启')),
    ),
    ...listed('本月新完成措施', measureColumns('完成日期'), s.newlyDone.map(measureCells)),
    ...listed('本月新建立长效机制的措施', measureColumns('建立日期'), s.newlyEstablished.map(measureCells)),
  ];
}

/** Those that are overdue and lag too stand once, in the first table. */
export function lateTables(s: Summary): PaperBlock[] {
  const columns: Column[] = [
    { title: '编号', share: 15 },
    { title: '措施', share: 18 },
    { title: '牵头领导、责任单位', share: 15 },
    { title: '期限', share: 16, middle: true },
    { title: '超期天数', share: 8, middle: true },
    { title: '原因', share: 23 },
    { title: '下一步', share: 23 },
  ];
  const cells = (line: MeasureLine): string[] => [
    line.issuePlace,
    titled(line),
    [line.lead?.name ?? '', line.unit?.name ?? ''].filter((name) => name !== '').join('\n'),
    deadlineWords(line.deadlineRaw, line.dueOn),
    line.daysLate > 0 ? String(line.daysLate) : '—',
    line.delayReason,
    line.nextStep,
  ];
  const lagging = s.lagging.filter((line) => line.lamp !== 'red');
  return [
    ...listed('超期措施', columns, s.overdue.map(cells)),
    ...listed(`${lagWord}措施（尚未超期）`, columns, lagging.map(cells)),
  ];
}

export function dueTables(s: Summary): PaperBlock[] {
  return listed(
    '下月到期措施',
    [
      place,
      { title: '措施', share: 36 },
      lead,
      unit,
      { title: '期限', share: 14, middle: true },
      { title: '状态', share: 12, middle: true },
    ],
    s.dueNext.map((line) => [
      line.issuePlace,
      titled(line),
      line.lead?.name ?? '',
      line.unit?.name ?? '',
      deadlineWords(line.deadlineRaw, line.dueOn),
      stateWords(line.state, line.established),
    ]),
  );
}

type Matter = Summary['matters'][number];

/** How far a matter has come: 待研究, 落实中, 已落实 with its day. */
function stage(matter: Matter): string {
  if (matter.meetingOn === null) return '待研究';
  return matter.settledOn === null ? '落实中' : `${shortDay(matter.settledOn)}\n落实完毕`;
}

export function matterTables(s: Summary): PaperBlock[] {
  return listed(
    '提请研究事项',
    [
      { title: '事项', share: 34 },
      { title: '对应问题', share: 15 },
      { title: '会议日期', share: 15, middle: true },
      { title: '决定和落实情况', share: 34 },
      { title: '办理', share: 15, middle: true },
    ],
    s.matters.map((m) => [
      m.title,
      m.issues.join('、'),
      m.meetingOn === null ? '—' : shortDay(m.meetingOn),
      [m.decision, m.followUp].filter((words) => words !== '').join('\n'),
      stage(m),
    ]),
  );
}

/** The ledger as a table. Values repeat in every row: a merged cell over a page's end would lose them. */
export function annexTable(s: Summary): PaperTable {
  return {
    block: 'table',
    columns: [
      { title: '编号', share: 19 },
      { title: '问题', share: 33 },
      { title: '问题状态', share: 17, middle: true },
      { title: '整改措施', share: 36 },
      { title: '牵头领导', share: 17, middle: true },
      { title: '责任单位', share: 22 },
      { title: '整改要求', share: 17, middle: true },
      { title: '整改期限', share: 25, middle: true },
      { title: '措施状态', share: 18, middle: true },
      { title: '时限', share: 20, middle: true },
      { title: '最新进展', share: 54 },
    ],
    rows: s.annex.map((row) => ({
      cells: [
        row.issuePlace,
        row.issueTitle,
        issueStateWords[row.issueState],
        spaced(row.measureNumber, row.measureTitle),
        row.lead,
        row.unit,
        row.demand === null ? '' : demandWords[row.demand],
        row.deadline,
        row.state === null ? '' : stateWords(row.state, row.established),
        row.lamp === null ? '' : lampWords(row.lamp),
        row.progress,
      ],
    })),
    empty: '台账中尚无问题。',
  };
}
