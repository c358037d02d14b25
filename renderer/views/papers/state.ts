/** What the screen of papers shows. Light: other screens and commands open papers by it. */
import { create } from 'zustand';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { showView } from '../../store/ledger.ts';
import { setPref, usePref } from '../../store/prefs.ts';
import { chooseMonth } from '../summary/month.ts';
import { asKind, kindOf, whichOf } from './kinds.ts';
import type { PaperKind, Which } from './kinds.ts';

type Dialog = 'print' | 'many' | 'settings' | 'late';

interface PapersStore {
  /** Chosen by hand or by another screen: issue, reminder, release. */
  readonly ids: Readonly<Partial<Record<Which, number>>>;
  readonly dialog: Dialog | null;
}
export const usePapers = create<PapersStore>(() => ({ ids: {}, dialog: null }));

const KIND = 'papers.kind';

export function usePaperKind(): PaperKind {
  return usePref<PaperKind>(KIND, asKind, 'summary');
}

export function showKind(kind: PaperKind): void {
  setPref(KIND, kind);
}

export function chooseId(which: Which, id: number): void {
  usePapers.setState(({ ids }) => ({ ids: { ...ids, [which]: id } }));
}

export function openPapersDialog(dialog: Dialog | null): void {
  usePapers.setState({ dialog });
}

/** Shows the screen of papers with this one in its preview. */
export function openPaper(query: PaperQuery): void {
  const { kind, id } = kindOf(query);
  showKind(kind);
  if ('month' in query) chooseMonth(query.month);
  if (id !== null) chooseId(whichOf(kind), id);
  showView('papers');
}
