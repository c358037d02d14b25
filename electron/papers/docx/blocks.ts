/** Each block of a paper as paragraphs and tables of a document. */
import { BorderStyle, ImageRun, LineRuleType, Paragraph, Table } from 'docx';
import type { FileChild, IParagraphOptions } from 'docx';
import type { PaperBlock, PaperSection } from '../../../shared/contract/types.ts';
import { CHARACTER, LINE, POINT, charactersOf, mm, sheetOf, textHeight, textWidth } from './measures.ts';
import type { Sheet } from './measures.ts';
import { chartTitle } from './chartTitle.ts';
import { pngSize } from './png.ts';
import { readable } from './readable.ts';
import { STYLE } from './styles.ts';
import { factsTable, listTable, placesTable, signsTable } from './tables.ts';
import { paragraph, paragraphs } from './text.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

export interface Picture {
  /** Among the charts of the paper, from 1. */
  readonly number: number;
  /** Null: there is none, and the chart's text stands for it. */
  readonly png: Uint8Array | null;
}

/** Where a block stands. */
interface Place {
  readonly sheet: Sheet;
  readonly wide: boolean;
  /** On A4 on its side, where the columns are many and the type is small. */
  readonly small: boolean;
  readonly before: PaperBlock | undefined;
  readonly after: PaperBlock | undefined;
  /** Room above the first mark that is taken already, in twips. */
  readonly marked: number;
  /** The paper is a letter: its head stands close together. */
  readonly letter: boolean;
}

/**
 * The content of a section, which always ends with a paragraph: its measures are kept in that one.
 * @param picture answers that of the next chart
 */
export function sectionChildren(section: PaperSection, picture: () => Picture): FileChild[] {
  const sheet = sheetOf(section);
  const wide = section.orientation === 'landscape';
  const children: FileChild[] = [];
  let marked = 0;
  section.blocks.forEach((block, at) => {
    const place: Place = {
      sheet,
      wide,
      small: wide && section.size === 'a4',
      before: section.blocks[at - 1],
      after: section.blocks[at + 1],
      marked,
      letter: section.blocks.some((each) => each.block === 'letterhead' && each.letter === true),
    };
    const made = block.block === 'chart' ? chart(block, sheet, picture()) : blockChildren(block, place);
    if (block.block === 'marks') marked = made.length * LINE;
    const [first] = made;
    // Two tables without anything between them are one to Word.
    if (first instanceof Table && children.at(-1) instanceof Table)
      children.push(gap(block.block === 'signs' ? 8 : 6));
    else if (block.block === 'signs' || block.block === 'places') children.push(gap(12));
    children.push(...made);
  });
  if (!(children.at(-1) instanceof Paragraph)) children.push(paragraph(STYLE.gap, ''));
  return children;
}

function blockChildren(block: Exclude<PaperBlock, Of<'chart'>>, place: Place): FileChild[] {
  const { sheet, wide, small, before, after, letter } = place;
  switch (block.block) {
    case 'marks':
      return [
        ...(block.copy === '' ? [] : [paragraph(STYLE.copy, block.copy)]),
        ...[block.secret, block.urgency].flatMap((text) =>
          text === '' ? [] : [paragraph(STYLE.mark, text)],
        ),
      ];
    case 'letterhead':
      return [letterhead(block, place)];
    case 'number':
      return [
        paragraph(
          STYLE.number,
          block.text,
          before?.block === 'letterhead'
            ? { ...RULE, spacing: { ...EXACT, before: before.letter === true ? 6 * POINT : LINE } }
            : {},
        ),
      ];
    case 'title':
      return [
        paragraph(
          wide ? STYLE.annexTitle : STYLE.title,
          block.lines.join('\n'),
          before?.block === 'number' || before?.block === 'letterhead'
            ? {
                spacing: {
                  line: 34 * POINT,
                  lineRule: LineRuleType.EXACT,
                  before: letter ? Math.round(LINE / 2) : 2 * LINE,
                  after: 14 * POINT,
                },
              }
            : {},
        ),
      ];
    case 'meta':
      return paragraphs(wide ? STYLE.wideMeta : STYLE.meta, block.text);
    case 'recipient':
      return paragraphs(STYLE.recipient, block.text);
    case 'heading':
      return [paragraph(HEADINGS[block.level], block.text, apart(before))];
    case 'text':
      return paragraphs(STYLE.text, block.runs.map(({ text }) => text).join(''), {
        ...apart(before),
        // A page must not begin with the signature.
        ...(after?.block === 'seal' ? { keepNext: true } : {}),
      });
    case 'table':
      return [
        ...(block.title === undefined ? [] : paragraphs(STYLE.caption, block.title)),
        listTable(block, sheet, small, after?.block === 'signs' || after?.block === 'note'),
      ];
    case 'facts':
      return block.pairs.length === 0 ? [] : [factsTable(block, sheet)];
    case 'annexes':
      return annexes(block.items, after?.block === 'seal');
    case 'seal':
      return seal(block.lines);
    case 'signs':
      return block.places.length === 0 ? [] : [signsTable(block, sheet)];
    case 'places':
      return block.places.length === 0 ? [] : [placesTable(block, sheet)];
    case 'annexMark':
      return paragraphs(STYLE.annexMark, block.text);
    case 'note':
      return paragraphs(STYLE.note, block.text);
  }
}

