/** Issues and measures by state and by timeliness, counted by the sheet over the rows. */
import type { Figure } from '../../shared/contract/types.ts';
import { monthLabel } from '../../shared/month.ts';
import { lampWords } from '../../shared/summary/phrases.ts';
import { issueStateWords, measureStateWords } from '../../shared/words.ts';
import { countFormula, formula } from './formulas.ts';
import type { Condition, RowRange } from './formulas.ts';
import { text as t } from './plan.ts';
import type { RowPlan, SheetPlan } from './plan.ts';
import { TOTAL } from './groupSheet.ts';
import { YES } from './rowSheets.ts';
import { list } from './sheetParts.ts';
import type { SummaryBook } from './summaryBook.ts';

export function stateSheet(book: SummaryBook, issues: RowRange, measures: RowRange): SheetPlan {
  const { overall: o, month } = book.summary;
  const line = (
    kind: string,
    name: string,
    range: RowRange,
    conditions: Condition[],
    figure: Figure,
  ): RowPlan => ({
    style: name === TOTAL ? 'total' : 'body',
    cells: [
      t(kind),
      t(name),
      formula('count', countFormula(range, [['counted', YES], ...conditions]), figure.value),
      t(range === issues ? '个' : '条', 'middle'),
    ],
  });
  return {
    ...list(
      book,
      '按状态和时限',
      `问题和措施按状态、时限统计（${monthLabel(month)}）`,
      [
        ['口径', 26],
        ['名称', 32],
        ['数量', 20],
        ['计量单位', 16],
      ],
      [
        ...o.byState.map(({ state, figure }) =>
          line('问题状态', issueStateWords[state], issues, [['state', issueStateWords[state]]], figure),
        ),
        line('问题状态', TOTAL, issues, [], o.issues),
        ...o.measuresByState.map(({ state, figure }) =>
          line('措施状态', measureStateWords[state], measures, [['state', measureStateWords[state]]], figure),
        ),
        line('措施状态', TOTAL, measures, [], o.measures),
        ...o.measuresByLamp.map(({ lamp, figure }) =>
          line('措施时限', lampWords(lamp), measures, [['lamp', lampWords(lamp)]], figure),
        ),
        line('措施时限', TOTAL, measures, [], o.measures),
      ],
      '',
    ),
    orientation: 'portrait',
  };
}
