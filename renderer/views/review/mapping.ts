/** The guess about a layout and what the clerk says to it: pure, for returns and whole ledgers alike. */
import type { Args, Reply } from '../../../shared/contract/index.ts';
import {
  answerFields,
  columnFields,
  fieldWords,
  knownFields,
  mixedFields,
} from '../../../shared/returns/fields.ts';
import type { ColumnField } from '../../../shared/returns/fields.ts';
import { addressOf } from '../../../shared/returns/grid.ts';

export type RecognisedShape = NonNullable<Reply<'returns.mapping'>['recognised']>;
export type RecognisedColumnShape = RecognisedShape['columns'][number];

/** The clerk's answers so far; each stands above the guess. */
export interface Answers {
  readonly sheet?: string;
  readonly head?: readonly [number, number];
  readonly columns?: Readonly<Record<string, ColumnField | null>>;
  readonly unit?: number;
  readonly month?: string;
}

/** 'H7' → row 6, column 7, both from 0; null for what is no address. */
export function placeOfAddress(address: string): { readonly row: number; readonly column: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address);
  const [, letters, digits] = found ?? [];
  if (letters === undefined || digits === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  const place = { row: Number(digits) - 1, column: column - 1 };
  return addressOf(place.row, place.column) === address ? place : null;
}

/** Whether the columns must be recognised anew before they can be mapped: another sheet or other heading rows. */
export function isMoved(recognised: RecognisedShape, answers: Answers): boolean {
  const { sheet, head } = answers;
  return (
    (sheet !== undefined && sheet !== recognised.sheet) ||
    (head !== undefined && (head[0] !== recognised.head[0] || head[1] !== recognised.head[1]))
  );
}

/** What a column is read as: the clerk's answer, else the guess. */
export function fieldOf(column: RecognisedColumnShape, answers: Answers): ColumnField | null {
  const own = answers.columns?.[String(column.column)];
  return own === undefined ? column.field : own;
}

/** Says what a column is; what is said of the same field elsewhere stays: two columns may be shown to clash. */
export function setField(answers: Answers, column: number, field: ColumnField | null): Answers {
  return { ...answers, columns: { ...answers.columns, [String(column)]: field } };
}

/** Fields that two columns or more claim, but those of which a ledger has one a month. */
export function clashes(recognised: RecognisedShape, answers: Answers): readonly ColumnField[] {
  const seen = new Map<ColumnField, number>();
  for (const column of recognised.columns) {
    const field = fieldOf(column, answers);
    if (field !== null && column.month === null) seen.set(field, (seen.get(field) ?? 0) + 1);
  }
  return [...seen].filter(([, count]) => count > 1).map(([field]) => field);
}

/** Columns that hold something and are not read, in words: 'K 其他说明'. */
export function unreadColumns(
  recognised: RecognisedShape,
  answers: Answers,
): readonly RecognisedColumnShape[] {
  return recognised.columns.filter((column) => fieldOf(column, answers) === null && column.filled > 0);
}

const groupOf = (field: ColumnField): string => {
  if ((answerFields as readonly string[]).includes(field)) return '填报栏';
  if ((knownFields as readonly string[]).includes(field)) return '已知栏';
  if ((mixedFields as readonly string[]).includes(field)) return '合并填写的栏';
  return '台账栏';
};
/** Every field a column may be read as, with its group; those of a whole ledger only where one is imported. */
export function fieldOptions(kind: RecognisedShape['kind']): readonly {
  readonly value: ColumnField;
  readonly label: string;
  readonly hint: string;
}[] {
  const order = ['填报栏', '已知栏', '合并填写的栏', '台账栏'];
  return columnFields
    .map((value) => ({ value, label: fieldWords[value], hint: groupOf(value) }))
    .filter(
      ({ hint, value }) =>
        kind === 'ledger' || hint !== '台账栏' || value === 'unit' || value === 'issueNumber',
    )
    .toSorted((a, b) => order.indexOf(a.hint) - order.indexOf(b.hint));
}

/** What was answered before, so that answering further leaves it standing. */
export function answeredBefore(recognised: RecognisedShape): Answers {
  const columns = recognised.columns.filter((column) => column.how === 'chosen');
  const { unit, month } = recognised;
  return {
    ...(columns.length === 0
      ? {}
      : { columns: Object.fromEntries(columns.map((each) => [String(each.column), each.field])) }),
    ...(unit.how === 'chosen' && unit.id !== null ? { unit: unit.id } : {}),
    ...(month.how === 'chosen' && month.month !== null ? { month: month.month } : {}),
  };
}

/** Chooses a sheet: heading rows and columns of another one are guessed anew. */
export function setSheet({ unit, month }: Answers, sheet: string): Answers {
  return { sheet, ...(unit === undefined ? {} : { unit }), ...(month === undefined ? {} : { month }) };
}
/** Sets the heading rows, from 0; columns are guessed anew. At most four rows make a heading. */
export function setHead(answers: Answers, first: number, last: number): Answers {
  const { columns: _columns, ...rest } = answers;
  return { ...rest, head: [first, Math.min(last, first + 3)] };
}

/** The answers as the calls take them: the sheet and heading rows that were looked at are confirmed with them. */
export function chosenOf(
  recognised: RecognisedShape,
  answers: Answers,
): NonNullable<Args<'returns.map'>['chosen']> {
  const { sheet = recognised.sheet, columns, unit, month } = answers;
  const head = answers.head ?? (sheet === recognised.sheet ? recognised.head : undefined);
  return {
    sheet,
    ...(head === undefined ? {} : { head: [head[0], head[1]] as [number, number] }),
    ...(columns === undefined ? {} : { columns: { ...columns } }),
    ...(unit === undefined ? {} : { unit }),
    ...(month === undefined ? {} : { month }),
  };
}
