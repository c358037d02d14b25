import type { Field } from './labels.ts';
import type { NoticeNode, NoticeWarning } from './types.ts';

/** The outline of a document before it is known which of its items are headings, issues or measures. */
export interface Raw {
  /** Items of one level belong together; '' is the root. */
  readonly level: string;
  readonly spoken: boolean;
  readonly ordinal: number;
  /** The marker as printed. */
  readonly number: string;
  readonly line: number;
  /** How it hangs on what stands before it: inside a paragraph, or as a new one. */
  readonly inline: boolean;
  /** A list inside an item whose marker looks like one of a level above: never a level of the tree by itself. */
  readonly nested: boolean;
  readonly says: 'issue' | 'measure' | 'heading' | null;
  readonly parent: Raw | null;
  /** Body up to the first child, in pieces; join gives what stood between a piece and the one before. */
  readonly pieces: { text: string; join: '' | '\n' }[];
  readonly labels: RawLabel[];
  readonly children: Raw[];
  /** A subtree read from a table. */
  readonly fixed: NoticeNode | null;
  /** A list that ended: a marker of its level is no longer its next item. */
  closed: boolean;
}

export interface RawLabel {
  readonly field: Field;
  /** The label as printed. */
  readonly word: string;
  value: string;
  readonly line: number;
  /** Stands in the item's own paragraph (in brackets behind it), not on a line of its own. */
  readonly own: boolean;
}

/** What a document is, besides its outline. */
export interface Outline {
  readonly root: Raw;
  /** Text before the first item and in asides, with lines: here the totals are stated. */
  readonly outside: { line: number; text: string }[];
  readonly title: string | null;
  /** Labels or columns that name measures were met. */
  readonly labelledMeasures: boolean;
  readonly labelledProgress: boolean;
  /** Found while tables were read. */
  readonly warnings: readonly NoticeWarning[];
}

export function newRaw(over: Partial<Raw> & Pick<Raw, 'level' | 'line'>): Raw {
  return {
    spoken: false,
    ordinal: 0,
    number: '',
    inline: false,
    nested: false,
    says: null,
    parent: null,
    pieces: [],
    labels: [],
    children: [],
    fixed: null,
    closed: false,
    ...over,
  };
}

/** The body of an item without its children. */
export function bodyOf(raw: Raw): string {
  return joinPieces(raw.pieces);
}

/** The body with everything below it folded back in, as it was printed. */
export function foldedText(raw: Raw): string {
  const out: string[] = [];
  const walk = (node: Raw): void => {
    out.push(joinPieces(node.pieces));
    for (const child of node.children) {
      out.push(child.inline ? '' : '\n', child.number);
      walk(child);
    }
  };
  walk(raw);
  return out.join('').trim();
}

function joinPieces(pieces: readonly { text: string; join: '' | '\n' }[]): string {
  let text = '';
  for (const [i, piece] of pieces.entries()) text += (i === 0 ? '' : piece.join) + piece.text;
  return text.trim();
}
