/**
 * Named paragraph styles: the clerk finds them in Word's and WPS' own list and changes them there. Written as the part
 * itself, because the library knows neither that a paragraph keeps off the grid nor that punctuation stays within the
 * lines. Fonts are those the standard asks for; the reader's program finds them, or what it holds to be nearest.
 */
import { CHARACTER, LINE, POINT, SIZE, mm } from './measures.ts';

/** Ids of the styles, by what they are for. */
export const STYLE = {
  text: 'Text',
  heading1: 'FirstHeading',
  heading2: 'SecondHeading',
  heading3: 'ThirdHeading',
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
  caption: 'Caption',
  head: 'TableHead',
  cell: 'TableText',
  smallHead: 'SmallHead',
  smallCell: 'SmallText',
  place: 'Place',
  sign: 'Sign',
  picture: 'Picture',
  pageNumber: 'PageNumber',
  gap: 'Gap',
} as const;
export type StyleId = (typeof STYLE)[keyof typeof STYLE];

const FONTS = {
  song: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  fang: '仿宋_GB2312',
  digits: '宋体',
} as const;

/** For a run that stands out of its paragraph. */
export const heiRun = {
  font: { ascii: FONTS.hei, hAnsi: FONTS.hei, eastAsia: FONTS.hei, cs: FONTS.hei },
} as const;

interface Look {
  /** As the clerk sees it. */
  readonly name: string;
  readonly font?: keyof typeof FONTS;
  /** Of type, in points. */
  readonly size?: number;
  readonly red?: boolean;
  /** Pitch of lines in points; null: as high as what stands in them. */
  readonly line?: number | null;
  /** Room above and below in points. */
  readonly before?: number;
  readonly after?: number;
  readonly align?: 'center' | 'left' | 'right';
  /** The first line begins two characters in. */
  readonly twoIn?: boolean;
  readonly keepNext?: boolean;
  /** Level from 0 in the outline beside the document. */
  readonly outline?: number;
}

const looks: Readonly<Record<keyof typeof STYLE, Look>> = {
  text: { name: '公文正文', twoIn: true },
  heading1: { name: '公文一级标题', font: 'hei', twoIn: true, keepNext: true, outline: 0 },
  heading2: { name: '公文二级标题', font: 'kai', twoIn: true, keepNext: true, outline: 1 },
  heading3: { name: '公文三级标题', twoIn: true, keepNext: true, outline: 2 },
  title: {
    name: '公文标题',
    font: 'song',
    size: SIZE.two,
    line: 34,
    after: 14,
    align: 'center',
    keepNext: true,
  },
  annexTitle: {
    name: '横表标题',
    font: 'song',
    size: 18,
    line: 28,
    after: 4,
    align: 'center',
    keepNext: true,
  },
  meta: { name: '公文题注', font: 'kai', align: 'center', keepNext: true },
  wideMeta: {
    name: '横表题注',
    font: 'kai',
    size: SIZE.smallFour,
    line: 20,
    after: 4,
    align: 'center',
    keepNext: true,
  },
  copy: { name: '份号' },
  mark: { name: '密级和紧急程度', font: 'hei' },
  letterhead: { name: '发文机关标志', font: 'song', red: true, align: 'center', keepNext: true },
  number: { name: '发文字号', align: 'center', keepNext: true },
  recipient: { name: '主送机关', before: 14, keepNext: true },
  annexes: { name: '附件说明' },
  annexMark: { name: '附件标志', font: 'hei', keepNext: true },
  seal: { name: '署名和成文日期', align: 'right' },
  note: { name: '附注', size: SIZE.five, line: 16, before: 4, after: 4 },
  caption: {
    name: '表题和图题',
    font: 'kai',
    size: SIZE.smallFour,
    line: 18,
    before: 7,
    after: 3,
    align: 'center',
    keepNext: true,
  },
  head: { name: '表头', font: 'hei', size: SIZE.five, line: 15, align: 'center', keepNext: true },
  cell: { name: '表格文字', size: SIZE.five, line: 15, align: 'left' },
  smallHead: { name: '横表表头', font: 'hei', size: SIZE.small, line: 12.5, align: 'center', keepNext: true },
  smallCell: { name: '横表文字', size: SIZE.small, line: 12.5, align: 'left' },
  place: { name: '签署栏', size: SIZE.smallFour, line: 20, align: 'center' },
  sign: { name: '填报签名', size: SIZE.smallFour, line: 24, align: 'left' },
  // An exact line would cut the picture off.
  picture: { name: '图', line: null, after: 8, align: 'center' },
  pageNumber: { name: '页码', font: 'digits', size: SIZE.four, line: SIZE.four },
  gap: { name: '间隔', size: 1, line: 1 },
};

