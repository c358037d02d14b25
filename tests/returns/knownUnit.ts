/** Units, measures and rows made by hand, for tests of matching and comparing. */
import { answerFields, type AnswerField, type KnownField } from '../../shared/returns/fields.ts';
import type { KnownMeasure, ReadAnswer, ReadRow, UnitKnown, Values } from '../../shared/returns/types.ts';

const titles = [
  '修订采购管理办法，明确各环节责任',
  '开展工程招标专项检查',
  '组织中层干部学习研讨',
  '清理历史欠账并逐户催收',
  '建立重大事项请示报告台账',
  '公开选拔年轻干部',
];

/** Measure `n` (from 1) of issue ⌈n / 2⌉: number '1-1', '1-2', '2-1' … */
export function measure(n: number, more: Partial<KnownMeasure> = {}): KnownMeasure {
  const issue = Math.ceil(n / 2);
  return {
    id: 100 + n,
    issueId: issue,
    issueTitle: `第${issue}个问题：管理不够规范`,
    number: `${issue}-${((n - 1) % 2) + 1}`,
    numbers: [],
    title: titles[n - 1] ?? `第${n}条措施的题目`,
    text: '',
    role: 'responsible',
    frozen: false,
    withdrawn: false,
    complete: false,
    sent: null,
    ledger: { state: 'in_progress' },
    earlierProgress: '',
    ...more,
  };
}

/** Everything sent that is on record, as the form of today would. */
export function sentAsIs(known: KnownMeasure): KnownMeasure {
  const blank = Object.fromEntries(answerFields.map((field) => [field, '']));
  return {
    ...known,
    sent: {
      ...blank,
      number: known.number,
      title: known.title,
      issueTitle: known.issueTitle,
      ...known.ledger,
    },
  };
}

export function unit(measures: readonly KnownMeasure[], more: Partial<UnitKnown> = {}): UnitKnown {
  return {
    unit: 1,
    month: '2024-08',
    form: measures.some((one) => one.sent !== null) ? 9 : null,
    measures,
    strangers: measures.map(({ id, number, numbers, title, issueTitle }) => ({
      id,
      number,
      numbers,
      title,
      issueTitle,
    })),
    expected: measures.filter((one) => !one.withdrawn).map((one) => one.id),
    outcomes: [],
    ...more,
  };
}

/** An answer as read: null for one that was not understood. */
export function answer(field: AnswerField, value: string | null, text = value ?? '看不懂'): ReadAnswer {
  return {
    field,
    column: 10 + answerFields.indexOf(field),
    text,
    value,
    problem: value === null ? { code: 'state_not_understood', proposed: null } : null,
  };
}

type Known = Partial<Record<KnownField | 'issueNumber', string>>;

const columns: Readonly<Record<string, number>> = { number: 1, issueNumber: 2, issueTitle: 3, title: 4 };

/** A row as read. @param at from 0 */
export function row(
  at: number,
  known: Known,
  answers: readonly ReadAnswer[] | Values = [],
  more: Partial<ReadRow> = {},
): ReadRow {
  return {
    row: at,
    hidden: false,
    id: null,
    known,
    knownColumns: Object.fromEntries(Object.keys(known).map((field) => [field, columns[field] ?? 5])),
    answers: Array.isArray(answers)
      ? answers
      : answerFields.flatMap((field) => {
          const value = (answers as Values)[field];
          return value === undefined ? [] : [answer(field, value)];
        }),
    ...more,
  };
}

/** The row of a form as it was sent, untouched. */
export function untouched(at: number, { id, sent }: KnownMeasure): ReadRow {
  const { number = '', title = '', issueTitle = '' } = sent ?? {};
  return row(at, { number, title, issueTitle }, sent ?? {}, { id: { form: 9, measure: id } });
}

export const noMatches: ReadonlyMap<number, number | null> = new Map();
