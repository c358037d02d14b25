import { cutLabels, type Field } from './labels.ts';
import { inlinePositions, isSpoken, levelOf, markerAt, type Marker } from './markers.ts';
import { newRaw, type Outline, type Raw, type RawLabel } from './raw.ts';
import { isClosing, looksLikeDocumentTitle } from './sections.ts';
import { readTable } from './table.ts';
import { problemLike } from './title.ts';
import type { NoticeBlock, NoticeWarning } from './types.ts';
import type { Votes } from './votes.ts';

type Paragraph = Extract<NoticeBlock, { kind: 'paragraph' }>;
const ENDED = /[。！？!?；;：:”’」』】）)>》]$|(?:问题|情况)$/;
/** Shorter lines are not the first part of a wrapped one. */
const SHORT = 20;
/** Lists within lists beyond this depth are text. */
const DEEPEST = 16;

/**
 * Blocks → outline, in one pass: each marker either goes on with a list that is open (the level stands on the stack),
 * or opens a new level below, or is found to be no marker at all.
 */
export function buildOutline(blocks: readonly NoticeBlock[], votes: Votes): Outline {
  return new Builder(blocks, votes).build();
}

class Builder {
  private readonly blocks: readonly NoticeBlock[];
  private readonly votes: Votes;
  private readonly root = newRaw({ level: '', line: 0 });
  private stack: Raw[] = [this.root];
  private readonly outside: { line: number; text: string }[] = [];
  private readonly lastOrdinal = new Map<string, number>();
  /** The level under which each level first appeared. */
  private readonly parentLevels = new Map<string, string>();
  /** In the preamble, in 下一步 sections, behind the end: items there belong to no issue. */
  private aside = true;
  private started = false;
  /** The label under which the following items stand, and whose it is. */
  private under: { field: 'measure' | 'progress'; owner: Raw; label: RawLabel | null } | null = null;
  private previous = { text: '', wrappable: false };
  private title: string | null = null;
  private readonly warnings: NoticeWarning[] = [];
  private labelledMeasures = false;
  private labelledProgress = false;

  constructor(blocks: readonly NoticeBlock[], votes: Votes) {
    this.blocks = blocks;
    this.votes = votes;
  }

  build(): Outline {
    for (const block of this.blocks) {
      if (block.kind === 'table') this.table(block);
      else this.paragraph(block);
    }
    const { root, outside, title, labelledMeasures, labelledProgress, warnings } = this;
    return { root, outside, title, labelledMeasures, labelledProgress, warnings };
  }

  private get top(): Raw {
    return this.stack[this.stack.length - 1] ?? this.root;
  }

  private table(block: Extract<NoticeBlock, { kind: 'table' }>): void {
    const table = readTable(block.rows);
    if (table === null) {
      for (const row of block.rows)
        this.outside.push({ line: row.line, text: row.cells.map((c) => c.text).join(' ') });
      return;
    }
    this.labelledMeasures ||= table.hasMeasures;
    this.labelledProgress ||= table.hasProgress;
    this.started = true;
    this.under = null;
    this.closeOrphanTitle();
    const parent = this.top;
    this.warnings.push(...table.warnings);
    for (const node of table.nodes)
      parent.children.push(newRaw({ level: 'table', line: node.line, parent, fixed: node }));
  }

  /** A table below a 下一步 section stands at the root again. */
  private closeOrphanTitle(): void {
    if (this.aside) this.stack = [this.root];
    this.aside = false;
  }

  private paragraph(block: Paragraph): void {
    const { text } = block;
    const marker = this.lineMarker(block);
    const wrapped = block.wrapped === true && this.previous.wrappable;
    const rest = marker === null ? '' : text.slice(marker.length, marker.length + 400);
    if (marker !== null && this.accept(marker, rest, false, wrapped, block.line)) {
      this.body(text.slice(marker.length), block.line);
    } else if (marker === null && this.unmarkedIssue(block, wrapped)) {
      // Taken as an issue of its own.
    } else {
      this.plain(block, marker, wrapped);
    }
    const trimmed = text.trimEnd();
    this.previous = {
      text: trimmed,
      wrappable: block.wrapped !== undefined && trimmed.length >= SHORT && !ENDED.test(trimmed),
    };
  }

  /** The marker a paragraph begins with: automatic numbering first. Its length counts in the paragraph's own text. */
  private lineMarker(block: Paragraph): Marker | null {
    if (block.marker === undefined || block.marker.trim() === '') return markerAt(block.text, 0);
    const printed = block.marker.trim();
    const known = markerAt(`${printed}字`, 0);
    if (known !== null) return { ...known, number: printed, length: 0 };
    const digits = /(\d{1,4})\D*$/.exec(printed)?.[1];
    const ordinal = digits === undefined ? 1 : Number(digits);
    return { style: `auto:${block.level ?? ''}`, ordinal, number: printed, length: 0 };
  }

