import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeErrorCodes, noticeWarningCodes } from '../../shared/notice/codes.ts';
import { leaveOut } from '../../shared/notice/edit.ts';
import { parseNotice } from '../../shared/notice/parse.ts';
import type { NoticeNode, NoticeReading } from '../../shared/notice/types.ts';
import {
  nextWarning,
  proposedMonth,
  totalSentence,
  totalsOf,
  warningKinds,
  warningWord,
} from '../../renderer/views/notice/checks.ts';
import { above, flatten, nodeAtLine, nodeOf } from '../../renderer/views/notice/flatten.ts';
import { wordRefusal } from '../../renderer/views/notice/refusals.ts';
import { wordFailure } from '../../renderer/words/errors.ts';

const TEXT = [
  '关于巡察整改进展情况的通报',
  '巡察反馈1个方面2个问题，制定整改措施4条，已完成整改1个。',
  '一、关于“责任落实有差距”方面',
  '1.关于“会议研究不够”问题的整改进展情况。',
  '一是健全制度。已印发议事规则。',
  '二是定期研究。已召开专题会3次。',
  '2.关于“台账更新不及时”问题的整改进展情况。',
  '一是专人负责。已明确专人每月更新。',
].join('\n');

function reading(): NoticeReading {
  const result = parseNotice(TEXT);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Nodes of any shape: keys are numbered in the order of the text, lines never fall. */
const trees: fc.Arbitrary<readonly NoticeNode[]> = fc
  .array(fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }), { maxLength: 4 }), {
    maxLength: 4,
  })
  .map((headings) => {
    let line = 0;
    let key = 0;
    const node = (kind: NoticeNode['kind'], step: number, children: () => NoticeNode[]): NoticeNode => {
      line += step;
      key += 1;
      const own = { key: `k${key}`, line };
      return {
        ...own,
        kind,
        number: '',
        title: `t${own.key}`,
        text: '',
        progress: null,
        lead: null,
        unit: null,
        assisting: [],
        assignee: null,
        deadline: null,
        demand: null,
        leftOut: false,
        children: children(),
      };
    };
    return headings.map((issues) =>
      node('heading', 1, () =>
        issues.map((measures) =>
          node('issue', 1, () => measures.map((step) => node('measure', step, () => []))),
        ),
      ),
    );
  });

function all(nodes: readonly NoticeNode[]): NoticeNode[] {
  return nodes.flatMap((node) => [node, ...all(node.children)]);
}

describe('rows of the tree', () => {
  it('shows every node once, depth first, when nothing is closed', () => {
    fc.assert(
      fc.property(trees, (nodes) => {
        expect(flatten(nodes).map((row) => row.node)).toEqual(all(nodes));
      }),
    );
  });

  it('hides exactly what lies below closed nodes, and above() names what must be opened', () => {
    fc.assert(
      fc.property(trees, fc.array(fc.nat(60)), (nodes, picks) => {
        const every = all(nodes);
        const closed = new Set(picks.flatMap((pick) => every[pick]?.key ?? []));
        const shown = new Set(flatten(nodes, closed).map((row) => row.key));
        for (const node of every) {
          expect(shown.has(node.key)).toBe(above(nodes, node.key).every((key) => !closed.has(key)));
        }
      }),
    );
  });

  it('marks what is left out with everything below it', () => {
    const { nodes } = reading();
    const issue = nodes[0]!.children[0]!;
    const rows = flatten(leaveOut(nodes, issue.key, true));
    const out = rows.filter((row) => row.out).map((row) => row.key);
    expect(out).toEqual([issue.key, ...issue.children.map((child) => child.key)]);
  });

  it('finds the node of a line as the last one that begins at or before it', () => {
    fc.assert(
      fc.property(trees, fc.nat(80), (nodes, line) => {
        const before = all(nodes).filter((node) => node.line <= line);
        expect(nodeAtLine(nodes, line)).toBe(before.at(-1)?.key ?? null);
      }),
    );
  });

  it('goes both ways between a line and its node', () => {
    const { nodes, lines } = reading();
    const measure = all(nodes).find((node) => node.title.startsWith('定期研究'))!;
    expect(lines[measure.line - 1]).toContain('定期研究');
    expect(nodeAtLine(nodes, measure.line)).toBe(measure.key);
    expect(nodeOf(nodes, measure.key)).toBe(measure);
    expect(nodeOf(nodes, 'none')).toBeUndefined();
    expect(nodeOf(nodes, null)).toBeUndefined();
  });
});

