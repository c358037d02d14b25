import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countNodes } from '../../shared/notice/count.ts';
import {
  findNode,
  isLegalTree,
  leaveOut,
  mergeWithPrevious,
  relevel,
  renameNode,
  setKind,
  splitAtChild,
  splitMeasureAt,
  type Nodes,
} from '../../shared/notice/edit.ts';
import { parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeKind, NoticeNode } from '../../shared/notice/types.ts';
import { styles } from './printers.ts';
import { printTree } from './print.ts';
import { trees } from './trees.ts';

const style = styles[2];
if (style === undefined) throw new Error('no style');
const readings: fc.Arbitrary<Nodes> = trees(style.shape).map((tree) => {
  const read = parseNotice(style.print(tree));
  if (!read.ok) throw new Error(read.error.code);
  return read.value.nodes;
});

const all = (nodes: Nodes): NoticeNode[] => nodes.flatMap((n) => [n, ...all(n.children)]);
const keys = (nodes: Nodes): string[] => all(nodes).map((n) => n.key);
/** Every character of the bodies, in reading order, markers and blanks aside. */
const words = (nodes: Nodes): string =>
  all(nodes)
    .map((n) => n.number + n.text)
    .join('')
    .replace(/\s/g, '');

type Step =
  | { op: 'relevel'; at: number; to: 'deeper' | 'shallower' }
  | { op: 'kind'; at: number; kind: NoticeKind }
  | { op: 'merge'; at: number }
  | { op: 'split'; at: number; offset: number }
  | { op: 'splitAtChild'; at: number; child: number }
  | { op: 'leaveOut'; at: number; out: boolean };

const at = fc.nat(200);
const moves: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    op: fc.constant('relevel' as const),
    at,
    to: fc.constantFrom('deeper' as const, 'shallower' as const),
  }),
  fc.record({
    op: fc.constant('kind' as const),
    at,
    kind: fc.constantFrom('heading' as const, 'issue' as const, 'measure' as const),
  }),
);
const steps: fc.Arbitrary<Step> = fc.oneof(
  moves,
  fc.record({ op: fc.constant('merge' as const), at }),
  fc.record({ op: fc.constant('split' as const), at, offset: fc.nat(120) }),
  fc.record({ op: fc.constant('splitAtChild' as const), at, child: fc.nat(6) }),
  fc.record({ op: fc.constant('leaveOut' as const), at, out: fc.boolean() }),
);

function apply(nodes: Nodes, step: Step): Nodes {
  const list = all(nodes);
  const node = list[step.at % list.length];
  if (node === undefined) return nodes;
  switch (step.op) {
    case 'relevel':
      return relevel(nodes, node.key, step.to);
    case 'kind':
      return setKind(nodes, node.key, step.kind);
    case 'merge':
      return mergeWithPrevious(nodes, node.key);
    case 'split':
      return splitMeasureAt(nodes, node.key, step.offset);
    case 'splitAtChild':
      return splitAtChild(nodes, node.key, node.children[step.child]?.key ?? '');
    case 'leaveOut':
      return leaveOut(nodes, node.key, step.out);
  }
}

