/** Which line of the list is a row and which a group's heading. */

export interface Group {
  readonly id: number | null;
  readonly label: string;
  readonly start: number;
  readonly count: number;
}
export type Line =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'group'; readonly group: Group; readonly folded: boolean };

export interface Layout {
  readonly lines: number;
  /** What stands on a line; null beyond the end. */
  at(line: number): Line | null;
  /** Line of a row; -1 when its group is folded. */
  lineOf(index: number): number;
}

/** Name under which a group is remembered as folded. */
export function groupKey(group: Group): string {
  return group.id === null ? 'none' : String(group.id);
}

/** Lines of `count` rows in groups that partition them (none: rows only). Look-ups by binary search. */
export function layoutOf(count: number, groups: readonly Group[], folded: ReadonlySet<string>): Layout {
  if (groups.length === 0) {
    return {
      lines: count,
      at: (line) => (line >= 0 && line < count ? { kind: 'row', index: line } : null),
      lineOf: (index) => (index >= 0 && index < count ? index : -1),
    };
  }
  const starts = groups.map((group) => group.start);
  const headLines: number[] = [];
  let next = 0;
  for (const group of groups) {
    headLines.push(next);
    next += 1 + (folded.has(groupKey(group)) ? 0 : group.count);
  }
  return {
    lines: next,
    at: (line) => {
      if (line < 0 || line >= next) return null;
      const which = lastAtMost(headLines, line);
      const group = groups[which];
      const head = headLines[which];
      if (group === undefined || head === undefined) return null;
      if (line === head) return { kind: 'group', group, folded: folded.has(groupKey(group)) };
      return { kind: 'row', index: group.start + line - head - 1 };
    },
    lineOf: (index) => {
      const which = lastAtMost(starts, index);
      const group = groups[which];
      const head = headLines[which];
      if (group === undefined || head === undefined || index >= group.start + group.count) return -1;
      return folded.has(groupKey(group)) ? -1 : head + 1 + index - group.start;
    },
  };
}

/** Index of the last number that is at most `value` in an ascending list; -1 when there is none. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
