/** The first sheet: the summary laid out as on paper, its paragraphs and the table of counts, counted by the sheet. */
import type { Figure } from '../../shared/contract/types.ts';
import { monthLabel } from '../../shared/month.ts';
import { editionMark, lampWords, sectionNumeral } from '../../shared/summary/phrases.ts';
import { backDatedWord, establishedWord, lagWord } from '../../shared/words.ts';
import { countFormula, formula, rateFormula } from './formulas.ts';
import type { Condition, RowRange } from './formulas.ts';
import { aspectsFormula } from './groupSheet.ts';
import { gridOver } from './paperGrid.ts';
import { lineRows, paragraphRows, signsRow } from './paperRows.ts';
import { counted, day, text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import { GONE, NEW_CLOSED, NEW_DONE, NO, YES } from './rowSheets.ts';
import { subtitle } from './sheetParts.ts';
import type { SummaryBook } from './summaryBook.ts';

const COLUMNS = [34, 12, 12, 12, 16];

export interface Ranges {
  readonly issues: RowRange;
  readonly measures: RowRange;
  /** Rows of the sheet of groups, from which aspects are counted. */
  readonly groupRows: number;
}

export function front(book: SummaryBook, ranges: Ranges): SheetPlan {
  const s = book.summary;
  const grid = gridOver(COLUMNS);
  const rows: RowPlan[] = [
    ...lineRows('title', `巡察整改情况月报（${monthLabel(s.month)}）${editionMark(book.edition)}`, grid),
    ...lineRows('subtitle', subtitle(s), grid),
  ];
  s.narrative.forEach((part, i) => {
    rows.push(...lineRows('section', `${sectionNumeral(i + 1)}、${part.heading}`, grid));
    for (const paragraph of part.text.split('\n')) rows.push(...paragraphRows(paragraph.trim(), grid));
    if (i === 0) rows.push(...frontTable(book, ranges, rows.length));
  });
  if (s.matters.length > 0) rows.push(...matterRows(book));
  if (s.overall.gone.value > 0)
    rows.push(...paragraphRows('注：上期已销号、本期不再计入的问题见“新销号和新完成”。', grid));
  rows.push(signsRow(book.signs, grid));
  return { name: '月报', columns: COLUMNS, rows, head: 0, orientation: 'portrait', filter: null };
}

function matterRows({ summary: s }: SummaryBook): RowPlan[] {
  const merges = [[3, 4]] as const;
  return [
    {
      style: 'head',
      cells: [t('提请研究事项'), t('对应问题'), t('会议日期'), t('决定和落实')],
      merges,
    },
    ...s.matters.map((m): RowPlan => ({
      style: 'body',
      cells: [
        t(m.title),
        t(m.issues.join('、')),
        day(m.meetingOn) ?? t('待研究', 'middle'),
        t([m.decision, m.followUp].filter(Boolean).join('\n')),
      ],
      merges,
    })),
  ];
}

/** @param above rows that stand above the table */
function frontTable({ summary: s }: SummaryBook, ranges: Ranges, above: number): RowPlan[] {
  const o = s.overall;
  const rows: RowPlan[] = [
    { style: 'head', cells: [t('指标'), t('本期'), t('上期'), t('增减'), t('文件所载')] },
  ];
  const row = () => above + rows.length + 1;
  const put = (name: string, now: Cell, base: Cell | null, change: Cell | null, stated: number | null) =>
    rows.push({
      style: 'body',
      cells: [t(name), now, base, change, stated === null ? null : counted(stated)],
    });
  const line =
    (range: RowRange) =>
    (
      name: string,
      now: readonly [Figure, ...Condition[]],
      base: readonly [Figure, ...Condition[]] | null = null,
      stated: number | null = null,
    ) => {
      const cell = ([figure, ...conditions]: readonly [Figure, ...Condition[]]) =>
        formula('count', countFormula(range, conditions), figure.value);
      const change =
        base === null ? null : formula('count', `B${row()}-C${row()}`, now[0].value - base[0].value);
      put(name, cell(now), base === null ? null : cell(base), change, stated);
      return above + rows.length;
    };
  const issue = line(ranges.issues);
  const measure = line(ranges.measures);
  const inPlan: Condition = ['counted', YES];
  const lamp = (word: string): Condition => ['lamp', word];

  put(
    '方面（个）',
    formula('count', aspectsFormula(ranges.groupRows), o.aspects.value),
    null,
    null,
    o.stated.aspects,
  );
  const all = issue('问题（个）', [o.issues, inPlan], [o.baseIssues, ['base', YES]], o.stated.issues);
  const closed = issue(
    '　　其中：已销号（个）',
    [o.closed, ['closed', YES]],
    [o.baseClosed, ['baseClosed', YES]],
    o.stated.closed,
  );
  issue(
    '　　　　　未销号（个）',
    [o.open, inPlan, ['closed', NO]],
    [o.baseOpen, ['base', YES], ['baseClosed', NO]],
    o.stated.open,
  );
  put(
    '整改完成率',
    formula('rate', rateFormula(`B${closed}`, `B${all}`), o.rateBp),
    formula('rate', rateFormula(`C${closed}`, `C${all}`), o.baseRateBp),
    null,
    null,
  );
  issue('本月新销号（个）', [o.newlyClosed, ['change', NEW_CLOSED]]);
  const late = s.newlyClosed.filter(({ backDated }) => backDated).length;
  put(
    `　　其中：${backDatedWord}（个）`,
    formula('count', countFormula(ranges.issues, [['backDated', YES]]), late),
    null,
    null,
    null,
  );
  issue('上期已销号、本期不再计入（个）', [o.gone, ['change', GONE]]);
  measure('整改措施（条）', [o.measures, inPlan], null, o.stated.measures);
  measure(
    '　　其中：已完成（条）',
    [o.measuresDone, inPlan, ['state', '已完成']],
    [o.baseDone, ['baseDone', YES]],
  );
  measure(`　　　　　${establishedWord}（条）`, [o.measuresEstablished, ['established', YES]]);
  measure('　　　　　两项合计（条）', [o.measuresComplete, ['complete', YES]]);
  measure('　　　　　尚未完成（条）', [o.measuresIncomplete, inPlan, ['complete', NO]]);
  measure('　　　　　超期（条）', [o.overdue, lamp(lampWords('red'))], [o.baseOverdue, ['baseOverdue', YES]]);
  measure('　　　　　临期（条）', [
    o.measuresByLamp.find((l) => l.lamp === 'amber')?.figure ?? o.overdue,
    lamp(lampWords('amber')),
  ]);
  measure(`　　　　　${lagWord}（条）`, [o.lagging, ['lagging', YES]], [o.baseLagging, ['baseLagging', YES]]);
  measure(`　　　　　${lagWord}并超期（条）`, [o.laggingOverdue, ['lagging', YES], lamp(lampWords('red'))]);
  measure('本月新完成措施（条）', [o.newlyDone, ['change', NEW_DONE]]);
  measure('本月新建立长效机制（条）', [o.newlyEstablished, ['newlyEstablished', YES]]);
  measure('下月到期措施（条）', [o.dueNext, ['dueNext', YES]]);
  return rows;
}
