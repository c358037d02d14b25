import { inlinePositions, isSpoken, levelOf, markerAt } from './markers.ts';
import { problemLike } from './title.ts';
import type { NoticeBlock } from './types.ts';

/** How often the items of a level are named like problems: this tells the levels of issues from those of measures. */
export interface Votes {
  /** Half of the level's items or more are named like problems. */
  names(level: string): boolean;
  share(level: string): number;
  count(level: string): number;
  /** Some level with numbers names issues. */
  readonly numberedIssues: boolean;
}

interface Tally {
  all: number;
  problems: number;
}

/** One look over all paragraphs before the outline is built. Items run into paragraphs count for levels that never begin a line. */
export function countVotes(blocks: readonly NoticeBlock[]): Votes {
  const atStart = new Map<string, Tally>();
  const inside = new Map<string, Tally>();
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    const printed = block.marker?.trim() ?? '';
    const known = printed === '' ? markerAt(block.text, 0) : markerAt(`${printed}字`, 0);
    const length = printed === '' ? (known?.length ?? 0) : 0;
    const level = known !== null ? levelOf(known) : printed === '' ? null : `auto:${block.level ?? ''}`;
    if (level !== null && !(known !== null && isSpoken(known.style)))
      vote(atStart, level, block.text.slice(length, length + 400));
    for (const at of inlinePositions(block.text)) {
      const marker = at < length ? null : markerAt(block.text, at);
      if (marker !== null && !isSpoken(marker.style))
        vote(inside, levelOf(marker), block.text.slice(at + marker.length, at + marker.length + 400));
    }
  }
  const of = (level: string): Tally => atStart.get(level) ?? inside.get(level) ?? { all: 0, problems: 0 };
  const share = (level: string): number => {
    const { all, problems } = of(level);
    return all === 0 ? 0 : problems / all;
  };
  const levels = new Set([...atStart.keys(), ...inside.keys()]);
  return {
    share,
    names: (level) => share(level) >= 0.5,
    count: (level) => of(level).all,
    numberedIssues: [...levels].some((level) => share(level) >= 0.5),
  };
}

function vote(tallies: Map<string, Tally>, level: string, body: string): void {
  const tally = tallies.get(level) ?? { all: 0, problems: 0 };
  // Enough to know a level by.
  if (tally.all >= 5000) return;
  tally.all++;
  if (problemLike(body) !== null) tally.problems++;
  tallies.set(level, tally);
}
