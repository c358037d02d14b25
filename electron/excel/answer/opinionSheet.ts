/** The sheet that tells a sender, all in one place, what was found in his file and what became of it. */
import type { AnswerMark, AnswerPlan, MarkKind } from '../../../shared/returns/answer.ts';
import { monthLabel } from '../../../shared/month.ts';
import { cellClasses } from '../../../shared/returns/types.ts';
import type { CellClass } from '../../../shared/returns/types.ts';
import type { BookCell, BookRow, BookSheet } from '../forms/book.ts';
import { columnPixels, heightOfLines, linesOf } from '../rowHeight.ts';
import type { AnswerLook } from './answerLooks.ts';

export const OPINION_SHEET = '核对意见';
/** Said where the sender's own file could not be kept. */
export const MADE_ANEW = '本表由程序按收到的文件内容重新生成，只保留了数据，未保留原文件的格式。';

const WIDTHS = [6, 12, 20, 32, 40, 30, 22] as const;
const POINTS = 11;
const MAX_HEIGHT = 409;
/** Rows of a sheet that names faults: enough for any file that people fill in. */
const MAX_MARKS = 20_000;

/** Columns that are ours and hold no answers: nobody needs to be told of them. */
const OURS = /^[A-Z]+ (?:行标识|核对意见)/;

const kindWords: Readonly<Record<MarkKind, string>> = {
  problem: '没有看懂',
  forbidden: '不归本单位填',
  tampered: '改动了锁定栏',
  row: '整行',
};

/** Said to the unit, not to the clerk: what became of the cells it filled in. */
const classWords: Readonly<Record<CellClass, string>> = {
  problem: '没有看懂、待核对',
  blank: '没有填写',
  forbidden: '不归本单位填、未采用',
  unchanged: '与台账一致',
  ours: '台账已更新、以台账为准',
  theirs: '有新内容',
  both: '与台账不一致、需核对',
};

/** @param look number of each look in the workbook it is written to */
export function opinionSheet(
  plan: AnswerPlan,
  name: string,
  how: 'marked' | 'new',
  look: (name: AnswerLook) => number,
): BookSheet {
  const rows: BookRow[] = [];
  const merges: string[] = [];
  const last = 'ABCDEFG'[WIDTHS.length - 1] ?? 'G';
  const cell = (as: AnswerLook, text = ''): BookCell => ({ look: look(as), text });
  const wide = (from: number) => WIDTHS.slice(from).reduce((a, b) => a + b, 0);
  const height = (text: string, width: number) =>
    heightOfLines(linesOf(text, columnPixels(width), POINTS), POINTS);
  const line = (as: AnswerLook, text: string, least: number) => {
    rows.push({
      height: Math.min(MAX_HEIGHT, Math.max(least, height(text, wide(0)))),
      fixed: true,
      cells: WIDTHS.map((_, c) => (c === 0 ? cell(as, text) : null)),
    });
    merges.push(`A${rows.length}:${last}${rows.length}`);
  };
  const fact = (label: string, value: string) => {
    rows.push({
      height: Math.min(MAX_HEIGHT, height(value, wide(2)) + 2),
      fixed: true,
      cells: WIDTHS.map((_, c) =>
        c === 0 ? cell('name', label) : cell(c === 1 ? 'name' : 'value', c === 2 ? value : ''),
      ),
    });
    merges.push(`A${rows.length}:B${rows.length}`, `C${rows.length}:${last}${rows.length}`);
  };

  line('title', '报送表核对意见', 36);
  if (how === 'new') line('notice', MADE_ANEW, 22);
  line('text', summaryLine(plan), 22);
  for (const [label, value] of facts(plan)) fact(label, value);

  line('heading', `一、需要核对、改正的地方（${plan.marks.length} 处）`, 28);
  if (plan.marks.length === 0) line('text', '没有发现需要改正的地方。', 22);
  else {
    const heads = ['序号', '位置', '栏目', '所填内容', '问题', '应当怎样填', '建议读作'];
    rows.push({ height: 24, fixed: true, cells: heads.map((text) => cell('head', text)) });
    plan.marks.slice(0, MAX_MARKS).forEach((mark, i) => {
      const texts = markTexts(mark, i);
      rows.push({
        height: Math.min(MAX_HEIGHT, Math.max(...texts.map((text, c) => height(text, WIDTHS[c] ?? 10)))),
        fixed: false,
        cells: texts.map((text, c) => cell(c < 2 ? 'middle' : 'value', text)),
      });
    });
    if (plan.marks.length > MAX_MARKS)
      line('text', `其余 ${plan.marks.length - MAX_MARKS} 处未逐一列出。`, 22);
  }
  line('heading', `二、没有报送的整改措施（${plan.absent.length} 条）`, 28);
  if (plan.absent.length === 0) line('text', '应报送的整改措施都在文件里。', 22);
  for (const measure of plan.absent) line('text', measure, 20);
  const notRead = plan.notRead.filter((column) => !OURS.test(column));
  line('heading', `三、没有读取的栏（${notRead.length} 栏）`, 28);
  if (notRead.length === 0) line('text', '各栏都已读取。', 22);
  for (const column of notRead) line('text', column, 20);
  return {
    name,
    apart: true,
    columns: WIDTHS.map((width) => ({ width })),
    rows,
    merges,
    print: {
      orientation: 'landscape',
      across: 1,
      margins: { left: 42.5, right: 42.5, top: 42.5, bottom: 48 },
      footer: '&C第 &P 页 共 &N 页',
      titles: [],
      area: `$A$1:$${last}$${rows.length}`,
      breaks: [],
    },
  };
}

