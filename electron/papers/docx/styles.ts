/**
 * Named paragraph styles: the clerk finds them in Word's and WPS' own list and changes them there. Fonts are those the
 * standard asks for; the reader's office program finds them, or what it holds to be nearest.
 */
import { AlignmentType, LineRuleType } from 'docx';
import type { IDocumentDefaultsOptions, IParagraphStyleOptions, ISpacingProperties } from 'docx';
import { CHARACTER, LINE, POINT, SIZE, mm } from './measures.ts';

/** Names of the styles, by what they are for. */
export const STYLE = {
  text: 'Text',
  heading1: 'First',
  heading2: 'Second',
  heading3: 'Third',
  title: 'DocumentTitle',
  annexTitle: 'AnnexTitle',
  meta: 'Meta',
  wideMeta: 'WideMeta',
  copy: 'Copy',
  mark: 'Mark',
  letterhead: 'Letterhead',
  number: 'Number',
  recipient: 'Recipient',
  annexes: 'Annexes',
  annexMark: 'AnnexMark',
  seal: 'Seal',
  note: 'Note',
  caption: 'TableCaption',
  head: 'TableHead',
  cell: 'TableCell',
  smallHead: 'SmallHead',
  smallCell: 'SmallCell',
  place: 'Place',
  sign: 'Sign',
  picture: 'Picture',
  pageNumber: 'PageNumber',
  gap: 'Gap',
} as const;
export type StyleId = (typeof STYLE)[keyof typeof STYLE];

const font = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });
export const FONTS = {
  song: font('方正小标宋简体'),
  hei: font('黑体'),
  kai: font('楷体_GB2312'),
  fang: font('仿宋_GB2312'),
  digits: font('宋体'),
} as const;

/** Lines of an exact height in points, with room above and below in points. */
const lines = (height: number, before = 0, after = 0): ISpacingProperties => ({
  line: Math.round(height * POINT),
  lineRule: LineRuleType.EXACT,
  before: Math.round(before * POINT),
  after: Math.round(after * POINT),
});

/** The first line begins two characters in. Programs that know no characters take the width. */
export const twoIn = { firstLine: Math.round(2 * CHARACTER), firstLineChars: 200 };

export const defaults: IDocumentDefaultsOptions = {
  run: {
    font: FONTS.fang,
    size: 2 * SIZE.three,
    language: { value: 'zh-CN', eastAsia: 'zh-CN' },
  },
  paragraph: { spacing: lines(LINE / POINT) },
};

type Look = Omit<IParagraphStyleOptions, 'id' | 'name'>;
const looks: Readonly<Record<keyof typeof STYLE, readonly [name: string, look: Look]>> = {
  text: ['公文正文', { paragraph: { alignment: AlignmentType.BOTH, indent: twoIn } }],
  heading1: ['公文一级标题', heading(0, FONTS.hei)],
  heading2: ['公文二级标题', heading(1, FONTS.kai)],
  heading3: ['公文三级标题', heading(2, FONTS.fang)],
  title: [
    '公文标题',
    {
      run: { font: FONTS.song, size: 2 * SIZE.two },
      paragraph: { alignment: AlignmentType.CENTER, spacing: lines(34, 0, 14), keepNext: true },
    },
  ],
  annexTitle: [
    '附件标题',
    {
      run: { font: FONTS.song, size: 36 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: lines(28, 0, 4), keepNext: true },
    },
  ],
  meta: [
    '公文题注',
    {
      run: { font: FONTS.kai },
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true },
    },
  ],
  wideMeta: [
    '横表题注',
    {
      run: { font: FONTS.kai, size: 2 * SIZE.smallFour },
      paragraph: { alignment: AlignmentType.CENTER, spacing: lines(20, 0, 4), keepNext: true },
    },
  ],
  copy: ['份号', {}],
  mark: ['密级和紧急程度', { run: { font: FONTS.hei } }],
  letterhead: [
    '发文机关标志',
    {
      run: { font: FONTS.song, color: 'FF0000' },
      paragraph: { alignment: AlignmentType.CENTER, keepNext: true },
    },
  ],
  number: ['发文字号', { paragraph: { alignment: AlignmentType.CENTER, keepNext: true } }],
  recipient: ['主送机关', { paragraph: { spacing: lines(LINE / POINT, 14), keepNext: true } }],
  annexes: ['附件说明', {}],
  annexMark: ['附件标志', { run: { font: FONTS.hei }, paragraph: { keepNext: true } }],
  seal: ['署名和成文日期', { paragraph: { alignment: AlignmentType.RIGHT, keepLines: true } }],
  note: [
    '附注',
    {
      run: { size: 2 * SIZE.five },
      paragraph: { alignment: AlignmentType.BOTH, spacing: lines(16, 4, 4) },
    },
  ],
  caption: [
    '表题和图题',
    {
      run: { font: FONTS.kai, size: 2 * SIZE.smallFour },
      paragraph: { alignment: AlignmentType.CENTER, spacing: lines(18, 7, 3), keepNext: true },
    },
  ],
  head: ['表头', tableText(FONTS.hei, SIZE.five, 15, true)],
  cell: ['表格文字', tableText(FONTS.fang, SIZE.five, 15, false)],
  smallHead: ['横表表头', tableText(FONTS.hei, SIZE.small, 12.5, true)],
  smallCell: ['横表文字', tableText(FONTS.fang, SIZE.small, 12.5, false)],
  place: [
    '签署栏',
    { run: { size: 2 * SIZE.smallFour }, paragraph: { spacing: lines(20), alignment: AlignmentType.CENTER } },
  ],
  sign: ['填报签名', { run: { size: 2 * SIZE.smallFour }, paragraph: { spacing: lines(24) } }],
  picture: [
    '图',
    {
      // An exact line would cut the picture off.
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 8 * POINT },
      },
    },
  ],
  pageNumber: [
    '页码',
    { run: { font: FONTS.digits, size: 2 * SIZE.four }, paragraph: { spacing: lines(SIZE.four) } },
  ],
  gap: ['间隔', { run: { size: 2 }, paragraph: { spacing: lines(1) } }],
};

function heading(outlineLevel: number, of: ReturnType<typeof font>): Look {
  return {
    next: STYLE.text,
    run: { font: of },
    paragraph: { alignment: AlignmentType.BOTH, indent: twoIn, keepNext: true, outlineLevel },
  };
}

function tableText(of: ReturnType<typeof font>, size: number, line: number, middle: boolean): Look {
  return {
    run: { font: of, size: 2 * size, snapToGrid: false },
    paragraph: {
      alignment: middle ? AlignmentType.CENTER : AlignmentType.LEFT,
      spacing: lines(line),
      keepNext: middle,
    },
  };
}

export const paragraphStyles: readonly IParagraphStyleOptions[] = Object.entries(STYLE).map(
  ([key, id], order) => {
    const [name, look] = looks[key as keyof typeof STYLE];
    return { id, name, basedOn: 'Normal', quickFormat: true, uiPriority: order + 1, ...look };
  },
);

/** Foot of the page number's line above the paper's edge: its dash lies 7 mm below the text area of 35 mm. */
export const FOOTER = mm(35 - 7) - (SIZE.four * POINT) / 2;
/** Of wide sheets, whose number stands in the middle of the margin. */
export const WIDE_FOOTER = mm(12);
