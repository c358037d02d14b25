/** The tree's nodes, kept fresh: whole at first, then only the issues that a change touched. */
import { create } from 'zustand';
import type { LedgerEvents } from '../../shared/contract/events.ts';
import type { OutlineNode } from '../../shared/contract/types.ts';
import type { Failure } from '../../shared/result.ts';
import { call, listen } from '../door.ts';
import { mergeOutline } from '../views/ledger/tree/flatten.ts';

interface OutlineStore {
  readonly nodes: readonly OutlineNode[];
  /** False until the first answer. */
  readonly loaded: boolean;
  readonly failure: Failure | null;
}
export const useOutline = create<OutlineStore>(() => ({ nodes: [], loaded: false, failure: null }));

/** Tables that don't show in the tree: a change of nothing else leaves it as it is. */
const UNSEEN = new Set([
  ...['settings_window', 'search_text', 'prefs', 'batches', 'files', 'submissions', 'mappings', 'forms'],
  ...['form_rows', 'receipt_parts', 'reminders', 'due_days'],
]);
/** Tables whose change may move lamps or nodes anywhere. */
const EVERYWHERE = ['headings', 'rounds', 'settings', 'batches'];

let asked = 0;
export async function loadOutline(): Promise<void> {
  asked += 1;
  const mine = asked;
  const result = await call('tree.outline', {});
  if (mine !== asked) return;
  if (result.ok) useOutline.setState({ nodes: result.value.nodes, loaded: true, failure: null });
  else useOutline.setState({ loaded: true, failure: result.error });
}

async function refresh(event: LedgerEvents['changed']): Promise<void> {
  if (event.tables.length > 0 && event.tables.every((table) => UNSEEN.has(table))) return;
  const { issues } = event;
  if (issues === null || issues.length > 1000 || event.tables.some((table) => EVERYWHERE.includes(table))) {
    return loadOutline();
  }
  if (issues.length === 0) return;
  asked += 1;
  const mine = asked;
  const result = await call('tree.outline', { issues: [...issues] });
  if (mine !== asked) return loadOutline();
  const merged = result.ok ? mergeOutline(useOutline.getState().nodes, result.value.nodes, issues) : null;
  if (merged === null) return loadOutline();
  useOutline.setState({ nodes: merged, failure: null });
}

export function followOutline(): Promise<void> {
  listen('changed', (event) => void refresh(event));
  listen('ledger', () => void loadOutline());
  return loadOutline();
}

/** Figures of the whole round, from the nodes on top. */
export function totals(nodes: readonly OutlineNode[]): {
  issues: number;
  issuesClosed: number;
  measures: number;
  measuresComplete: number;
} {
  const sum = { issues: 0, issuesClosed: 0, measures: 0, measuresComplete: 0 };
  for (const node of nodes) {
    if (node.depth !== 0) continue;
    sum.issues += node.issues;
    sum.issuesClosed += node.issuesClosed;
    sum.measures += node.measures;
    sum.measuresComplete += node.measuresComplete;
  }
  return sum;
}
