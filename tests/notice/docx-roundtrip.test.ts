import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  type FileChild,
} from 'docx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNotice } from '../../electron/notice/read.ts';
import type { NoticeNode } from '../../shared/notice/types.ts';
import { asRead, bodyOfMeasure, expected, trees, type Tree } from './trees.ts';

async function nodesOf(
  children: FileChild[],
  levels: readonly [string, string][] = [],
): Promise<readonly NoticeNode[]> {
  const document = new Document({
    numbering: {
      config: [
        {
          reference: 'tree',
          levels: levels.map(([format, text], level) => ({
            level,
            format: format === 'han' ? LevelFormat.CHINESE_COUNTING : LevelFormat.DECIMAL,
            text,
            alignment: AlignmentType.START,
          })),
        },
      ],
    },
    sections: [{ children }],
  });
  const read = readNotice(new Uint8Array(await Packer.toBuffer(document)), 'a.docx');
  if (!read.ok) throw new Error(read.error.code);
  return read.value.nodes;
}

const shape = { depth: 2, failings: 'named', plan: false, labels: false, emptyIssues: false } as const;

test('any tree written with automatic numbering is read back the same', async () => {
  const depthOf = (kind: Tree['kind'], at: number): number =>
    kind === 'measure' ? 3 : kind === 'issue' ? 2 : at;
  const paragraphs = (list: readonly Tree[], at: number): Paragraph[] =>
    list.flatMap((tree) => [
      new Paragraph({
        text: tree.kind === 'measure' ? bodyOfMeasure(tree) : `针对“${tree.title}”问题的整改进展情况。`,
        numbering: { reference: 'tree', level: depthOf(tree.kind, at) },
      }),
      ...paragraphs(tree.children, at + 1),
    ]);
  await fc.assert(
    fc.asyncProperty(trees(shape), async (tree) => {
      const children = [new Paragraph({ text: '巡察整改情况通报' }), ...paragraphs(tree, 0)];
      const nodes = await nodesOf(children, [
        ['han', '%1、'],
        ['han', '（%2）'],
        ['digit', '%3．'],
        ['han', '%4是'],
      ]);
      expect(asRead(nodes)).toEqual(expected(tree, true));
    }),
    { numRuns: 25 },
  );
});

test('any plan written as a table with merged cells is read back the same', async () => {
  const cell = (text: string, rowSpan = 1): TableCell =>
    new TableCell({ children: [new Paragraph({ text })], rowSpan });
  const rows = (aspects: readonly Tree[]): TableRow[] =>
    aspects.flatMap((aspect) => {
      const height = aspect.children.reduce((sum, issue) => sum + issue.children.length, 0);
      return aspect.children.flatMap((issue, k) =>
        issue.children.map((measure, j) => {
          const tall = issue.children.length;
          const { labels } = issue;
          const units = labels === null ? '' : [labels.unit, ...labels.assisting].join('、');
          const first = [cell(issue.title, tall)];
          const last = [
            cell(labels?.lead ?? '', tall),
            cell(units, tall),
            cell(labels?.deadline ?? '', tall),
          ];
          return new TableRow({
            children: [
              ...(k === 0 && j === 0 ? [cell(aspect.title, height)] : []),
              ...(j === 0 ? first : []),
              cell(bodyOfMeasure(measure)),
              ...(j === 0 ? last : []),
            ],
          });
        }),
      );
    });
  const header = ['方面', '问题', '整改措施', '牵头领导', '责任部门', '完成时限'];
  const different = (list: readonly Tree[]): boolean =>
    list.every((tree, i) => tree.title !== list[i - 1]?.title && different(tree.children));
  await fc.assert(
    fc.asyncProperty(
      trees({ ...shape, depth: 1, plan: true, labels: true }).filter(different),
      async (tree) => {
        const table = new Table({
          rows: [new TableRow({ children: header.map((h) => cell(h)) }), ...rows(tree)],
        });
        const nodes = await nodesOf([new Paragraph({ text: '巡察整改任务清单' }), table]);
        expect(asRead(nodes)).toEqual(expected(tree, false));
      },
    ),
    { numRuns: 25 },
  );
});
