/** What the whole window shares: which ledger is open, where the clerk is, what is selected. */
import { create } from 'zustand';
import type { LedgerState } from '../../shared/contract/types.ts';
import { call, listen } from '../door.ts';

/** In the order of the bar on top: the month's work first, then what it is made of. */
export const viewNames = [
  'ledger',
  'closing',
  'plan',
  'returns',
  'outcomes',
  'checks',
  'dashboard',
  'summary',
  'papers',
  'rounds',
  'people',
  'history',
  'settings',
] as const;
export type ViewName = (typeof viewNames)[number];

export interface NodeRef {
  readonly kind: 'heading' | 'issue';
  readonly id: number;
}
export interface FileToken {
  readonly token: string;
  readonly name: string;
  readonly bytes: number;
  /** A folder: all files in it are meant. */
  readonly folder: boolean;
}

export interface LedgerStore {
  /** Null until main has answered for the first time. */
  readonly ledger: LedgerState | null;
  /** Revision of the open ledger; rises with every write, also with undo. */
  readonly revision: number;
  readonly view: ViewName;
  /** The import dialog (导入通报): null when closed; `file` is one that was dropped on the window. */
  readonly notice: { readonly file: FileToken | null } | null;
  /** The dialog that takes in returns (导入报送表): null when closed; `files` were picked or dropped. */
  readonly taking: { readonly files: readonly FileToken[] } | null;
  /** The import of a whole ledger as first content: null when closed. */
  readonly ledgerImport: { readonly file: FileToken | null } | null;
  /** Node of the tree that scopes the checklist; null is the whole round. */
  readonly node: NodeRef | null;
  /** Measure whose detail is shown; null shows the node's. */
  readonly measure: number | null;
}

export const useLedger = create<LedgerStore>(() => ({
  ledger: null,
  revision: 0,
  view: 'ledger',
  notice: null,
  taking: null,
  ledgerImport: null,
  node: null,
  measure: null,
}));

export function takeLedgerState(ledger: LedgerState): void {
  useLedger.setState({ ledger, revision: ledger.open?.revision ?? 0 });
}

/** Asks for the ledger's state and follows it. Called once at start. */
export async function followLedger(): Promise<void> {
  listen('ledger', takeLedgerState);
  listen('changed', (event) => {
    useLedger.setState((store) => ({ revision: Math.max(store.revision, event.revision) }));
    void refreshLedgerState();
  });
  await refreshLedgerState();
}

/** Undo and redo labels and the revision change with every write. */
export async function refreshLedgerState(): Promise<void> {
  const result = await call('ledger.state', {});
  if (result.ok) takeLedgerState(result.value);
}

export function showView(view: ViewName): void {
  useLedger.setState({ view });
}
export function openNotice(file: FileToken | null = null): void {
  useLedger.setState({ notice: { file } });
}
export function closeNotice(): void {
  useLedger.setState({ notice: null });
}

export function openTaking(files: readonly FileToken[]): void {
  useLedger.setState({ taking: { files } });
}
export function closeTaking(): void {
  useLedger.setState({ taking: null });
}
export function openLedgerImport(file: FileToken | null = null): void {
  useLedger.setState({ ledgerImport: { file } });
}
export function closeLedgerImport(): void {
  useLedger.setState({ ledgerImport: null });
}

/** Scopes the checklist to a node and shows its detail; null is the whole round. */
export function selectNode(node: NodeRef | null): void {
  useLedger.setState({ node, measure: null });
}
export function selectMeasure(measure: number | null): void {
  useLedger.setState({ measure });
}

/** Goes to the ledger screen and shows a node or measure there (from a figure, a history step …). */
export function showInLedger(target: { node?: NodeRef | null; measure?: number | null }): void {
  useLedger.setState({ view: 'ledger', node: target.node ?? null, measure: target.measure ?? null });
}

/** Whether writing is possible at all: a ledger is open and not read-only. */
export function canWrite(store: LedgerStore = useLedger.getState()): boolean {
  return store.ledger?.open != null && !store.ledger.open.readOnly;
}
