/** The head of an official paper: marks at the top left, the office's name in red, the title. */
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { widthInEm } from './widths.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

/** Points, of the text area's 442. */
const WIDE = 424;
/** Type of the office's name, in points: as large as one line holds. */
const LARGEST = 46;
const SMALLEST = 24;

/** The same on a letter. */
const LETTER_LARGEST = 32;
const LETTER_SMALLEST = 18;

export function Letterhead({ block: { text, letter = false } }: { readonly block: Of<'letterhead'> }) {
  const fits = Math.floor(WIDE / Math.max(1, widthInEm(text)));
  const size = letter
    ? Math.min(LETTER_LARGEST, Math.max(LETTER_SMALLEST, fits))
    : Math.min(LARGEST, Math.max(SMALLEST, fits));
  return (
    <p
      className={`doc-letterhead ${letter ? 'doc-letterhead-letter' : ''}`}
      style={{ fontSize: `${size}pt` }}
    >
      {text}
    </p>
  );
}

export function Marks({ block: { copy, secret, urgency } }: { readonly block: Of<'marks'> }) {
  const lines = [
    { name: 'copy', text: copy },
    { name: 'secret', text: secret },
    { name: 'urgency', text: urgency },
  ].filter(({ text }) => text !== '');
  if (lines.length === 0) return null;
  return (
    <div className="doc-marks">
      {lines.map(({ name, text }) => (
        <p key={name} className={`doc-mark-${name}`}>
          {text}
        </p>
      ))}
    </div>
  );
}

/** Each of its lines is broken further only where the page is too narrow for it. */
export function Title({ block: { lines } }: { readonly block: Of<'title'> }) {
  return (
    <h1 className="paper-title doc-title">
      {lines.map((line, i) => (
        <span key={i}>{line}</span>
      ))}
    </h1>
  );
}
