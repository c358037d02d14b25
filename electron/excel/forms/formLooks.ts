/** The looks of a form's cells. The same for all forms, so their part of the file is made once. */
import { Looks } from './looks.ts';
import type { Look } from './looks.ts';

/** Size of the table's texts, in points: row heights are counted by it. */
export const POINTS = 10;
export const HEAD_POINTS = 10;

const GREY = 'F2F2F2';
const BLUE = 'E4ECF5';
const YELLOW = 'FFFBE3';

const body = { font: '宋体', size: POINTS, border: 'box', format: '@', across: 'left' } as const;
const headed = { font: '黑体', size: HEAD_POINTS, border: 'box', format: '@', across: 'center' } as const;
const plain = { font: '宋体', size: 11, format: '@', across: 'left' } as const;

export const looks = new Looks();

const made = (look: Look) => looks.of(look);

/** Cells of the answers, by how they are read. */
function answers(base: Partial<Look>) {
  const one = (format: string, across: Look['across']) => made({ ...body, ...base, format, across });
  return {
    text: one('@', 'left'),
    middle: one('@', 'center'),
    day: one('yyyy-mm-dd', 'center'),
    people: one('0', 'center'),
    money: one('#,##0.00', 'right'),
  };
}

export const look = {
  title: made({ font: '方正小标宋简体', size: 18, format: '@', across: 'left', overflow: true }),
  subtitle: made({ ...plain, overflow: true }),
  legend: made({ ...plain, size: 9, color: '7F6000', overflow: true }),
  label: made({ ...plain, across: 'right', overflow: true }),
  blank: made({ ...plain, border: 'under', fill: YELLOW, open: true }),
  sign: made({ ...plain, overflow: true, open: true }),
  head: made({ ...headed, fill: 'D9D9D9' }),
  headAnswer: made({ ...headed, fill: 'FFE699' }),
  known: made({ ...body, fill: GREY }),
  knownMiddle: made({ ...body, fill: GREY, across: 'center' }),
  helped: made({ ...body, fill: BLUE }),
  helpedMiddle: made({ ...body, fill: BLUE, across: 'center' }),
  helpedRole: made({ ...body, fill: BLUE, across: 'center', bold: true, color: '1F4E79' }),
  rowId: made({ ...body, fill: GREY, size: 8 }),
  open: answers({ fill: YELLOW, open: true }),
  locked: answers({ fill: 'E7E6E6', hatch: 'BFBFBF' }),
  guideTitle: made({ font: '方正小标宋简体', size: 18, format: '@', across: 'center' }),
  guideHeading: made({ font: '黑体', size: 12, format: '@', across: 'left' }),
  guideText: made({ ...plain, down: 'top' }),
  guideNumber: made({ ...plain, down: 'top', across: 'right' }),
  guideHead: made({ ...headed, size: 11, fill: 'D9D9D9' }),
  guideCell: made({ ...body, size: 11 }),
  guideName: made({ ...body, size: 11, across: 'center' }),
  mark: made(plain),
};

/** What a cell looks like that was left out although the state says done. */
export const dxfs = [
  '<dxf><fill><patternFill patternType="solid"><bgColor rgb="FFFFC27A"/></patternFill></fill></dxf>',
];
