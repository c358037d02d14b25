import { isSpoken, levelOf, type Marker } from './markers.ts';
import { newRaw, type Raw, type RawLabel } from './raw.ts';
import { problemLike } from './title.ts';
import type { Votes } from './votes.ts';

/** Lists within lists beyond this depth are text. */
const DEEPEST = 16;

/** The open lists of an outline while it is built, and the rules by which a marker goes on with one of them or opens another. */
export class Levels {
  private readonly votes: Votes;
  readonly root = newRaw({ level: '', line: 0 });
  stack: Raw[] = [this.root];
  private readonly lastOrdinal = new Map<string, number>();
  /** The level under which each level first appeared. */
  private readonly parentLevels = new Map<string, string>();
  /** In the preamble, in 下一步 sections, behind the end: items there belong to no issue. */
  aside = true;
  started = false;
  /** The label under which the following items stand, and whose it is. */
  under: { field: 'measure' | 'progress'; owner: Raw; label: RawLabel | null } | null = null;

  constructor(votes: Votes) {
    this.votes = votes;
  }

  get top(): Raw {
    return this.stack[this.stack.length - 1] ?? this.root;
  }

  /** Makes an item of the stack its top. */
  closeAbove(owner: Raw): void {
    const at = this.stack.indexOf(owner);
    if (at >= 0) this.stack = this.stack.slice(0, at + 1);
  }

  /** The innermost open item that is no measure: what labels of measures speak of. */
  get innermostIssue(): Raw {
    return this.stack.findLast((f) => !f.spoken && !f.nested && !isMeasureLevel(f)) ?? this.root;
  }

  /** Decides on a marker and, if it is one, pushes its item. */
  accept(marker: Marker, rest: string, inline: boolean, wrapped: boolean, line: number): boolean {
    const level = levelOf(marker);
    const n = marker.ordinal;
    const spoken = isSpoken(marker.style);
    // 一是针对…问题 names no issue.
    const problem = spoken ? null : problemLike(rest);
    if (this.aside && !this.endsAside(marker, level, problem, inline, rest)) return false;
    const frames = this.stack.filter((f) => f.level === level && !f.closed);
    const next = this.choose(frames, n, inline, problem, spoken);
    if (this.under?.field === 'progress' && !this.leavesProgress(level, n, problem, spoken)) return false;
    if (next !== null) {
      if (wrapped && next.ordinal + 1 !== n && problem === null) return false;
      if (inline && next !== this.top && !spoken && this.votes.names(level) && problem === null) return false;
      const parent = next.parent ?? this.root;
      this.push({ ...marker, ...says(marker, next) }, level, parent, inline, next.nested, line);
      return true;
    }
    if (frames.length > 0) {
      // The level is open above, and this begins a list inside the item on top.
      if (n !== 1 || wrapped || this.stack.length > DEEPEST) return false;
      const owner = this.under?.field === 'measure' ? this.under.owner : this.top;
      this.push(marker, level, owner, inline, true, line);
      return true;
    }
    const goesOn = this.lastOrdinal.get(level) === n - 1;
    if (n !== 1 && !goesOn && (inline || wrapped)) return false;
    if (wrapped && problem === null && (this.top.spoken || isMeasureLevel(this.top))) return false;
    if (n !== 1 && inline && problem === null && !spoken) return false;
    if (this.stack.length === 1 && n !== 1 && !goesOn && problem === null) return false;
    this.push(marker, level, this.parentFor(level, spoken, problem !== null), inline, false, line);
    return true;
  }

  /** The open item whose list a marker goes on with; null when it opens a list of its own (or none). */
  private choose(
    frames: readonly Raw[],
    n: number,
    inline: boolean,
    problem: ReturnType<typeof problemLike>,
    spoken: boolean,
  ): Raw | null {
    const fromTop = frames.toReversed();
    const following = fromTop.filter((f) => f.ordinal + 1 === n);
    if (inline) return following[0] ?? null;
    const top = fromTop[0];
    if (top === undefined) return null;
    const named = problem !== null && this.votes.names(top.level);
    if (named && following.length > 0) return following[following.length - 1] ?? null;
    const goesOn = following.find((f) => !f.inline) ?? following[0];
    if (goesOn !== undefined) return goesOn;
    if (n === 1 && !named && !spoken) {
      const owner = this.under?.field === 'measure' ? this.under.owner : null;
      if (owner !== null && this.stack.indexOf(top) <= this.stack.indexOf(owner)) return null;
      const at = this.stack.indexOf(top);
      if (at === this.stack.length - 2 && (this.top.spoken || this.votes.names(top.level))) return null;
    }
    return fromTop.find((f) => !f.nested) ?? top;
  }

