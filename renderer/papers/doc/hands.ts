/** What can be done with a paper where it is shown; on paper nothing. */
import { createContext } from 'react';

interface Handed {
  readonly onFigure: ((key: string) => void) | null;
  readonly onEdit: ((part: string) => void) | null;
  /** Rows of a table that are drawn at most. */
  readonly limit: number;
}

export const Hands = createContext<Handed>({ onFigure: null, onEdit: null, limit: Infinity });
