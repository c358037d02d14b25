import { short } from './build.ts';
import { markerAt, levelOf } from './markers.ts';
import type { NoticeCounts, NoticeNode, NoticeWarning, StatedTotals } from './types.ts';

/** Longest titles that are still usual. */
const LONG: Readonly<Record<NoticeNode['kind'], number>> = { heading: 60, issue: 80, measure: 120 };

/** Everything about a tree that a clerk should look at, in the order of the lines. */
export function checkTree(
  nodes: readonly NoticeNode[],
  counted: NoticeCounts,
  stated: StatedTotals,
  statedLines: ReadonlyMap<string, number>,
  dropped: readonly string[],
): NoticeWarning[] {
  return [
    ...checkNumbers(nodes, dropped),
    ...checkTitles(nodes),
    ...checkStated(counted, stated, statedLines),
  ];
}

/** Numbers repeat or skip: within a list of siblings; lists that go on numbering through the document are in order too. */
function checkNumbers(nodes: readonly NoticeNode[], dropped: readonly string[]): NoticeWarning[] {
  const warnings: NoticeWarning[] = [];
  const last = new Map<string, number>();
  const gone = new Set(
    dropped.map((printed) => {
      const found = ordinalOf(printed);
      return found === null ? '' : `${found.level} ${found.ordinal}`;
    }),
  );
  const following = (level: string, before: number): number => {
    let next = before + 1;
    while (gone.has(`${level} ${next}`)) next++;
    return next;
  };
  const walk = (siblings: readonly NoticeNode[]): void => {
    const seen = new Map<string, { last: number; all: Set<number> }>();
    for (const node of siblings) {
      const found = node.number === '' ? null : ordinalOf(node.number);
      if (found !== null) {
        const { level, ordinal } = found;
        const list = seen.get(level);
        const before = list?.last ?? null;
        const through = last.get(level) ?? 0;
        if (list?.all.has(ordinal) === true)
          warnings.push(number('repeated_number', node, `序号“${node.number}”重复。`));
        else if (before !== null && ordinal < before)
          warnings.push(number('repeated_number', node, `序号“${node.number}”倒退，前一个是第${before}。`));
        else if (ordinal !== following(level, before ?? 0) && ordinal !== through + 1)
          warnings.push(
            number(
              'skipped_number',
              node,
              before === null
                ? `序号不从一开始，第一个是“${node.number}”。`
                : `序号“${node.number}”之前有缺号。`,
            ),
          );
        if (list === undefined) seen.set(level, { last: ordinal, all: new Set([ordinal]) });
        else {
          list.last = ordinal;
          list.all.add(ordinal);
        }
        last.set(level, ordinal);
      }
      walk(node.children);
    }
  };
  walk(nodes);
  return warnings;
}

function ordinalOf(printed: string): { level: string; ordinal: number } | null {
  const marker = markerAt(`${printed}字`, 0);
  if (marker !== null) return { level: levelOf(marker), ordinal: marker.ordinal };
  return /^\d{1,4}$/.test(printed) ? { level: 'number', ordinal: Number(printed) } : null;
}

function number(code: NoticeWarning['code'], node: NoticeNode, text: string): NoticeWarning {
  return { code, line: node.line, text: `${text}（${short(node.title)}）` };
}

function checkTitles(nodes: readonly NoticeNode[]): NoticeWarning[] {
  return nodes.flatMap((node) => {
    const found: NoticeWarning[] = [];
    const length = [...node.title.slice(0, 2000)].length;
    if (length === 0)
      found.push({ code: 'empty_title', line: node.line, text: `“${node.number}”之后没有标题。` });
    else if (length > LONG[node.kind])
      found.push({
        code: 'long_title',
        line: node.line,
        text: `标题有${length}个字，可能没有断开：${short(node.title)}`,
      });
    return [...found, ...checkTitles(node.children)];
  });
}

function checkStated(
  counted: NoticeCounts,
  stated: StatedTotals,
  lines: ReadonlyMap<string, number>,
): NoticeWarning[] {
  const warnings: NoticeWarning[] = [];
  for (const [name, word] of [
    ['aspects', '个方面'],
    ['issues', '个问题'],
    ['measures', '条整改措施'],
  ] as const) {
    const value = stated[name];
    if (value !== null && value !== counted[name])
      warnings.push({
        code: 'stated_differs',
        line: lines.get(name) ?? 1,
        text: `文件所载${value}${word}，实际读到${counted[name]}${word}。`,
      });
  }
  const { issues, closed, open } = stated;
  if (closed !== null && open !== null && issues !== null && closed + open !== issues)
    warnings.push({
      code: 'stated_differs',
      line: lines.get('closed') ?? 1,
      text: `文件所载完成${closed}个、正在整改${open}个，合计与${issues}个问题不符。`,
    });
  return warnings;
}
