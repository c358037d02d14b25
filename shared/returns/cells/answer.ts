/** A cell of an answer's column as its canonical value, or why it waits. Nothing that is not understood becomes none. */
import { type AnswerField, kindOf } from '../fields.ts';
import { shownOf, type Plain } from '../grid.ts';
import { readDoneOn, readExtension, type DayContext } from './days.ts';
import { readAmount, readPeople } from './figures.ts';
import { readLines, readRegulations } from './lists.ts';
import {
  doubtful,
  EXACT,
  nothing,
  onlyTick,
  saysNothing,
  saysSame,
  tidyText,
  understood,
  type Reading,
} from './plainCell.ts';
import { readState } from './state.ts';

export interface AnswerContext extends DayContext {
  /** Money without a unit counts in ten thousand yuan. */
  readonly wan: boolean;
  /** The heading asks a question (是否完成). */
  readonly yesNo: boolean;
  /** What the same column says in the row above, canonical; null when nothing or nothing clear. */
  readonly above: string | null;
}

/** No cell of a spreadsheet holds more. */
const LONGEST = 32_767;

/** Reads one cell of an answer. `undefined` is an empty cell. Never throws. */
export function readAnswer(field: AnswerField, plain: Plain | undefined, ctx: AnswerContext): Reading {
  if (plain === undefined) return nothing;
  if (typeof plain === 'object' && 'error' in plain) return doubtful('cell_error');
  if (typeof plain === 'string') {
    if (saysNothing(plain)) return nothing;
    if (saysSame(plain)) return doubtful('same_as_above', ctx.above);
    if (plain.length > LONGEST) return doubtful('text_too_long');
    if (kindOf(field) !== 'text' && isErrorText(plain)) return doubtful('cell_error');
  }
  switch (kindOf(field)) {
    case 'state':
      return readState(plain, ctx.yesNo);
    case 'day':
      return readDoneOn(plain, ctx);
    case 'deadline':
      return readExtension(plain, ctx);
    case 'people':
      return readPeople(plain);
    case 'money':
      return readAmount(plain, ctx.wan);
    case 'lines':
      return readLines(plain);
    case 'regulations':
      return readRegulations(plain, field === 'regulationsNew' ? 'new' : 'revised');
    default:
      return ofText(plain);
  }
}

/** Text pasted from a sheet whose formulas had failed. */
function isErrorText(text: string): boolean {
  if (!text.includes('#') || text.length > 20) return false;
  return (
    /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i.test(text.trim()) ||
    /^#{4,}$/.test(text.trim())
  );
}

/** Numbers and days in a column of text stay as they are shown. */
function ofText(plain: Plain): Reading {
  if (typeof plain === 'number' && Math.abs(plain) >= EXACT) return doubtful('digits_lost', String(plain));
  const text = tidyText(shownOf(plain));
  if (isErrorText(text)) return doubtful('cell_error');
  // A nought may be shown as a stroke.
  if (saysNothing(text)) return nothing;
  return onlyTick(text) ? doubtful('mark_only') : understood(text);
}
