/** The addresses of papers, `#paper/summary/YYYY-MM`: light, so that the program's start can look at them. */
import { isMonth } from '../../shared/month.ts';
import type { Month } from '../../shared/month.ts';

export interface PaperRoute {
  readonly kind: 'summary';
  readonly month: Month;
}

/** The paper that an address asks for; null when it asks for the program itself. */
export function paperRoute(hash: string): PaperRoute | null {
  const [paper, kind, month] = hash.replace(/^#/, '').split('/');
  return paper === 'paper' && kind === 'summary' && isMonth(month) ? { kind, month } : null;
}
