/** What every kind of cell has in common: tidy text, words for "nothing", 同上, numbers as they were meant. */
import { shownOf, type Plain } from '../grid.ts';
import type { CellProblemCode } from '../problemWords.ts';

/** What a cell was read as: canonical, or null with the reason and perhaps a proposal. */
export interface Reading {
  readonly value: string | null;
  readonly problem: { readonly code: CellProblemCode; readonly proposed: string | null } | null;
}

export const nothing: Reading = { value: '', problem: null };

export function understood(value: string): Reading {
  return { value, problem: null };
}

export function doubtful(code: CellProblemCode, proposed: string | null = null): Reading {
  return { value: null, problem: { code, proposed } };
}

/** Half-width, trimmed, without blanks and characters of no width, for reading words and figures. */
export function squeezed(text: string): string {
  // Most texts are as they should be already.
  if (/^[\u4e00-\u9fff0-9A-Za-z.,%-]*$/.test(text)) return text;
  return text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, '');
}

const MARKS_ONLY = /^[\\/|,.:;。、\-‐-―−~_…·*#()"'“”‘’]*$/u;
const NONE =
  /^(?:无|暂无|空|空白|没有|不涉及|未涉及|不适用|无此项|无此情况|无此类情况|此项无|未发生|无内容|无数据|无相关内容|无变化内容|暂未涉及|暂不涉及|暂时没有|目前无|本月无|本期无|暂缺|(?:本月|本期|暂)?无(?:新增|新制定|修订|问责|相关|此类)(?:制度|情况|内容|事项|处理|材料|人员)?|n\/?a|n\.a\.?|null|none|nil|-无-|\/无|无\/)$/i;

/** First characters of the words above. */
const NONE_BEGINS = '无暂空不未没此目本';

/** Does the text say that there is nothing: blank, only strokes and dots, or a word like 无, 暂无, 不涉及, N/A? */
export function saysNothing(text: string): boolean {
  if (text.length > 40) return false;
  // Most cells begin with an ideograph or a digit that no such word begins with: no need to look further.
  const first = text.charCodeAt(0);
  if (
    (first >= 0x4e00 && first <= 0x9fff && !NONE_BEGINS.includes(text.charAt(0))) ||
    (first >= 48 && first <= 57)
  )
    return false;
  const plain = squeezed(text);
  return MARKS_ONLY.test(plain) || NONE.test(plain.replace(/^[(]|[)。.;,、]+$/g, ''));
}

const SAME =
  /^(?:同上|同上一?[条行项格]|同前|与上同|与上[条行项]相同|与上一[条行项]相同|同上[述条]?内容|〃+|″|同)$/;

/** 同上 and its like. */
export function saysSame(text: string): boolean {
  return text.length <= 20 && /[同〃″]/.test(text) && SAME.test(squeezed(text).replace(/[。.;,、]+$/, ''));
}

const TICK = /^[√✓✔☑✅×✗✘☒○●◯✕xX是否对yYvV]$|^(?:yes|no|true|false)$/iu;

/** A lone tick or cross, or a yes or no, where words are asked for. */
export function onlyTick(text: string): boolean {
  return text.length <= 12 && TICK.test(squeezed(text).replace(/[。.;,、]+$/, ''));
}

/** Characters that no cell should hold: controls but tab and line feed, halves of characters, and non-characters. */
// oxlint-disable-next-line no-control-regex
const STRAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

// oxlint-disable-next-line no-control-regex
const UNTIDY = /[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\ufffe\uffff]|_x000D_|\s\n/;

/** Text as kept: line ends as \n, no control characters, no blanks at the ends of the text and of its lines. */
export function tidyText(text: string): string {
  if (!UNTIDY.test(text)) return text.trim();
  return text
    .replace(/_x000D_/g, '')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(STRAY, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Two figures parted by a blank or a line end (12 30): closing up would make another number of them. */
export function partedDigits(text: string): boolean {
  return /[\d０-９]\s+[\d０-９]/u.test(text.trim());
}

/** A number without the noise that binary fractions bring (15 digits count), as plain decimal digits. */
export function decimalText(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return String(number);
  const text = String(Number(number.toPrecision(15)));
  if (!/e/i.test(text)) return text;
  return number.toFixed(20).replace(/\.?0+$/, '');
}

/** The number of a cell that holds one, also one that is shown otherwise. */
export function numberOf(plain: Plain): number | null {
  if (typeof plain === 'number') return plain;
  return typeof plain === 'object' && 'number' in plain ? plain.number : null;
}

/** Whole numbers beyond this have lost digits in the file. */
export const EXACT = 1e15;

/** Text of a cell as it was found, for showing. */
export function foundText(plain: Plain | undefined): string {
  return shownOf(plain);
}
