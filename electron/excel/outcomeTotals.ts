/** Outcomes and clues of the month, counted and summed by the sheet over the rows. */
import type { Figure } from '../../shared/contract/types.ts';
import { monthLabel } from '../../shared/month.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { regulationWords, sanctionWords } from '../../shared/words.ts';
import { countFormula, formula, rateFormula, sumFormula } from './formulas.ts';
import type { Condition, RowRange } from './formulas.ts';
import { TOTAL } from './groupSheet.ts';
import { labelOf } from './labels.ts';
import { text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import { FAMILIES, YES } from './rowSheets.ts';
import { list } from './sheetParts.ts';
import type { SummaryBook } from './summaryBook.ts';

/** Rows above the first one. */
const ABOVE = 3;

export function outcomeTotals(book: SummaryBook, rows: RowRange): SheetPlan {
  const { outcomes: o, clues, month } = book.summary;
  const plans: RowPlan[] = [];
  const sum = (
    as: 'count' | 'yuan',
    conditions: Condition[],
    of: Figure | undefined,
    kind?: string,
  ): Cell | null =>
    of === undefined
      ? null
      : formula(
          as,
          sumFormula(
            rows,
            as === 'yuan' ? 'fen' : 'amount',
            conditions,
            as,
            kind === undefined
              ? undefined
              : { key: 'kind', cell: `$B${ABOVE + plans.length + 1}`, label: labelOf(kind) },
          ),
          of.value,
        );
  const put = (
    family: keyof typeof FAMILIES,
    name: string,
    unit: string,
    figure: Figure,
    inMonth?: Figure,
  ) => {
    const as = family === 'recovery' ? 'yuan' : 'count';
    // A kind of money may bear any name: what is no sum of a month's is the sum of all kinds.
    const total = inMonth === undefined;
    const all: Condition[] = [['family', FAMILIES[family]]];
    const kind = total ? undefined : name;
    plans.push({
      style: total ? 'total' : 'body',
      cells: [
        t(FAMILIES[family]),
        t(name),
        sum(as, all, figure, kind),
        sum(as, [...all, ['inMonth', YES]], inMonth, kind),
        t(unit, 'middle'),
      ],
    });
  };
  for (const r of o.regulations)
    put('regulation', `${regulationWords[r.kind]}制度`, '项', r.figure, r.inMonth);
  put('regulation', TOTAL, '项', o.regulationsTotal);
  for (const x of o.sanctions) put('sanction', sanctionWords[x.kind], '人', x.figure, x.inMonth);
  put('sanction', TOTAL, '人次', o.sanctionsTotal);
  for (const r of o.recoveries) put('recovery', recoveryName(r.kind), '元', r.figure, r.inMonth);
  put('recovery', TOTAL, '元', o.recoveriesTotal);
  const clue = (name: string, all: Condition[], now: Figure, inMonth: Figure, newly: Condition) =>
    plans.push({
      style: 'body',
      cells: [
        t(FAMILIES.clue),
        t(name),
        formula('count', countFormula(rows, all), now.value),
        formula('count', countFormula(rows, [...all, newly]), inMonth.value),
        t('件', 'middle'),
      ],
    });
  const clueRows: Condition[] = [['family', FAMILIES.clue]];
  clue('收到', clueRows, clues.received, clues.receivedInMonth, ['inMonth', YES]);
  clue('办结', [...clueRows, ['concluded', YES]], clues.concluded, clues.concludedInMonth, [
    'concludedInMonth',
    YES,
  ]);
  const row = ABOVE + plans.length;
  plans.push({
    style: 'body',
    cells: [
      t(FAMILIES.clue),
      t('办结率'),
      formula('rate', rateFormula(`C${row}`, `C${row - 1}`), clues.rateBp),
    ],
  });
  return {
    ...list(
      book,
      '成果和线索',
      `整改成果和问题线索（${monthLabel(month)}）`,
      [
        ['类别', 24],
        ['种类', 34],
        ['累计', 20],
        ['本月', 20],
        ['计量单位', 14],
      ],
      plans,
      '',
    ),
    filter: null,
  };
}
