/** Tables of a paper: lists with a repeated heading, labelled facts, boxes to sign in, places to sign below. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { ITableBordersOptions, ITableCellOptions, Paragraph } from 'docx';
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { DAY_HERE, SIGN_HERE } from '../../../shared/papers/signHere.ts';
import { charactersOf, divide, POINT, SIZE, textHeight, textWidth } from './measures.ts';
import type { Sheet } from './measures.ts';
import { heiRun, STYLE } from './styles.ts';
import type { StyleId } from './styles.ts';
import { paragraph, paragraphs } from './text.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '333333' } as const;
const BOX: ITableBordersOptions = {
  top: THIN,
  bottom: THIN,
  left: THIN,
  right: THIN,
  insideHorizontal: THIN,
  insideVertical: THIN,
};
const OPEN: ITableBordersOptions = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

/** Room beside and above the text of a cell, in twips. */
const BESIDE = 3 * POINT;
const ABOVE = 2.5 * POINT;

/** How the text of a table is set: small on A4 on its side, where many columns stand. */
interface Setting {
  readonly head: StyleId;
  readonly cell: StyleId;
  /** Size of type and pitch of lines, in points. */
  readonly size: number;
  readonly line: number;
}
const PLAIN: Setting = { head: STYLE.head, cell: STYLE.cell, size: SIZE.five, line: 15 };
const SMALL: Setting = { head: STYLE.smallHead, cell: STYLE.smallCell, size: SIZE.small, line: 12.5 };

/** `keepNext`: the last row stays on the page of what follows. */
export function listTable(block: Of<'table'>, sheet: Sheet, small: boolean, keepNext: boolean): Table {
  const set = small ? SMALL : PLAIN;
  const widths = divide(
    textWidth(sheet),
    block.columns.map(({ share }) => share),
  );
  const most = textHeight(sheet) / 2;
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(({ title }, i) => cell(paragraphs(set.head, title), widths[i] ?? 0)),
  });
  const rows = block.rows.map(({ cells, total, group }, at) => {
    if (group === true) return groupRow(textOf(cells[0]), set, widths);
    const texts = block.columns.map((_, i) => textOf(cells[i]));
    return new TableRow({
      // A row taller than half a page would leave the other half white; one taller than a page could not be shown.
      cantSplit: rowHeight(texts, widths, set) <= most,
      keepNext: keepNext && at === block.rows.length - 1,
      children: texts.map((text, i) =>
        cell(
          paragraphs(
            set.cell,
            text,
            block.columns[i]?.middle === true ? { alignment: AlignmentType.CENTER } : {},
            total === true ? heiRun : {},
          ),
          widths[i] ?? 0,
        ),
      ),
    });
  });
  if (block.rows.length === 0 && block.empty !== undefined) {
    rows.push(
      new TableRow({
        cantSplit: true,
        keepNext,
        children: [cell(paragraphs(set.cell, block.empty), textWidth(sheet), { columnSpan: widths.length })],
      }),
    );
  }
  return table([head, ...rows], widths, BOX);
}