function summaryLine({ sheet, marks }: AnswerPlan): string {
  return marks.length === 0
    ? `贵单位报送的文件已核对，工作表“${sheet}”中没有发现需要改正的地方。`
    : `贵单位报送的文件已核对。工作表“${sheet}”中涂了颜色的格需要核对、改正，原因写在该行右侧“${OPINION_SHEET}”一列。请改正后重新报送。`;
}

function facts(plan: AnswerPlan): readonly (readonly [string, string])[] {
  const cells = cellClasses.flatMap((key) =>
    plan.classes[key] === 0 ? [] : [`${classWords[key]} ${plan.classes[key]} 格`],
  );
  const { matched, new: unknown, absent, ambiguous } = plan.rowClasses;
  const rows = [
    `共 ${plan.rows} 行`,
    `对应上台账的 ${matched} 行`,
    ...(unknown === 0 ? [] : [`台账上没有的 ${unknown} 行`]),
    ...(ambiguous === 0 ? [] : [`不能确定是哪条措施的 ${ambiguous} 行`]),
    ...(absent === 0 ? [] : [`应报送而没有的 ${absent} 条`]),
  ];
  return [
    ['报送单位', plan.unit],
    ['报送月份', monthLabel(plan.month)],
    ['收到的文件', plan.file],
    ['导入批次', plan.batch],
    ['数据行', `${rows.join('，')}。`],
    ['数据格', cells.length === 0 ? '没有数据。' : `${cells.join('，')}。`],
    ['处理情况', `已采用 ${plan.takenOver} 格，维持台账原内容 ${plan.kept} 格，尚待核对 ${plan.open} 格。`],
  ];
}

function markTexts(mark: AnswerMark, index: number): readonly string[] {
  return [
    String(index + 1),
    mark.kind === 'row' ? `第 ${mark.row} 行` : mark.at,
    mark.heading === '' ? kindWords[mark.kind] : mark.heading,
    mark.found,
    mark.reason,
    mark.expected,
    mark.proposed,
  ];
}

/** What introduces that which should stand there; a locked cell's says so itself. */
const expectedLead: Readonly<Record<MarkKind, string>> = {
  problem: '应填：',
  forbidden: '',
  tampered: '',
  row: '应为：',
};
/** Characters of a long text that stand beside a row: the whole of it is on the sheet of opinions. */
const BESIDE = 60;

/** What stands beside a row: its reasons in one line, each with its column. */
export function reasonsOf(marks: readonly AnswerMark[]): string {
  const short = (text: string) => {
    const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
    return line.length > BESIDE ? `${line.slice(0, BESIDE)}…` : line;
  };
  const texts = marks.map(({ heading, kind, reason, expected, proposed }) => {
    const rest = [
      ...(expected === '' ? [] : [`${expectedLead[kind]}${short(expected)}`]),
      ...(proposed === '' ? [] : [`是否为“${short(proposed)}”？`]),
    ];
    return `${heading === '' ? '' : `【${short(heading)}】`}${reason}${rest.length === 0 ? '' : `（${rest.join('；')}）`}`;
  });
  return texts.join('；').replace(/\s*[\r\n]+\s*/g, ' ');
}
