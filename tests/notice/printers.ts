import { toChineseNumeral } from '../../shared/numerals.ts';
import { bodyOfMeasure, type Labels, type Shape, type Tree } from './trees.ts';

/** A style: which trees it can print, and how. `reports`: the text tells of progress. */
export interface Style {
  readonly name: string;
  readonly shape: Shape;
  readonly reports: boolean;
  readonly print: (trees: readonly Tree[]) => string;
  /** Trees that the style can't tell apart from others are not printed in it. */
  readonly fits?: (trees: readonly Tree[]) => boolean;
}

type Mark = (n: number) => string;
const han: Mark = (n) => `${toChineseNumeral(n)}、`;
const hanParen: Mark = (n) => `（${toChineseNumeral(n)}）`;
const digit: Mark = (n) => `${n}.`;
const digitParen: Mark = (n) => `（${n}）`;
const circled: Mark = (n) => String.fromCharCode(0x2460 + n - 1);
const spoken: Mark = (n) => `${toChineseNumeral(n)}是`;
const must: Mark = (n) => `${toChineseNumeral(n)}要`;
const wide = (text: string): string =>
  text.replace(/[0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

const LEVELS: readonly Mark[] = [han, hanParen, digit, digitParen, circled];
const NOTICE = '关于巡察整改进展情况的通报';
const PLAN = '巡察反馈问题整改方案';
const PREAMBLE = [
  '按照统一部署，现将整改进展情况予以公布。',
  '一是提高站位。集团党委召开专题会议。',
  '二是压实责任。成立领导小组。',
];
const CLOSING = [
  '下一步，集团党委将巩固整改成果。',
  '一是持续发力。抓好后续整改。',
  '二是建章立制。完善长效机制。',
];

const shape = (over: Partial<Shape>): Shape => ({
  depth: 2,
  failings: 'named',
  plan: false,
  labels: false,
  emptyIssues: false,
  ...over,
});

const quotedTitle = (tree: Tree): string => `关于“${tree.title}”问题的整改进展情况`;
const namedIssue = (tree: Tree): string => `针对“${tree.title}”问题的整改进展情况。`;
const bare = (tree: Tree): string => (tree.kind === 'issue' ? `关于${tree.title}的问题。` : tree.title);

interface Printer {
  readonly marks: (depth: number, kind: Tree['kind']) => Mark;
  readonly title: (tree: Tree) => string;
  readonly body?: (tree: Tree) => string;
  readonly labels?: (labels: Labels) => string[];
}

/** One paragraph for each node. */
function paragraphs(trees: readonly Tree[], printer: Printer, depth = 0): string[] {
  return trees.flatMap((tree, i) => {
    const marker = printer.marks(depth, tree.kind)(i + 1);
    const body = tree.kind === 'measure' ? (printer.body ?? bodyOfMeasure)(tree) : printer.title(tree);
    const labels = tree.labels === null ? [] : (printer.labels?.(tree.labels) ?? []);
    return [marker + body, ...labels, ...paragraphs(tree.children, printer, depth + 1)];
  });
}

/** Headings by depth, issues on a level of their own, so that levels may be skipped. */
const byRole =
  (depth: number, measure: Mark, levels: readonly Mark[] = LEVELS): Printer['marks'] =>
  (at, kind) =>
    kind === 'measure' ? measure : ((kind === 'issue' ? levels[depth] : levels[at]) ?? digit);

function wrap(paragraph: string, width: number): string {
  const lines: string[] = [];
  for (let i = 0; i < paragraph.length; i += width) lines.push(paragraph.slice(i, i + width));
  return lines.join('\n');
}

const framed = (lines: readonly string[], gap: string, title = NOTICE): string =>
  [title, ...PREAMBLE, ...lines, ...CLOSING].join(gap);

export const styles: readonly Style[] = [
  ...[0, 1, 2, 3].map((depth): Style => ({
    name: `quoted, 一是, ${depth} levels above an issue`,
    shape: shape({ depth, emptyIssues: true }),
    reports: true,
    print: (trees) =>
      framed(
        paragraphs(trees, {
          marks: byRole(depth, spoken),
          title: (t) => (t.kind === 'issue' ? namedIssue(t) : quotedTitle(t)),
        }),
        '\n\n',
      ),
  })),
  {
    name: 'no empty lines',
    shape: shape({}),
    reports: true,
    print: (trees) => framed(paragraphs(trees, { marks: byRole(2, spoken), title: quotedTitle }), '\n'),
  },
  ...[24, 31, 40].map((width): Style => ({
    name: `hard-wrapped at ${width} characters`,
    shape: shape({}),
    reports: true,
    print: (trees) =>
      framed(
        paragraphs(trees, { marks: byRole(2, spoken), title: namedIssue }).map((p) => wrap(p, width)),
        '\n\n',
      ),
  })),
  {
    name: 'bare titles with 关于…的问题',
    shape: shape({}),
    reports: true,
    print: (trees) => framed(paragraphs(trees, { marks: byRole(2, spoken), title: bare }), '\n'),
  },
  {
    name: 'plain titles, measures in （1）',
    shape: shape({ failings: 'plain' }),
    reports: true,
    print: (trees) =>
      [NOTICE, ...paragraphs(trees, { marks: byRole(2, digitParen), title: (t) => t.title })].join('\n'),
  },
  {
    name: 'circled measures, two levels',
    shape: shape({ depth: 1 }),
    reports: true,
    print: (trees) => framed(paragraphs(trees, { marks: byRole(1, circled), title: namedIssue }), '\n'),
  },
  {
    name: 'half-width brackets and quotes',
    shape: shape({ depth: 1 }),
    reports: true,
    print: (trees) =>
      framed(
        paragraphs(trees, {
          marks: (at, kind) => (n) =>
            kind === 'measure'
              ? `${n})`
              : at === 0 && kind === 'heading'
                ? `(${toChineseNumeral(n)})`
                : `${n}.`,
          title: (t) => `关于"${t.title}"问题的整改情况`,
        }),
        '\n',
      ),
  },
  {
    name: 'full-width digits, indented, stray blanks',
    shape: shape({}),
    reports: true,
    print: (trees) =>
      framed(
        paragraphs(trees, {
          marks: byRole(2, (n) => wide(`（ ${n} ） `), [
            (n) => `${toChineseNumeral(n)} 、`,
            hanParen,
            (n) => wide(`${n}． `),
          ]),
          title: (t) => `针对 “${t.title}” 问题的整改进展情况。`,
        }).map((line) => `　　${line}`),
        '\r\n',
      ),
  },
  {
    name: 'issues in one paragraph',
    shape: shape({}),
    reports: true,
    print: (trees) => framed(oneParagraph(trees, 'issue'), '\n'),
  },
  {
    name: 'headings run in, with all below them',
    shape: shape({}),
    reports: true,
    print: (trees) => framed(oneParagraph(trees, 'heading'), '\n'),
  },
  {
    name: 'a plan with 一要',
    shape: shape({ depth: 1, plan: true }),
    reports: false,
    print: (trees) => [PLAN, ...paragraphs(trees, { marks: byRole(1, must), title: quotedTitle })].join('\n'),
  },
  {
    name: 'a plan with labels before the measures',
    shape: shape({ depth: 1, plan: true, labels: true }),
    reports: false,
    print: (trees) =>
      [
        PLAN,
        ...paragraphs(trees, {
          marks: byRole(1, digitParen),
          title: bare,
          labels: (l) => [...labelLines(l), '整改措施：'],
        }),
      ].join('\n'),
  },
  {
    name: 'a plan with labels behind the measures',
    shape: shape({ depth: 1, plan: true, labels: true }),
    reports: false,
    print: (trees) => [PLAN, ...labelledPlan(trees)].join('\n'),
  },
  {
    name: 'a pasted table',
    shape: shape({ depth: 1, plan: true, labels: true }),
    reports: false,
    print: (trees) => [PLAN, '', ...tableLines(trees)].join('\n'),
    // Two headings of one name, one below the other, are one heading in a table.
    fits: (trees) => trees.every((tree, i) => tree.title !== trees[i - 1]?.title),
  },
];

function oneParagraph(trees: readonly Tree[], from: 'issue' | 'heading', depth = 0): string[] {
  const marks = byRole(2, spoken);
  const whole = (tree: Tree, i: number, at: number): string => {
    const body = tree.kind === 'measure' ? bodyOfMeasure(tree) : `针对“${tree.title}”问题的整改情况。`;
    return marks(at, tree.kind)(i + 1) + body + tree.children.map((c, k) => whole(c, k, at + 1)).join('');
  };
  return trees.flatMap((tree, i) =>
    tree.kind === from || tree.kind === 'issue'
      ? [whole(tree, i, depth)]
      : [marks(depth, tree.kind)(i + 1) + quotedTitle(tree), ...oneParagraph(tree.children, from, depth + 1)],
  );
}

function labelLines(labels: Labels): string[] {
  return [
    `责任领导：${labels.lead}`,
    `责任单位：${labels.unit}`,
    ...(labels.assisting.length > 0 ? [`配合单位：${labels.assisting.join('、')}`] : []),
    `整改时限：${labels.deadline}`,
  ];
}

function labelledPlan(trees: readonly Tree[]): string[] {
  return trees.flatMap((aspect, i) => [
    han(i + 1) + aspect.title,
    ...aspect.children.flatMap((tree, k) => [
      digit(k + 1) + bare(tree),
      `整改措施：${tree.children.map((m, j) => spoken(j + 1) + bodyOfMeasure(m)).join('')}`,
      ...(tree.labels === null ? [] : [labelLines(tree.labels).join('；')]),
    ]),
  ]);
}

function tableLines(trees: readonly Tree[]): string[] {
  const header = ['方面', '序号', '问题', '整改措施', '责任领导', '责任单位', '整改时限'].join('\t');
  let n = 0;
  return [
    header,
    ...trees.flatMap((aspect) =>
      aspect.children.flatMap((tree, k) => {
        n++;
        const number = n;
        return tree.children.map((m, j) => {
          const first = j === 0;
          const l = tree.labels;
          const units = l === null ? '' : [l.unit, ...l.assisting].join('、');
          const own = first ? [String(number), tree.title] : ['', ''];
          const fields = first && l !== null ? [l.lead, units, l.deadline] : ['', '', ''];
          return [first && k === 0 ? aspect.title : '', ...own, bodyOfMeasure(m), ...fields].join('\t');
        });
      }),
    ),
  ];
}
