/** How marks and the sheet of opinions look. */
import type { MarkKind } from '../../../shared/returns/answer.ts';
import type { Look } from '../forms/looks.ts';

const plain = { font: '宋体', size: 11, format: '@', across: 'left' } as const;
const boxed = { ...plain, border: 'box' } as const;

export const REASON_WIDTH = 50;

/** Ground of a marked cell. */
export const markFills: Readonly<Record<MarkKind, string>> = {
  problem: 'FFC7CE',
  row: 'FFC7CE',
  forbidden: 'F8CBAD',
  tampered: 'F8CBAD',
};

export const answerLooks = {
  /** Beside a row: not broken into lines, since the row's height is the sender's. */
  reason: { ...plain, size: 10, color: '9C0006', overflow: true },
  reasonHead: { ...plain, font: '黑体', across: 'center', fill: 'FFC7CE', border: 'box' },
  title: { ...plain, font: '方正小标宋简体', size: 18, across: 'center' },
  notice: { ...plain, color: '9C0006' },
  heading: { ...plain, font: '黑体', size: 12 },
  name: { ...boxed, fill: 'F2F2F2', across: 'center' },
  value: boxed,
  middle: { ...boxed, across: 'center' },
  head: { ...boxed, font: '黑体', fill: 'D9D9D9', across: 'center' },
  text: plain,
  /** Titles above the headings of a sheet made anew. */
  above: { ...plain, overflow: true },
} as const satisfies Readonly<Record<string, Look>>;
export type AnswerLook = keyof typeof answerLooks;