describe('totals', () => {
  it('stand beside each other and a difference is said', () => {
    const { stated, counted } = reading();
    const totals = totalsOf(stated, counted);
    const measures = totals.find((total) => total.label === '整改措施')!;
    expect(measures).toMatchObject({ stated: 4, counted: 3, differs: true });
    expect(totalSentence(measures)).toBe('文件所载 4 条，读出 3 条');
    expect(totals.find((total) => total.label === '问题')).toMatchObject({
      stated: 2,
      counted: 2,
      differs: false,
    });
    expect(totals.find((total) => total.label === '已完成')).toMatchObject({
      stated: 1,
      counted: null,
      differs: false,
    });
  });

  it('say so when the text states nothing', () => {
    const { stated, counted } = reading();
    const [aspects] = totalsOf({ ...stated, aspects: null }, counted);
    expect(totalSentence(aspects!)).toBe('读出 1 个');
  });
});

describe('warnings', () => {
  it('have a short word for every code', () => {
    for (const code of noticeWarningCodes) expect(warningWord(code)).toMatch(/^[\u4e00-\u9fff]+$/);
  });

  it('are counted by kind, the most frequent first', () => {
    const list = ['a', 'b', 'b'].map((code) => ({ code }));
    expect(warningKinds(list)).toEqual([
      ['b', 2],
      ['a', 1],
    ]);
  });

  it('are gone through in both directions, round the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: -1, max: 49 }), (count, start) => {
        const at = Math.min(start, count - 1);
        const forth = nextWarning(count, at, 1);
        expect(forth).toBeGreaterThanOrEqual(0);
        expect(forth).toBeLessThan(count);
        if (at >= 0) expect(nextWarning(count, forth, -1)).toBe(at);
      }),
    );
    expect(nextWarning(0, -1, 1)).toBe(-1);
    expect(nextWarning(3, -1, -1)).toBe(2);
  });
});

describe('the month that is proposed', () => {
  it('is the last one the text reports up to', () => {
    expect(proposedMonth(['截至2024年5月底', '截止２０２４年７月３１日，已完成25个'], '2024-09-10')).toEqual({
      month: '2024-07',
      fromText: true,
    });
  });

  it('is last month when the text names none, or only a coming one', () => {
    const lastMonth = { month: '2023-12', fromText: false };
    expect(proposedMonth(['截至目前，已完成整改25个'], '2024-01-05')).toEqual(lastMonth);
    expect(proposedMonth(['截至2024年6月'], '2024-01-05')).toEqual(lastMonth);
    expect(proposedMonth(['截至2023年19月'], '2024-01-05')).toEqual(lastMonth);
  });
});

describe('refusals', () => {
  const unknown = wordFailure({ code: 'no such code' }).title;

  it('are worded for every code of reading, with advice', () => {
    for (const code of [
      ...noticeErrorCodes,
      'text_empty',
      'job_failed',
      'job_unknown',
      'timeout',
      'out_of_memory',
    ]) {
      const words = wordRefusal({ code });
      expect(words.title, code).not.toBe(unknown);
      expect(words.advice.length, code).toBeGreaterThan(4);
    }
  });

  it('name batch and day of the import before', () => {
    const { title, advice } = wordRefusal({
      code: 'imported_before',
      detail: { batch: 3, on: '2024-09-01' },
    });
    expect(title).toContain('已经导入过');
    expect(advice).toContain('2024-09-01');
    expect(advice).toContain('第 3 批');
  });
});
