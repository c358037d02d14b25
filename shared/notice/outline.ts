import { cutLabels, type Field, type Segment } from './labels.ts';
import { isMeasureLevel, Levels } from './levels.ts';
import { inlinePositions, isSpoken, markerAt, type Marker } from './markers.ts';
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
const LONGEST_NUMBER = 40;

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
  private readonly levels: Levels;
  private readonly outside: { line: number; text: string }[] = [];
  private previous = { text: '', wrappable: false };
  private title: string | null = null;
  private readonly warnings: NoticeWarning[] = [];
  private labelledMeasures = false;
  private labelledProgress = false;

  constructor(blocks: readonly NoticeBlock[], votes: Votes) {
    this.blocks = blocks;
    this.votes = votes;
    this.levels = new Levels(votes);
  }

  build(): Outline {
    for (const block of this.blocks) {
      if (block.kind === 'table') this.table(block);
      else this.paragraph(block);
    }
    const { root } = this.levels;
    const { outside, title, labelledMeasures, labelledProgress, warnings } = this;
    return { root, outside, title, labelledMeasures, labelledProgress, warnings };
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
    this.levels.started = true;
    this.levels.under = null;
    // A table behind a 下一步 section stands at the root again.
    if (this.levels.aside) this.levels.stack = [this.levels.root];
    this.levels.aside = false;
    const parent = this.levels.top;
    this.warnings.push(...table.warnings);
    for (const node of table.nodes)
      parent.children.push(newRaw({ level: 'table', line: node.line, parent, fixed: node }));
  }

  private paragraph(block: Paragraph): void {
    const { text } = block;
    const marker = this.lineMarker(block);
    const wrapped = block.wrapped === true && this.previous.wrappable;
    const rest = marker === null ? '' : text.slice(marker.length, marker.length + 400);
    if (marker !== null && this.isNumberedLabel(marker, rest)) {
      // 2.责任单位：… in a list of labels is no item.
      this.plain({ ...block, text: text.slice(marker.length) }, null, false);
    } else if (marker !== null && this.levels.accept(marker, rest, false, wrapped, block.line)) {
      const body = text.slice(marker.length);
      if (namesPart(marker, body)) this.running(body, block.line);
      else this.body(body, block.line);
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

  private isNumberedLabel(marker: Marker, rest: string): boolean {
    if (this.levels.aside || this.levels.top === this.levels.root) return false;
    if (namesPart(marker, rest)) return false;
    const field = cutLabels(rest)?.[0]?.field ?? null;
    return field !== null && field !== 'issue';
  }

  /** The marker a paragraph begins with: automatic numbering first. Its length counts in the paragraph's own text. */
  private lineMarker(block: Paragraph): Marker | null {
    if (block.marker === undefined || block.marker.trim() === '') return markerAt(block.text, 0);
    // Word lets a number say anything at any length.
    const printed = block.marker.trim().slice(0, LONGEST_NUMBER);
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
    const sibling = this.levels.stack.find((f) => f.level === 'unmarked');
    const ordinal = (sibling?.ordinal ?? 0) + 1;
    const marker: Marker = { style: 'auto:unmarked', ordinal, number: '', length: 0, says: 'issue' };
    if (this.levels.aside) this.levels.leaveAside();
    const parent =
      sibling?.parent ??
      this.levels.stack.findLast((f) => f === this.levels.root || !isMeasureLevel(f)) ??
      this.levels.root;
    this.levels.push(marker, 'unmarked', parent, false, false, block.line);
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
      else this.label(s, s.field, line, own);
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
      const top = this.levels.top;
      const body = at + marker.length;
      if (!this.levels.accept(marker, text.slice(body, body + 400), true, false, line)) continue;
      this.appendTo(top, text.slice(from, at), sep);
      sep = '';
      from = body;
    }
    this.appendTo(this.levels.top, text.slice(from), sep);
  }

  private appendTo(raw: Raw, text: string, join: '' | '\n'): void {
    if (text.trim() === '') return;
    if (
      this.levels.under?.field === 'progress' &&
      this.levels.under.label !== null &&
      raw === this.levels.top
    ) {
      this.levels.under.label.value += (this.levels.under.label.value === '' ? '' : join) + text.trim();
      return;
    }
    if (raw !== this.levels.root) raw.pieces.push({ text: join === '' ? text.trim() : text, join });
  }

  /** A paragraph without an (accepted) marker. */
  private plain(block: Paragraph, marker: Marker | null, wrapped: boolean): void {
    const { text, line } = block;
    if (this.levels.aside) {
      if (this.title === null && !this.levels.started && marker === null && looksLikeDocumentTitle(text))
        this.title = text
          .trim()
          .replace(/^#{1,6}\s*/, '')
          .replace(/^title:\s*/, '');
      this.outside.push({ line, text });
      if (!this.levels.started) this.runIn(text, line);
      return;
    }
    if (marker === null && !wrapped && isClosing(text)) {
      this.levels.aside = true;
      this.levels.under = null;
      this.outside.push({ line, text });
      return;
    }
    const segments = cutLabels(text);
    if (segments !== null && segments[0]?.field !== null) {
      for (const s of segments) if (s.field !== null) this.label(s, s.field, line, false);
      return;
    }
    if (
      this.levels.under?.field === 'measure' &&
      this.levels.under.label === null &&
      !wrapped &&
      this.levels.top === this.levels.under.owner &&
      !/[：:]\s*$/.test(text)
    ) {
      this.unmarkedMeasure(this.levels.under.owner, text, line);
      return;
    }
    const join = block.wrapped === true && this.continues(wrapped) ? '' : '\n';
    if (segments !== null) {
      for (const s of segments)
        if (s.field === null) this.running(s.text, line, join);
        else this.label(s, s.field, line, true);
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
    return this.levels.top.spoken || this.levels.top.pieces.some((piece) => /[。；;]/.test(piece.text));
  }

  /** A preamble may run straight into the first heading. Only a first heading or issue that is named beyond doubt starts there. */
  private runIn(text: string, line: number): void {
    for (const at of inlinePositions(text)) {
      const marker = markerAt(text, at);
      if (marker === null || marker.ordinal !== 1 || isSpoken(marker.style)) continue;
      const rest = text.slice(at + marker.length);
      if (problemLike(rest) !== 'strong' || !this.levels.accept(marker, rest, false, false, line)) continue;
      this.body(rest, line);
      return;
    }
  }

  /** A label: its value belongs to the item on top, or opens the list of its measures or its progress. */
  private label({ word, text: value }: Segment, field: Field, line: number, own: boolean): void {
    if (field === 'issue') {
      this.issueLabel(value, line);
      return;
    }
    if (this.levels.top === this.levels.root) {
      this.outside.push({ line, text: value });
      return;
    }
    if (field === 'measure') {
      this.labelledMeasures = true;
      const owner = this.levels.innermostIssue;
      this.levels.closeAbove(owner);
      this.levels.under = { field: 'measure', owner, label: null };
      if (value.trim() !== '') this.measuresFrom(owner, value, line);
      return;
    }
    if (field === 'progress') {
      this.progressLabel(value, line);
      return;
    }
    const at = this.levels.top;
    at.labels.push({ field, word, value, line, own });
    if (own) return;
    // A label on a line of its own ends the list of measures, except in plans where each measure carries its own.
    this.levels.under = null;
    const list = this.levels.stack.find((f) => f.nested && f.says === 'measure');
    if (list !== undefined && !carriesOwnLabels(list)) list.closed = true;
  }

  private issueLabel(value: string, line: number): void {
    const top = this.levels.top;
    if (top !== this.levels.root && top.pieces.length === 0 && top.children.length === 0 && !top.spoken) {
      this.running(value, line);
      return;
    }
    const sibling = this.levels.stack.find((f) => f.level === 'label:issue');
    const marker: Marker = {
      style: 'auto:issue',
      ordinal: (sibling?.ordinal ?? 0) + 1,
      number: '',
      length: 0,
      says: 'issue',
    };
    const heading =
      this.levels.stack.findLast((f) => !f.spoken && !isMeasureLevel(f) && f.says !== 'issue') ??
      this.levels.root;
    this.levels.aside = false;
    this.levels.under = null;
    this.levels.push(marker, 'label:issue', sibling?.parent ?? heading, false, false, line);
    this.running(value, line);
  }

  /** What follows 整改措施： on its line: items, or one measure without a marker. */
  private measuresFrom(owner: Raw, value: string, line: number): void {
    const marker = markerAt(value, 0);
    if (
      marker !== null &&
      marker.ordinal === 1 &&
      this.levels.accept(marker, value.slice(marker.length), false, false, line)
    ) {
      this.running(value.slice(marker.length), line);
      return;
    }
    this.unmarkedMeasure(owner, value, line);
  }

  private unmarkedMeasure(owner: Raw, text: string, line: number): void {
    const ordinal = owner.children.filter((c) => c.level === 'label:measure').length + 1;
    const marker: Marker = { style: 'auto:measure', ordinal, number: '', length: 0, says: 'measure' };
    this.levels.push(marker, 'label:measure', owner, false, false, line);
    this.running(text, line);
  }

  private progressLabel(value: string, line: number): void {
    const owner = this.levels.top;
    const issue = this.levels.innermostIssue;
    // Progress without measures before it: its items are the measures, with what was done.
    if (owner === issue && !issue.children.some((c) => c.fixed === null)) {
      this.levels.under = { field: 'measure', owner: issue, label: null };
      if (value.trim() !== '') this.measuresFrom(issue, value, line);
      return;
    }
    this.labelledProgress = true;
    const label: RawLabel = { field: 'progress', word: '', value: value.trim(), line, own: false };
    owner.labels.push(label);
    this.levels.under = { field: 'progress', owner, label };
  }
}

/** 二、整改任务 behind 一、总体要求 names a part of the whole: as a label it has a colon, or a lower sign before it. */
function namesPart(marker: Marker, rest: string): boolean {
  return (marker.style === 'han' || marker.style === 'part') && !/[：:】\]]/.test(rest);
}

function carriesOwnLabels(raw: Raw): boolean {
  const siblings = raw.parent?.children ?? [];
  return siblings.length === 1 || siblings.slice(0, -1).some((s) => s.labels.some((l) => !l.own));
}
