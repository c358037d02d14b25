import type { Piece } from '../../renderer/views/ledger/checklist/highlight.ts';

/** Pieces as text, what was found in brackets. */
export function highlightText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.found ? `[${piece.text}]` : piece.text)).join('');
}
