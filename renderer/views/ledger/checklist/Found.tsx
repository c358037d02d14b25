/** A text with the words that were typed marked in it. */
import { pieces } from './highlight.ts';

export function Found({ text, find }: { readonly text: string; readonly find: string }) {
  if (find === '') return text;
  return pieces(text, find).map((piece, index) =>
    piece.found ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );
}