  /** Does a marker end an aside? Closing sections hold lists of their own (一是…), which must not. */
  private endsAside(
    marker: Marker,
    level: string,
    problem: ReturnType<typeof problemLike>,
    inline: boolean,
    rest: string,
  ): boolean {
    if (isSpoken(marker.style) || (inline && problem !== 'strong')) return false;
    if (marker.says === 'measure') return false;
    const open = this.stack.findLast((f) => f.level === level && !f.closed && !f.nested);
    const leaf = open !== undefined && open.children.length === 0 && !this.votes.names(level);
    const expected =
      open !== undefined && open.ordinal + 1 === marker.ordinal && !(leaf && this.stack.length > 2);
    const first = this.stack.length === 1 && marker.ordinal === 1 && !this.started;
    const bareAllowed = !(this.votes.share(level) >= 0.9 && this.votes.count(level) >= 4);
    if (problem === null && !((expected && bareAllowed) || first)) return false;
    if (rest.trim() === '' && !first && !expected) return false;
    this.leaveAside();
    return true;
  }

  leaveAside(): void {
    this.aside = false;
    this.started = true;
    this.under = null;
  }

  private leavesProgress(
    level: string,
    n: number,
    problem: ReturnType<typeof problemLike>,
    spoken: boolean,
  ): boolean {
    if (spoken) return false;
    const owner = this.under?.owner ?? this.root;
    const open = this.stack.find((f) => f.level === level && !f.closed && !f.nested);
    const outer = open !== undefined && this.stack.indexOf(open) <= this.stack.indexOf(owner);
    if (problem === null && !(outer && open.ordinal + 1 === n)) {
      // A list of measures goes on behind the progress of one of them.
      const inner = this.stack.findLast((f) => f.level === level && !f.closed);
      if (inner === undefined || inner.ordinal + 1 !== n || inner !== owner) return false;
    }
    this.under = null;
    return true;
  }

  /** Where a level that is not open hangs: measures on the item on top, a named problem above all measures. */
  private parentFor(level: string, spoken: boolean, problem: boolean): Raw {
    if (spoken) return this.innermostIssue;
    if (this.under?.field === 'measure') return this.under.owner;
    const at = this.stack.findIndex((f) => f.spoken || isMeasureLevel(f));
    if (at > 0 && problem && this.votes.names(level)) {
      // Where this level stood before, else on what the measures hang on.
      const above = this.parentLevels.get(level);
      return this.stack.findLast((f, i) => i < at && f.level === above) ?? this.stack[at - 1] ?? this.root;
    }
    return this.top;
  }

  push(marker: Marker, level: string, parent: Raw, inline: boolean, nested: boolean, line: number): void {
    const raw = newRaw({
      level,
      spoken: isSpoken(marker.style),
      ordinal: marker.ordinal,
      number: marker.number,
      line,
      inline,
      nested,
      says:
        marker.says ?? (this.under?.field === 'measure' && parent === this.under.owner ? 'measure' : null),
      parent,
    });
    parent.children.push(raw);
    const at = this.stack.indexOf(parent);
    this.stack = at < 0 ? [this.root, raw] : [...this.stack.slice(0, at + 1), raw];
    if (!nested) {
      this.lastOrdinal.set(level, marker.ordinal);
      if (!this.parentLevels.has(level)) this.parentLevels.set(level, parent.level);
    }
    if (this.under !== null && !this.stack.includes(this.under.owner)) this.under = null;
    this.started = true;
  }
}

/** What an item says it is goes for the next one of its list too. */
function says(marker: Marker, before: Raw): Pick<Marker, 'says'> {
  const value = marker.says ?? before.says;
  return value === null ? {} : { says: value };
}

/** Is it plain before anything is decided that an item is a measure? */
export function isMeasureLevel(raw: Raw): boolean {
  return raw.says === 'measure' || raw.level === 'label:measure';
}