/**
 * In twips. A character of 3号 is a hair wider than the 28th part of the line; programs differ in whether the grid
 * makes it narrower, and with this all of them set 28.
 */
const TIGHT = -8;

/** The part `word/styles.xml`. */
export function stylesPart(): string {
  const styles = Object.entries(STYLE).map(([key, id], order) =>
    styleXml(id, looks[key as keyof typeof STYLE], order + 1),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fontXml('fang')}${sizeXml(SIZE.three)}<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${PARAGRAPH}<w:spacing w:before="0" w:after="0" w:line="${LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr><w:snapToGrid w:val="0"/><w:spacing w:val="${TIGHT}"/>${sizeXml(SIZE.three)}</w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>${styles.join('')}</w:styles>`;
}

/** Punctuation stays within the lines, digits stand close, and exact lines need no grid to snap to. */
const PARAGRAPH =
  '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>';

function styleXml(id: string, look: Look, order: number): string {
  const { name, font, size, red, line, before = 0, after = 0, align, twoIn, keepNext, outline } = look;
  const pitch =
    line === null
      ? 'w:line="240" w:lineRule="auto"'
      : `w:line="${line === undefined ? LINE : Math.round(line * POINT)}" w:lineRule="exact"`;
  const paragraph = [
    keepNext === true ? '<w:keepNext/>' : '',
    `<w:spacing w:before="${before * POINT}" w:after="${after * POINT}" ${pitch}/>`,
    twoIn === true ? `<w:ind w:firstLineChars="200" w:firstLine="${Math.round(2 * CHARACTER)}"/>` : '',
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
    outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`,
  ].join('');
  const run = [
    font === undefined ? '' : fontXml(font),
    red === true ? '<w:color w:val="FF0000"/>' : '',
    size === undefined ? '' : `<w:spacing w:val="0"/>${sizeXml(size)}`,
  ].join('');
  const next = outline === undefined ? '' : `<w:next w:val="${STYLE.text}"/>`;
  return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${next}<w:uiPriority w:val="${order}"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

function fontXml(font: keyof typeof FONTS): string {
  const name = FONTS[font];
  return `<w:rFonts w:ascii="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:cs="${name}"/>`;
}

const sizeXml = (points: number): string => `<w:sz w:val="${2 * points}"/><w:szCs w:val="${2 * points}"/>`;

/** Names under which other computers have these fonts: Word takes them where the first is missing. */
const ALTERNATIVES: Readonly<Record<keyof typeof FONTS, string>> = {
  song: '华文中宋',
  hei: 'SimHei',
  kai: '楷体',
  fang: '仿宋',
  digits: 'SimSun',
};

/** The part `word/fontTable.xml`. */
export function fontTablePart(): string {
  const fonts = Object.entries(FONTS).map(([key, name]) => {
    const family = key === 'hei' ? 'swiss' : 'roman';
    return `<w:font w:name="${name}"><w:altName w:val="${ALTERNATIVES[key as keyof typeof FONTS]}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}

/** Foot of the page number's line above the paper's edge: its dash lies 7 mm below the text area of 35 mm. */
export const FOOTER = mm(35 - 7) - (SIZE.four * POINT) / 2;
/** Of wide sheets, whose number stands in the middle of the margin. */
export const WIDE_FOOTER = mm(12);
