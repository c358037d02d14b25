/** From the plan to the place of a thing in the ledger. */
import { showInLedger } from '../../store/ledger.ts';
import type { Bar } from '../../papers/gantt/shape.ts';

export function openBar(bar: Bar): void {
  openItem(bar.issue, bar.kind === 'measure' ? bar.id : null);
}

export function openItem(issue: number, measure: number | null): void {
  showInLedger({ node: { kind: 'issue', id: issue }, measure });
}
