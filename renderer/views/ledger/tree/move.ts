/** Keys in the tree, as the tree role asks: arrows, Home, End, and typing a few signs of a name. */
import type { NodeKey, TreeRow } from './flatten.ts';

export type TreeMove =
  | { readonly kind: 'focus'; readonly key: NodeKey }
  | { readonly kind: 'fold' | 'unfold'; readonly key: NodeKey }
  | null;

/** What a key does while `at` has the focus. `page` is the number of rows that are in sight. */
export function moveInTree(rows: readonly TreeRow[], at: NodeKey | null, key: string, page = 10): TreeMove {
  const index = rows.findIndex((row) => row.key === at);
  const row = rows[index];
  const focus = (to: number): TreeMove => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, to))];
    return target === undefined ? null : { kind: 'focus', key: target.key };
  };
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index < 0 ? rows.length - 1 : index - 1);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(rows.length - 1);
    case 'PageDown':
      return focus(index + page);
    case 'PageUp':
      return focus(index - page);
    case 'ArrowRight':
      if (row === undefined || !row.hasChildren) return null;
      return row.expanded ? focus(index + 1) : { kind: 'unfold', key: row.key };
    case 'ArrowLeft':
      if (row === undefined) return null;
      if (row.expanded) return { kind: 'fold', key: row.key };
      return row.parent === null ? null : { kind: 'focus', key: row.parent };
    default:
      return null;
  }
}

/**
 * Next row after `at` whose number or title begins with what was typed (or its pinyin initials do), round to the
 * start. A single sign moves on to the next match; more signs stay where they still match.
 */
export function typeAhead(
  rows: readonly TreeRow[],
  at: NodeKey | null,
  typed: string,
  initialsOf: (title: string) => string = () => '',
): NodeKey | null {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '' || rows.length === 0) return null;
  const start = rows.findIndex((row) => row.key === at);
  const from = [...wanted].length === 1 ? start + 1 : Math.max(start, 0);
  for (let step = 0; step < rows.length; step += 1) {
    const row = rows[(from + step) % rows.length];
    if (row === undefined) continue;
    const title = bare(row.node.title);
    if (
      bare(row.node.number).startsWith(wanted) ||
      title.startsWith(wanted) ||
      initialsOf(title)
        .split(' ')
        .some((initials) => initials.startsWith(wanted))
    ) {
      return row.key;
    }
  }
  return null;
}

/** A title as it is typed: without the quotes and brackets it begins with. */
function bare(text: string): string {
  return text.toLowerCase().replace(/^[\s“”"'‘’《（(]+/u, '');
}
