/** Texts of a paper as what they are in a sheet: figures as numbers, days as days, everything else as text. */
import { dayFrom } from '../../shared/day.ts';
import { counted, NO_RATE, rate, text } from './plan.ts';
import type { Cell } from './plan.ts';

const COUNT = /^(?:0|-?[1-9]\d{0,14})$/;
const MONEY = /^-?(?:0|[1-9]\d{0,2}(?:,\d{3}){0,3}|[1-9]\d{0,11})\.\d{2}$/;
const RATE = /^(\d{1,5})\.(\d{2})%$/;
const DAYS = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, undefined],
  [/^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, 'dots'],
  [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, 'words'],
] as const;
/** Marks that are made of digits and are no figures. */
const MARKS = /文号|编号|号码|电话|证|版本|校验|SHA/i;
const DAY_COLUMN = /日期|时间|期限|时限|日$|何时/;

/** How the cells of one column are taken. */
export interface ColumnKind {
  readonly figures: boolean;
  readonly days: boolean;
}

/**
 * A column holds days where its heading says so, or where all it holds are days; figures where it is a narrow one
 * (`middle`), or where all it holds are figures: a title of digits among other titles is no figure.
 */
export function columnKind(title: string, texts: readonly string[], middle: boolean): ColumnKind {
  const filled = texts.filter((one) => one !== '' && one !== NO_RATE);
  return {
    figures: !MARKS.test(title) && (middle || (filled.length > 0 && filled.every(isFigure))),
    days: DAY_COLUMN.test(title) || (filled.length > 0 && filled.every((one) => dayCell(one) !== null)),
  };
}

/** A cell as its column takes it. What is no plain figure and no day as written stays the text it is. */
export function typedCell(value: string, { figures, days }: ColumnKind, middle = false): Cell | null {
  const plain = value.trim();
  if (days) {
    const found = dayCell(plain);
    if (found !== null) return found;
  }
  if (figures) {
    if (COUNT.test(plain)) return counted(Number(plain));
    if (MONEY.test(plain)) return yuanOf(plain);
    const percent = RATE.exec(plain);
    if (percent !== null) return rate(Number(`${percent[1]}${percent[2]}`));
  }
  return text(value, middle ? 'middle' : undefined);
}

function isFigure(value: string): boolean {
  const plain = value.trim();
  return COUNT.test(plain) || MONEY.test(plain) || RATE.test(plain);
}

/** Fen are put together from the digits: no decimal fraction takes part. */
function yuanOf(money: string): Cell {
  return { as: 'yuan', value: Number(money.replace(/[,.]/g, '')) };
}

function dayCell(value: string): Cell | null {
  for (const [shape, written] of DAYS) {
    const m = shape.exec(value);
    const day = m === null ? null : dayFrom(Number(m[1]), Number(m[2]), Number(m[3]));
    // Sheets count days from 1900, and their 1900 has a day too many.
    if (day === null || day < '1900-03-01') continue;
    return { as: 'day', value: day, ...(written === undefined ? {} : { written }) };
  }
  return null;
}
