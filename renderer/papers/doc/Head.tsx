/** The head of an official paper: marks at the top left, the office's name in red, the title. */
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { widthInEm } from './widths.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

/** Points, of the text area's 442. */
const WIDE = 424;
/** Type of the office's name, in points: as large as one line holds. */
const LARGEST = 46;
const SMALLEST = 24;

export function Letterhead({ block: { text } }: { readonly block: Of<'letterhead'> }) {
  const size = Math.min(LARGEST, Math.max(SMALLEST, Math.floor(WIDE / Math.max(1, widthInEm(text)))));
  return (
    <p className="doc-letterhead" style={{ fontSize: `${size}pt` }}>
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