describe('whatever a clerk does in the preview', () => {
  test('the tree stays legal, keys stay unique, every word stays once', () => {
    fc.assert(
      fc.property(readings, fc.array(steps, { maxLength: 25 }), (start, list) => {
        let nodes = start;
        for (const step of list) {
          const before = nodes;
          nodes = apply(before, step);
          expect(isLegalTree(nodes)).toBe(true);
          expect(new Set(keys(nodes)).size).toBe(keys(nodes).length);
          // A merged heading's words go up to the one it joins; all else stays where it was.
          if (step.op === 'merge') expect([...words(nodes)].sort()).toEqual([...words(before)].sort());
          else expect(words(nodes)).toBe(words(before));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('re-levelling moves nodes but neither loses nor doubles nor reorders one', () => {
    fc.assert(
      fc.property(readings, fc.array(moves, { maxLength: 25 }), (start, list) => {
        const nodes = list.reduce(apply, start);
        expect(keys(nodes)).toEqual(keys(start));
        const lines = new Map(all(start).map((n) => [n.key, n.line]));
        for (const n of all(nodes)) expect(n.line).toBe(lines.get(n.key));
        const counted = countNodes(nodes);
        expect(counted.headings + counted.issues + counted.measures).toBe(all(start).length);
      }),
      { numRuns: 150 },
    );
  });

  test('merging takes one node away, splitting adds one, and merging a split gives the text again', () => {
    fc.assert(
      fc.property(readings, at, fc.nat(120), (start, index, offset) => {
        const measures = all(start).filter((n) => n.kind === 'measure');
        const node = measures[index % measures.length];
        if (node === undefined) return;
        const split = splitMeasureAt(start, node.key, offset);
        if (split === start) return;
        expect(countNodes(split).measures).toBe(countNodes(start).measures + 1);
        const second = all(split).find((n) => !keys(start).includes(n.key));
        const merged = mergeWithPrevious(split, second?.key ?? '');
        expect(keys(merged)).toEqual(keys(start));
        expect(words(merged)).toBe(words(start));
      }),
      { numRuns: 200 },
    );
  });

  test('what is left out is not counted, and comes back as it was', () => {
    fc.assert(
      fc.property(readings, at, (start, index) => {
        const node = all(start)[index % all(start).length];
        if (node === undefined) return;
        const out = leaveOut(start, node.key, true);
        const own = countNodes([node]);
        expect(countNodes(out).measures).toBe(countNodes(start).measures - own.measures);
        expect(countNodes(out).issues).toBe(countNodes(start).issues - own.issues);
        expect(leaveOut(out, node.key, false)).toEqual(start);
      }),
    );
  });
});

describe('one by one', () => {
  const nodes = ((): Nodes => {
    const read = parseNotice(
      [
        '巡察整改情况通报',
        '一、关于“甲不到位”问题',
        '1.针对“乙不到位”问题。',
        '一是完善制度。已印发办法。二级单位已照办。',
        '二是加强培训。已培训3次。',
        '三是开展检查。已检查2轮。',
        '2.针对“丙不到位”问题。',
        '一是完善台账。已建立。',
        '二、关于“丁不到位”问题',
        '1.针对“戊不到位”问题。',
        '一是约谈。已约谈。',
      ].join('\n'),
    );
    if (!read.ok) throw new Error(read.error.code);
    return read.value.nodes;
  })();
  const key = (title: string): string => all(nodes).find((n) => n.title === title)?.key ?? '';
  const outline = (list: Nodes): string[] =>
    printTree(list).map((line) => line.replace(/ \|/, '').replace(/ =>.*/s, ''));

  test('a measure made an issue takes the measures behind it', () => {
    expect(outline(relevel(nodes, key('加强培训'), 'shallower')).slice(0, 6)).toEqual([
      'h 一、 甲不到位',
      '  i 1. 乙不到位',
      '    m 一是 完善制度',
      '  i 二是 加强培训',
      '    m 三是 开展检查',
      '  i 2. 丙不到位',
    ]);
  });

  test('an issue made a measure of the issue before it keeps its own measures behind it', () => {
    expect(outline(relevel(nodes, key('丙不到位'), 'deeper')).slice(1, 7)).toEqual([
      '  i 1. 乙不到位',
      '    m 一是 完善制度',
      '    m 二是 加强培训',
      '    m 三是 开展检查',
      '    m 2. 丙不到位',
      '    m 一是 完善台账',
    ]);
  });

  test('an issue made a heading makes issues of its measures', () => {
    expect(outline(setKind(nodes, key('丙不到位'), 'heading')).slice(5, 7)).toEqual([
      '  h 2. 丙不到位',
      '    i 一是 完善台账',
    ]);
  });

  test('a heading goes under the one before it and comes out again', () => {
    const deeper = relevel(nodes, key('丁不到位'), 'deeper');
    expect(outline(deeper)).toContain('  h 二、 丁不到位');
    expect(relevel(deeper, key('丁不到位'), 'shallower')).toEqual(nodes);
  });

  test('what is not possible changes nothing', () => {
    expect(relevel(nodes, key('完善制度'), 'deeper')).toBe(nodes);
    expect(relevel(nodes, key('甲不到位'), 'deeper')).toBe(nodes);
    expect(relevel(nodes, key('甲不到位'), 'shallower')).toBe(nodes);
    expect(relevel(nodes, key('戊不到位'), 'deeper')).toBe(nodes);
    expect(setKind(nodes, key('甲不到位'), 'issue')).toBe(nodes);
    expect(setKind(nodes, key('甲不到位'), 'measure')).toBe(nodes);
    expect(setKind(nodes, key('完善制度'), 'heading')).toBe(nodes);
    expect(mergeWithPrevious(nodes, key('完善制度'))).toBe(nodes);
    expect(splitMeasureAt(nodes, key('约谈'), 0)).toBe(nodes);
    expect(splitMeasureAt(nodes, key('约谈'), 9999)).toBe(nodes);
    expect(splitMeasureAt(nodes, key('乙不到位'), 2)).toBe(nodes);
    expect(splitAtChild(nodes, key('乙不到位'), key('完善制度'))).toBe(nodes);
    expect(renameNode(nodes, key('约谈'), '  ')).toBe(nodes);
    expect(renameNode(nodes, 'no such key', '约谈')).toBe(nodes);
  });

  test('merging measures keeps the title and both reports', () => {
    const merged = findNode(mergeWithPrevious(nodes, key('加强培训')), key('完善制度'));
    expect(merged).toMatchObject({
      title: '完善制度',
      text: '完善制度。已印发办法。二级单位已照办。\n二是加强培训。已培训3次。',
      progress: '已印发办法。二级单位已照办。\n二是加强培训。已培训3次。',
    });
  });

  test('splitting a measure divides title and report', () => {
    const split = splitMeasureAt(nodes, key('完善制度'), '完善制度。已印发办法。'.length);
    const issue = findNode(split, key('乙不到位'));
    expect(issue?.children.map((n) => [n.number, n.title, n.progress])).toEqual([
      ['一是', '完善制度', '已印发办法。'],
      ['', '二级单位已照办', '二级单位已照办。'],
      ['二是', '加强培训', '已培训3次。'],
      ['三是', '开展检查', '已检查2轮。'],
    ]);
  });

  test('splitting an issue at a measure, renaming', () => {
    const split = splitAtChild(nodes, key('乙不到位'), key('加强培训'));
    const second = split[0]?.children[1];
    expect(second).toMatchObject({ kind: 'issue', number: '', title: '乙不到位' });
    expect(second?.children.map((n) => n.title)).toEqual(['加强培训', '开展检查']);
    const renamed = renameNode(split, second?.key ?? '', ' 培训 不足 ');
    expect(findNode(renamed, second?.key ?? '')?.title).toBe('培训 不足');
  });
});
