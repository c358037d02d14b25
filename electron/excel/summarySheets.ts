/** The monthly summary as sheets: the paper first, then the lists behind it, each with its own headings. */
import type { IssueLine, MeasureLine, Summary } from '../../shared/contract/types.ts';
import { rateBasisPoints } from '../../shared/counting.ts';
import type { Day } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { lampWords, stateWords } from '../../shared/summary/phrases.ts';
import {
  backDatedWord,
  demandWords,
  issueStateWords,
  lagWord,
  regulationWords,
  sanctionWords,
} from '../../shared/words.ts';
import { front } from './frontSheet.ts';
import { counted, day, rate, text as t, yuan } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import { list } from './sheetParts.ts';
import type { Cells } from './sheetParts.ts';

/** The seven sheets, in order. */
export function summarySheets(s: Summary): SheetPlan[] {
  return [front(s), newSheet(s), lateSheet(s), groupSheet(s), outcomeSheet(s), dueSheet(s), annexSheet(s)];
}

const personColumns = [
  ['牵头领导', 10],
  ['责任单位', 16],
] as const;

function newSheet(s: Summary): SheetPlan {
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
    s,
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

function lateSheet(s: Summary): SheetPlan {
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
    s,
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

type Groups = Summary['byAspect'];
type MeasureGroups = Summary['measuresByAspect'];

function groupSheet(s: Summary): SheetPlan {
  return list(
    s,
    '按方面单位领导',
    `分方面、分责任单位、分责任领导整改情况（${monthLabel(s.month)}）`,
    [
      ['口径', 11],
      ['名称', 34],
      ['问题', 8],
      ['已销号', 8],
      ['未销号', 8],
      ['上期已销号', 8],
      ['本月新销号', 8],
      ['不再计入', 8],
      ['整改完成率', 11],
      ['措施', 8],
      ['已完成', 8],
      ['本月新完成', 8],
      ['超期', 8],
      ['临期', 8],
      ['滞后', 8],
    ],
    [
      ...groupRows('方面', s.byAspect, s.measuresByAspect),
      ...groupRows('责任单位', s.issuesByUnit, s.measuresByUnit),
      ...groupRows('责任领导', s.issuesByLead, s.measuresByLead),
    ],
    '台账中尚无问题。',
  );
}

/** Issues go by the issue's unit and lead, measures by the measure's: one row for each that has either. */
function groupRows(kind: string, issues: Groups, measures: MeasureGroups): (Cells | RowPlan)[] {
  if (issues.length + measures.length === 0) return [];
  const names = new Map([...issues, ...measures].map((g) => [g.id, g.name]));
  const ids = [...names.keys()].sort((a, b) => Number(a === null) - Number(b === null));
  const rows = ids.map((id): Cells => {
    const i = issues.find((g) => g.id === id);
    const m = measures.find((g) => g.id === id);
    return [t(kind), t(names.get(id) ?? ''), ...issueCells(i), ...measureCells(m)];
  });
  const sum = <G>(groups: readonly G[], of: (g: G) => number) => groups.reduce((a, g) => a + of(g), 0);
  const closed = sum(issues, (g) => g.closed.value);
  const all = sum(issues, (g) => g.issues.value);
  const total: Cells = [
    t(kind),
    t('合计'),
    counted(all),
    counted(closed),
    counted(sum(issues, (g) => g.open.value)),
    counted(sum(issues, (g) => g.baseClosed.value)),
    counted(sum(issues, (g) => g.newlyClosed.value)),
    counted(sum(issues, (g) => g.gone.value)),
    rate(rateBasisPoints(closed, all)),
    counted(sum(measures, (g) => g.measures.value)),
    counted(sum(measures, (g) => g.complete.value)),
    counted(sum(measures, (g) => g.newlyDone.value)),
    counted(sum(measures, (g) => g.overdue.value)),
    counted(sum(measures, (g) => g.near.value)),
    counted(sum(measures, (g) => g.lagging.value)),
  ];
  return [...rows, { style: 'total', cells: total }];
}

function issueCells(g: Groups[number] | undefined): Cells {
  if (g === undefined) return [0, 0, 0, 0, 0, 0].map(counted).concat(rate(null));
  const figures = [g.issues, g.closed, g.open, g.baseClosed, g.newlyClosed, g.gone];
  return [...figures.map((f) => counted(f.value)), rate(g.rateBp)];
}

function measureCells(g: MeasureGroups[number] | undefined): Cells {
  if (g === undefined) return [0, 0, 0, 0, 0, 0].map(counted);
  return [g.measures, g.complete, g.newlyDone, g.overdue, g.near, g.lagging].map((f) => counted(f.value));
}

function outcomeSheet(s: Summary): SheetPlan {
  const { outcomes: o, clues } = s;
  const rows: (Cells | RowPlan)[] = [
    ...o.regulations.map((r): Cells => [
      t('建章立制'),
      t(`${regulationWords[r.kind]}制度`),
      counted(r.figure.value),
      counted(r.inMonth.value),
      t('项'),
    ]),
    { style: 'total', cells: [t('建章立制'), t('合计'), counted(o.regulationsTotal.value), null, t('项')] },
    ...o.sanctions.map((x): Cells => [
      t('问责处理'),
      t(sanctionWords[x.kind]),
      counted(x.figure.value),
      counted(x.inMonth.value),
      t('人'),
    ]),
    { style: 'total', cells: [t('问责处理'), t('合计'), counted(o.sanctionsTotal.value), null, t('人次')] },
    ...o.recoveries.map((r): Cells => [
      t('收回、挽回资金'),
      t(recoveryName(r.kind)),
      yuan(r.figure.value),
      yuan(r.inMonth.value),
      t('元'),
    ]),
    { style: 'total', cells: [t('收回、挽回资金'), t('合计'), yuan(o.recoveriesTotal.value), null, t('元')] },
    [t('问题线索'), t('收到'), counted(clues.received.value), null, t('件')],
    [t('问题线索'), t('办结'), counted(clues.concluded.value), null, t('件')],
    [t('问题线索'), t('办结率'), rate(clues.rateBp), null, null],
  ];
  return {
    ...list(
      s,
      '成果和线索',
      `整改成果和问题线索（${monthLabel(s.month)}）`,
      [
        ['类别', 24],
        ['种类', 34],
        ['累计', 20],
        ['本月', 20],
        ['计量单位', 14],
      ],
      rows,
      '',
    ),
    filter: null,
  };
}

function dueSheet(s: Summary): SheetPlan {
  return list(
    s,
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

function annexSheet(s: Summary): SheetPlan {
  return list(
    s,
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

/** A deadline that is nothing but a day is a day in the sheet too, so that it can be sorted; words stay words. */
function deadlineCell(words: string, dueOn: Day | null): Cell | null {
  return /^[\d.]+$/.test(words) ? day(dueOn) : t(words);
}
