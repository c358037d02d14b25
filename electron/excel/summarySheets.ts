/** The monthly summary as sheets: the paper first, then the lists behind it, each with its own headings. */
import type { IssueLine, MeasureLine, PaperSection } from '../../shared/contract/types.ts';
import { monthLabel } from '../../shared/month.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { lampWords, stateWords } from '../../shared/summary/phrases.ts';
import { backDatedWord, demandWords, issueStateWords, lagWord } from '../../shared/words.ts';
import { front } from './frontSheet.ts';
import { groupLabels, groupSheet } from './groupSheet.ts';
import { outcomeTotals } from './outcomeTotals.ts';
import { sectionSheet } from './paperSheets.ts';
import { counted, day, text as t } from './plan.ts';
import type { SheetPlan } from './plan.ts';
import { issueSheet, measureSheet, outcomeRowSheet } from './rowSheets.ts';
import { deadlineCell, list, subtitle } from './sheetParts.ts';
import type { Cells } from './sheetParts.ts';
import { stateSheet } from './stateSheet.ts';
import type { SummaryBook } from './summaryBook.ts';

/**
 * The month's sheets in order: the paper, its lists and tables, its pictures, the ledger, and last the rows over which
 * the tables' formulas count.
 */
export function summarySheets(book: SummaryBook): SheetPlan[] {
  const labels = groupLabels(book.summary);
  const issues = issueSheet(book, labels);
  const measures = measureSheet(book, labels);
  const outcomes = outcomeRowSheet(book, labels);
  const groups = groupSheet(book, labels, issues.range, measures.range);
  return [
    front(book, { issues: issues.range, measures: measures.range, groupRows: groups.rows.length }),
    newSheet(book),
    lateSheet(book),
    groups,
    stateSheet(book, issues.range, measures.range),
    outcomeTotals(book, outcomes.range),
    dueSheet(book),
    ...chartSheet(book),
    annexSheet(book),
    issues.plan,
    measures.plan,
    outcomes.plan,
  ];
}

/** Pictures with their figures; no sheet where there are none. */
function chartSheet({ summary: s, charts, pictures, signs }: SummaryBook): SheetPlan[] {
  if (charts.length === 0) return [];
  const section: PaperSection = {
    size: 'a4',
    orientation: 'portrait',
    numbers: 'of',
    blocks: [
      { block: 'title', lines: [`整改进度图（${monthLabel(s.month)}）`] },
      { block: 'meta', text: subtitle(s) },
      ...charts.map((chart) => ({ block: 'chart' as const, chart })),
      { block: 'signs', places: [...signs] },
    ],
  };
  return [sectionSheet(section, '图表', new Map(), [...pictures])];
}

const personColumns = [
  ['牵头领导', 10],
  ['责任单位', 16],
] as const;

function newSheet(book: SummaryBook): SheetPlan {
  const s = book.summary;
  const issue =
    (kind: string) =>
    (i: IssueLine): Cells => [
      t(kind),
      t(i.place),
      t(i.title),
      null,
      t(i.lead?.name ?? ''),
      t(i.unit?.name ?? ''),
      day(i.closedOn),
      t([i.backDated ? backDatedWord : '', i.withdrawn ? '已移出整改清单' : ''].filter(Boolean).join('、')),
    ];
  const measure =
    (kind: string) =>
    (m: MeasureLine): Cells => [
      t(kind),
      t(m.issuePlace),
      t(m.issueTitle),
      t(`${m.number} ${m.title}`.trim()),
      t(m.lead?.name ?? ''),
      t(m.unit?.name ?? ''),
      day(m.doneOn),
      t(m.backDated ? backDatedWord : ''),
    ];
  return list(
    book,
    '新销号和新完成',
    `${monthLabel(s.month)}新销号问题和新完成措施`,
    [
      ['类别', 12],
      ['编号', 10],
      ['问题', 34],
      ['措施', 34],
      ...personColumns,
      ['销号或完成日期', 15],
      ['备注', 14],
    ],
    [
      ...s.newlyClosed.map(issue('新销号')),
      ...s.gone.map(issue('不再计入')),
      ...s.newlyDone.map(measure('新完成')),
      ...s.newlyEstablished.map(measure('新建立长效机制')),
    ],
    '本月没有新销号的问题和新完成的措施。',
  );
}

function lateSheet(book: SummaryBook): SheetPlan {
  const s = book.summary;
  const row =
    (kind: string) =>
    (m: MeasureLine): Cells => [
      t(kind),
      t(m.issuePlace),
      t(m.issueTitle),
      t(`${m.number} ${m.title}`.trim()),
      t(m.lead?.name ?? ''),
      t(m.unit?.name ?? ''),
      deadlineCell(deadlineWords(m.deadlineRaw, m.dueOn), m.dueOn),
      m.daysLate === 0 ? null : counted(m.daysLate),
      t(stateWords(m.state, m.established)),
      t(m.delayReason),
      t(m.nextStep),
    ];
  return list(
    book,
    '超期和滞后',
    `超期和滞后的整改措施（${monthLabel(s.month)}）`,
    [
      ['类别', 11],
      ['编号', 10],
      ['问题', 22],
      ['措施', 24],
      ...personColumns,
      ['整改期限', 12],
      ['超期天数', 7],
      ['状态', 9],
      ['原因', 26],
      ['下一步措施', 26],
    ],
    [
      ...s.overdue.map((m) => row(m.lagging ? '超期、滞后' : '超期')(m)),
      ...s.lagging.filter((m) => m.lamp !== 'red').map(row(lagWord)),
    ],
    '没有超期和滞后的措施。',
  );
}

function dueSheet(book: SummaryBook): SheetPlan {
  const s = book.summary;
  return list(
    book,
    '下月到期',
    `下月到期的整改措施（${monthLabel(s.month)}）`,
    [
      ['编号', 10],
      ['问题', 32],
      ['措施', 36],
      ...personColumns,
      ['整改期限', 14],
      ['状态', 11],
      ['时限', 10],
      ['下一步措施', 30],
    ],
    s.dueNext.map((m): Cells => [
      t(m.issuePlace),
      t(m.issueTitle),
      t(`${m.number} ${m.title}`.trim()),
      t(m.lead?.name ?? ''),
      t(m.unit?.name ?? ''),
      deadlineCell(deadlineWords(m.deadlineRaw, m.dueOn), m.dueOn),
      t(stateWords(m.state, m.established)),
      t(lampWords(m.lamp)),
      t(m.nextStep),
    ]),
    '下月没有到期的措施。',
  );
}

function annexSheet(book: SummaryBook): SheetPlan {
  const s = book.summary;
  return list(
    book,
    '台账',
    `巡察整改台账（${monthLabel(s.month)}）`,
    [
      ['方面', 20],
      ['编号', 9],
      ['问题', 24],
      ['问题状态', 9],
      ['措施', 24],
      ...personColumns,
      ['整改要求', 9],
      ['整改期限', 12],
      ['措施状态', 10],
      ['时限', 9],
      ['最新进展', 44],
    ],
    s.annex.map((r): Cells => [
      t(r.aspect),
      t(r.issuePlace),
      t(r.issueTitle),
      t(issueStateWords[r.issueState]),
      t(`${r.measureNumber} ${r.measureTitle}`.trim()),
      t(r.lead),
      t(r.unit),
      t(r.demand === null ? '' : demandWords[r.demand]),
      deadlineCell(r.deadline, r.dueOn),
      t(r.state === null ? '' : stateWords(r.state, r.established)),
      t(r.lamp === null ? '' : lampWords(r.lamp)),
      t(r.progress),
    ]),
    '台账中尚无问题。',
  );
}