/** Over the whole width, and on the page of the row below it. */
function groupRow(text: string, set: Setting, widths: readonly number[]): TableRow {
  return new TableRow({
    cantSplit: true,
    keepNext: true,
    children: [
      cell(
        paragraphs(set.head, text, { alignment: AlignmentType.LEFT }),
        widths.reduce((a, b) => a + b, 0),
        { columnSpan: widths.length, shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EEEEEE' } },
      ),
    ],
  });
}

const LABEL = 6.5 * SIZE.five * POINT;

export function factsTable(block: Of<'facts'>, sheet: Sheet): Table {
  const whole = textWidth(sheet);
  const label = Math.round(LABEL);
  const [left = 0, right = 0] = divide(whole - 2 * label, [1, 1]);
  const widths = [label, left, label, right];
  const named = (text: string) => cell(paragraphs(STYLE.head, text), label);
  const rows: TableCell[][] = [];
  let half: TableCell[] | null = null;
  const close = () => {
    if (half === null) return;
    rows.push([...half, cell(paragraphs(STYLE.cell, ''), label + right, { columnSpan: 2 })]);
    half = null;
  };
  for (const pair of block.pairs) {
    if (pair.wide === true) {
      close();
      rows.push([
        named(pair.label),
        cell(paragraphs(STYLE.cell, pair.value), whole - label, { columnSpan: 3 }),
      ]);
    } else if (half === null) {
      half = [named(pair.label), cell(paragraphs(STYLE.cell, pair.value), left)];
    } else {
      rows.push([...half, named(pair.label), cell(paragraphs(STYLE.cell, pair.value), right)]);
      half = null;
    }
  }
  close();
  return table(
    rows.map((children) => new TableRow({ children })),
    widths,
    BOX,
  );
}

/** Side by side: name and opinion above, who signs and when at the foot, with room to write between. */
export function placesTable(block: Of<'places'>, sheet: Sheet): Table {
  const widths = divide(
    textWidth(sheet),
    block.places.map(() => 1),
  );
  const upper = block.places.map(({ name, opinion }, i) =>
    cell(
      [
        paragraph(STYLE.place, name, { keepNext: true }, heiRun),
        ...paragraphs(STYLE.place, opinion, { keepNext: true, spacing: { before: 10 * POINT } }),
      ],
      widths[i] ?? 0,
      { borders: { bottom: NONE }, verticalAlign: VerticalAlignTable.TOP },
    ),
  );
  const lower = block.places.map(({ who, on }, i) =>
    cell(
      [
        ...paragraphs(STYLE.place, who === '' ? SIGN_HERE : who),
        paragraph(STYLE.place, on === '' ? DAY_HERE : on),
      ],
      widths[i] ?? 0,
      { borders: { top: NONE }, verticalAlign: VerticalAlignTable.BOTTOM },
    ),
  );
  return table(
    [
      new TableRow({
        cantSplit: true,
        height: { value: 60 * POINT, rule: HeightRule.ATLEAST },
        children: upper,
      }),
      new TableRow({ cantSplit: true, children: lower }),
    ],
    widths,
    BOX,
  );
}

/** In one line over the whole width, with room behind each to sign. */
export function signsTable(block: Of<'signs'>, sheet: Sheet): Table {
  const widths = divide(
    textWidth(sheet),
    block.places.map(() => 1),
  );
  const children = block.places.map((place, i) => cell(paragraphs(STYLE.sign, `${place}：`), widths[i] ?? 0));
  return table([new TableRow({ cantSplit: true, children })], widths, OPEN);
}

function table(rows: readonly TableRow[], widths: readonly number[], borders: ITableBordersOptions): Table {
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    // Programs differ in whether a table's edge or its text stands on the margin; in the middle both are the same.
    alignment: AlignmentType.CENTER,
    margins: { top: ABOVE, bottom: ABOVE, left: BESIDE, right: BESIDE, marginUnitType: WidthType.DXA },
    borders,
  });
}

function cell(
  children: readonly Paragraph[],
  width: number,
  options: Omit<ITableCellOptions, 'children' | 'width'> = {},
): TableCell {
  return new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    ...options,
    width: { size: width, type: WidthType.DXA },
    children,
  });
}

type PaperCell = Of<'table'>['rows'][number]['cells'][number];
const textOf = (of: PaperCell | undefined): string => (typeof of === 'string' ? of : (of?.text ?? ''));

/** In twips, as high as its longest cell is likely to become. */
function rowHeight(texts: readonly string[], widths: readonly number[], { size, line }: Setting): number {
  const lines = texts.map((text, i) => {
    const room = Math.max(1, Math.floor(((widths[i] ?? 0) - 2 * BESIDE) / (size * POINT)));
    return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(charactersOf(part) / room)), 0);
  });
  return Math.max(1, ...lines) * line * POINT + 2 * ABOVE;
}