const HEADINGS = { 1: STYLE.heading1, 2: STYLE.heading2, 3: STYLE.heading3 } as const;
const EXACT = { line: LINE, lineRule: LineRuleType.EXACT } as const;

/** What begins the text below the title stands a little apart from it, and so does what follows a table. */
function apart(before: PaperBlock | undefined): Pick<IParagraphOptions, 'spacing'> {
  switch (before?.block) {
    case 'title':
    case 'meta':
      return { spacing: { ...EXACT, before: 14 * POINT } };
    case 'table':
    case 'facts':
      return { spacing: { ...EXACT, before: 10 * POINT } };
    default:
      return {};
  }
}

/** The red rule 4 mm below what it closes. */
const RULE: Pick<IParagraphOptions, 'border'> = {
  border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: 'FF0000', space: 11 } },
};

/** 35 mm below the top of the text area (of a letter at the top itself), as large as one line allows. */
function letterhead(
  { text, letter = false }: Extract<PaperBlock, { block: 'letterhead' }>,
  { after, marked, sheet }: Place,
): Paragraph {
  const fits = (0.97 * textWidth(sheet)) / POINT / Math.max(1, charactersOf(text));
  const size = Math.floor(letter ? Math.min(32, Math.max(18, fits)) : Math.min(42, Math.max(22, fits)));
  return paragraph(
    STYLE.letterhead,
    text,
    {
      ...(after?.block === 'number' ? {} : RULE),
      spacing: {
        line: Math.round(size * 1.3) * POINT,
        lineRule: LineRuleType.EXACT,
        before: letter ? 0 : Math.max(mm(6), mm(35) - marked),
      },
    },
    { size: 2 * size },
  );
}

/** `附件：` and its items one below the other; what goes on in a second line stands below the item's first sign. */
function annexes(items: readonly string[], keepNext: boolean): Paragraph[] {
  const several = items.length > 1;
  return items.map((item, i) => {
    const hang = i === 0 ? (several ? 4 : 3) : 1;
    const left = several ? 6 : 5;
    return paragraph(STYLE.annexes, `${i === 0 ? '附件：' : ''}${several ? `${i + 1}.` : ''}${item}`, {
      keepNext,
      indent: { left: Math.round(left * CHARACTER), hanging: Math.round(hang * CHARACTER) },
      ...(i === 0 ? { spacing: { ...EXACT, before: LINE } } : {}),
    });
  });
}

/** Characters left free on the right of the day, as room for the seal. */
const DAY_ROOM = 4;

/** The last line is the day, four characters from the right; what signs stands centred above it. */
function seal(lines: readonly string[]): Paragraph[] {
  const widest = Math.max(...lines.map(charactersOf));
  const room = Math.max(0, DAY_ROOM - (widest - charactersOf(lines.at(-1) ?? '')) / 2);
  return lines.map((line, i) =>
    paragraph(STYLE.seal, line, {
      indent: { right: Math.round((room + (widest - charactersOf(line)) / 2) * CHARACTER) },
      keepNext: i < lines.length - 1,
      ...(i === 0 ? { spacing: { ...EXACT, before: 2 * LINE } } : {}),
    }),
  );
}

function chart({ chart: of }: Of<'chart'>, sheet: Sheet, { number, png }: Picture): FileChild[] {
  const size = png === null ? null : pngSize(png);
  const caption = paragraphs(STYLE.caption, chartTitle(of));
  if (png === null || size === null) {
    return [...caption, ...paragraphs(STYLE.text, of.text)];
  }
  // Pixels at 96 to the inch.
  const scale = Math.min(textWidth(sheet) / 15 / size.width, (0.9 * textHeight(sheet)) / 15 / size.height);
  return [
    ...caption,
    new Paragraph({
      style: STYLE.picture,
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: Math.floor(size.width * scale), height: Math.floor(size.height * scale) },
          altText: {
            id: String(number),
            name: readable(of.title),
            title: readable(of.title),
            description: readable(of.text),
          },
        }),
      ],
    }),
  ];
}

function gap(points: number): Paragraph {
  return paragraph(STYLE.gap, '', {
    keepNext: true,
    spacing: { line: points * POINT, lineRule: LineRuleType.EXACT },
  });
}
