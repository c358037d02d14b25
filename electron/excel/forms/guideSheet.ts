/** How to fill the form in, and the hidden sheet by which it is known again. Neither depends on the unit's rows. */
import { answerFields, fieldWords, recoveryGroup, sanctionGroup } from '../../../shared/returns/fields.ts';
import type { FormContent, FormIdentity } from '../../../shared/returns/form.ts';
import { formMark } from '../../../shared/returns/rowId.ts';
import { columnPixels, heightOfLines, linesOf } from '../rowHeight.ts';
import type { BookRow, BookSheet } from './book.ts';
import { formColumns } from './columns.ts';
import { look } from './formLooks.ts';
import { guide, wordsOf } from './words.ts';

const GUIDE_POINTS = 11;
const WIDTHS = [5, 20, 46, 34] as const;
const MARGINS = { left: 42.5, right: 42.5, top: 42.5, bottom: 48 } as const;

export const guideSheet: BookSheet = (() => {
  const rows: BookRow[] = [];
  const merges: string[] = [];
  const add = (row: BookRow, merge: string | null) => {
    rows.push(row);
    if (merge !== null) merges.push(merge.replaceAll('#', String(rows.length)));
  };
  const wide = WIDTHS.slice(1).reduce((a, b) => a + b, 0);
  const paragraph = ([number, text]: readonly [string, string]) => {
    if (text === '')
      return add(
        { height: 26, fixed: true, cells: [{ look: look.guideHeading, text: number }, null, null, null] },
        'A#:D#',
      );
    add(
      {
        height: height([[text, wide]]),
        fixed: true,
        cells: [{ look: look.guideNumber, text: number }, { look: look.guideText, text }, null, null],
      },
      'B#:D#',
    );
  };
  add(
    { height: 36, fixed: true, cells: [{ look: look.guideTitle, text: guide.title }, null, null, null] },
    'A#:D#',
  );
  for (const line of guide.before) paragraph(line);
  add(
    {
      height: 24,
      fixed: true,
      cells: [null, ...['栏目', '怎么填', '示例'].map((text) => ({ look: look.guideHead, text }))],
    },
    null,
  );
  for (const { heading, prompt, example } of described()) {
    add(
      {
        height: height([
          [heading, WIDTHS[1]],
          [prompt, WIDTHS[2]],
          [example, WIDTHS[3]],
        ]),
        fixed: true,
        cells: [
          null,
          { look: look.guideName, text: heading },
          { look: look.guideCell, text: prompt },
          { look: look.guideCell, text: example },
        ],
      },
      null,
    );
  }
  for (const line of guide.after) paragraph(line);
  return {
    name: guide.title,
    apart: true,
    columns: WIDTHS.map((width) => ({ width })),
    rows,
    merges,
    protect: true,
    print: {
      orientation: 'portrait',
      across: 1,
      margins: MARGINS,
      footer: '&C第 &P 页 共 &N 页',
      titles: [],
      area: `$A$1:$D$${rows.length}`,
      breaks: [],
    },
  };
})();

function height(texts: readonly (readonly [string, number])[]): number {
  const lines = texts.map(([text, width]) => linesOf(text, columnPixels(width), GUIDE_POINTS));
  return heightOfLines(Math.max(...lines), GUIDE_POINTS) + 4;
}

/** Every answer once; those under one heading together. */
function described(): { heading: string; prompt: string; example: string }[] {
  const seen = new Set<string>();
  return answerFields.flatMap((field) => {
    const column = formColumns.find((c) => c.as === 'answer' && c.field === field);
    const group = column?.as === 'answer' ? column.group : null;
    const heading = group ?? fieldWords[field];
    if (seen.has(heading)) return [];
    seen.add(heading);
    const { prompt, example } = wordsOf(field);
    const which = group === sanctionGroup || group === recoveryGroup ? '按种类分栏填。' : '';
    return [{ heading, prompt: `${which}${prompt}`, example }];
  });
}

export function markSheet(content: FormContent, identity: FormIdentity): BookSheet {
  const lines: readonly (readonly [string, string])[] = [
    ['报送码', formMark(identity, content.unit.id, content.month)],
    ['台账标识', identity.ledgerId],
    ['报送表号', String(identity.form)],
    ['模板版本', String(identity.template)],
    ['填报单位', content.unit.name],
    ['报送月份', content.month],
    ['说明', '本表供程序识别报送表，请勿改动、删除。'],
  ];
  return {
    name: '标识',
    state: 'veryHidden',
    columns: [{ width: 12 }, { width: 60 }],
    rows: lines.map((pair) => ({
      height: 18,
      fixed: false,
      cells: pair.map((text) => ({ look: look.mark, text })),
    })),
    protect: true,
  };
}