  /** An issue named on a line of its own without a number: 针对“…”问题的整改情况。 */
  private unmarkedIssue(block: Paragraph, wrapped: boolean): boolean {
    if (wrapped || block.text.length > 300) return false;
    const text = block.text.trim();
    if (!/^(?:关于|针对|对于|于)[“"‘「]/.test(text) || problemLike(text) !== 'strong') return false;
    // A sentence in an item's body that takes up its problem again is no new issue where issues carry numbers.
    if (this.votes.numberedIssues) return false;
    const sibling = this.stack.find((f) => f.level === 'unmarked');
    const ordinal = (sibling?.ordinal ?? 0) + 1;
    const marker: Marker = { style: 'auto:unmarked', ordinal, number: '', length: 0, says: 'issue' };
    if (this.aside) this.leaveAside();
    const parent =
      sibling?.parent ?? this.stack.findLast((f) => f === this.root || !isMeasureLevel(f)) ?? this.root;
    this.push(marker, 'unmarked', parent, false, false, block.line);
    this.body(text, block.line);
    return true;
  }

  /** The body of the top item, cut at labels and at markers inside it. */
  private body(text: string, line: number): void {
    const segments = cutLabels(text);
    if (segments === null) {
      this.running(text, line);
      return;
    }
    const own = segments[0]?.field === null;
    for (const s of segments) {
      if (s.field === null) this.running(s.text, line);
      else this.label(s.field, s.text, line, own);
    }
  }

  /** Text with items run in: “…”问题。一是…；二是…。 The first piece belongs to the top item. */
  private running(text: string, line: number, join: '' | '\n' = '\n'): void {
    let from = 0;
    let sep = join;
    for (const at of inlinePositions(text)) {
      if (at < from) continue;
      const marker = markerAt(text, at);
      if (marker === null) continue;
      const top = this.top;
      const body = at + marker.length;
      if (!this.accept(marker, text.slice(body, body + 400), true, false, line)) continue;
      this.appendTo(top, text.slice(from, at), sep);
      sep = '';
      from = body;
    }
    this.appendTo(this.top, text.slice(from), sep);
  }

  private appendTo(raw: Raw, text: string, join: '' | '\n'): void {
    if (text.trim() === '') return;
    if (this.under?.field === 'progress' && this.under.label !== null && raw === this.top) {
      this.under.label.value += (this.under.label.value === '' ? '' : join) + text.trim();
      return;
    }
    if (raw !== this.root) raw.pieces.push({ text: join === '' ? text.trim() : text, join });
  }

  /** A paragraph without an (accepted) marker. */
  private plain(block: Paragraph, marker: Marker | null, wrapped: boolean): void {
    const { text, line } = block;
    if (this.aside) {
      if (this.title === null && !this.started && marker === null && looksLikeDocumentTitle(text))
        this.title = text
          .trim()
          .replace(/^#{1,6}\s*/, '')
          .replace(/^title:\s*/, '');
      this.outside.push({ line, text });
      if (!this.started) this.runIn(text, line);
      return;
    }
    if (marker === null && !wrapped && isClosing(text)) {
      this.aside = true;
      this.under = null;
      this.outside.push({ line, text });
      return;
    }
    const segments = cutLabels(text);
    if (segments !== null && segments[0]?.field !== null) {
      for (const s of segments) if (s.field !== null) this.label(s.field, s.text, line, false);
      return;
    }
    if (
      this.under?.field === 'measure' &&
      this.under.label === null &&
      !wrapped &&
      this.top === this.under.owner &&
      !/[：:]\s*$/.test(text)
    ) {
      this.unmarkedMeasure(this.under.owner, text, line);
      return;
    }
    const join = block.wrapped === true && this.continues(wrapped) ? '' : '\n';
    if (segments !== null) {
      for (const s of segments)
        if (s.field === null) this.running(s.text, line, join);
        else this.label(s.field, s.text, line, true);
      return;
    }
    this.running(text, line, join);
  }

  /**
   * Is a line without a gap before it the rest of the paragraph above, rather than a new one? Lines are broken anywhere,
   * also behind full stops. Only behind something that may be a whole title (…问题, …”) a new paragraph is likelier.
   */
  private continues(wrapped: boolean): boolean {
    if (wrapped || /[。；;，,、]$/.test(this.previous.text)) return true;
    if (this.previous.text.length < SHORT) return false;
    return this.top.spoken || this.top.pieces.some((piece) => /[。；;]/.test(piece.text));
  }

  /** A preamble may run straight into the first heading. Only a first heading or issue that is named beyond doubt starts there. */
  private runIn(text: string, line: number): void {
    for (const at of inlinePositions(text)) {
      const marker = markerAt(text, at);
      if (marker === null || marker.ordinal !== 1 || isSpoken(marker.style)) continue;
      const rest = text.slice(at + marker.length);
      if (problemLike(rest) !== 'strong' || !this.accept(marker, rest, false, false, line)) continue;
      this.body(rest, line);
      return;
    }
  }

  /** Decides on a marker and, if it is one, pushes its item. */
  private accept(marker: Marker, rest: string, inline: boolean, wrapped: boolean, line: number): boolean {
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

  private leaveAside(): void {
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
    if (spoken) return this.stack.findLast((f) => !f.spoken && !f.nested && !isMeasureLevel(f)) ?? this.root;
    if (this.under?.field === 'measure') return this.under.owner;
    const at = this.stack.findIndex((f) => f.spoken || isMeasureLevel(f));
    if (at > 0 && problem && this.votes.names(level)) {
      // Where this level stood before, else on what the measures hang on.
      const above = this.parentLevels.get(level);
      return this.stack.findLast((f, i) => i < at && f.level === above) ?? this.stack[at - 1] ?? this.root;
    }
    return this.top;
  }

  private push(
    marker: Marker,
    level: string,
    parent: Raw,
    inline: boolean,
    nested: boolean,
    line: number,
  ): void {
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

  /** A label: its value belongs to the item on top, or opens the list of its measures or its progress. */
  private label(field: Field, value: string, line: number, own: boolean): void {
    if (field === 'issue') {
      this.issueLabel(value, line);
      return;
    }
    if (this.top === this.root) {
      this.outside.push({ line, text: value });
      return;
    }
    if (field === 'measure') {
      this.labelledMeasures = true;
      const owner = this.stack.findLast((f) => !f.spoken && !f.nested && !isMeasureLevel(f)) ?? this.root;
      this.closeAbove(owner);
      this.under = { field: 'measure', owner, label: null };
      if (value.trim() !== '') this.measuresFrom(owner, value, line);
      return;
    }
    if (field === 'progress') {
      this.progressLabel(value, line);
      return;
    }
    const at = this.top;
    at.labels.push({ field, value, line, own, trailing: at.children.length > 0 });
    if (own) return;
    // A label on a line of its own ends the list of measures, except in plans where each measure carries its own.
    this.under = null;
    const list = this.stack.find((f) => f.nested && f.says === 'measure');
    if (list !== undefined && !carriesOwnLabels(list)) list.closed = true;
  }

  private closeAbove(owner: Raw): void {
    const at = this.stack.indexOf(owner);
    if (at >= 0) this.stack = this.stack.slice(0, at + 1);
  }

  private issueLabel(value: string, line: number): void {
    const top = this.top;
    if (top !== this.root && top.pieces.length === 0 && top.children.length === 0 && !top.spoken) {
      this.running(value, line);
      return;
    }
    const sibling = this.stack.find((f) => f.level === 'label:issue');
    const marker: Marker = {
      style: 'auto:issue',
      ordinal: (sibling?.ordinal ?? 0) + 1,
      number: '',
      length: 0,
      says: 'issue',
    };
    const heading =
      this.stack.findLast((f) => !f.spoken && !isMeasureLevel(f) && f.says !== 'issue') ?? this.root;
    this.aside = false;
    this.under = null;
    this.push(marker, 'label:issue', sibling?.parent ?? heading, false, false, line);
    this.running(value, line);
  }

  /** What follows 整改措施： on its line: items, or one measure without a marker. */
  private measuresFrom(owner: Raw, value: string, line: number): void {
    const marker = markerAt(value, 0);
    if (
      marker !== null &&
      marker.ordinal === 1 &&
      this.accept(marker, value.slice(marker.length), false, false, line)
    ) {
      this.running(value.slice(marker.length), line);
      return;
    }
    this.unmarkedMeasure(owner, value, line);
  }

  private unmarkedMeasure(owner: Raw, text: string, line: number): void {
    const ordinal = owner.children.filter((c) => c.level === 'label:measure').length + 1;
    const marker: Marker = { style: 'auto:measure', ordinal, number: '', length: 0, says: 'measure' };
    this.push(marker, 'label:measure', owner, false, false, line);
    this.running(text, line);
  }

  private progressLabel(value: string, line: number): void {
    const owner = this.top;
    const issue = this.stack.findLast((f) => !f.spoken && !f.nested && !isMeasureLevel(f)) ?? owner;
    // Progress without measures before it: its items are the measures, with what was done.
    if (owner === issue && !issue.children.some((c) => c.fixed === null)) {
      this.under = { field: 'measure', owner: issue, label: null };
      if (value.trim() !== '') this.measuresFrom(issue, value, line);
      return;
    }
    this.labelledProgress = true;
    const label: RawLabel = { field: 'progress', value: value.trim(), line, own: false, trailing: false };
    owner.labels.push(label);
    this.under = { field: 'progress', owner, label };
  }
}

/** What an item says it is goes for the next one of its list too. */
function says(marker: Marker, before: Raw): Pick<Marker, 'says'> {
  const value = marker.says ?? before.says;
  return value === null ? {} : { says: value };
}

function carriesOwnLabels(raw: Raw): boolean {
  const siblings = raw.parent?.children ?? [];
  return siblings.length === 1 || siblings.slice(0, -1).some((s) => s.labels.some((l) => !l.own));
}

function isMeasureLevel(raw: Raw): boolean {
  return raw.says === 'measure' || raw.level === 'label:measure';
}
