/** What of the matters for decision lies open over the screen. Light: a command opens it from any screen. */
import { create } from 'zustand';
import { showView } from '../../store/ledger.ts';

type Form =
  | { readonly kind: 'new' }
  /** `field`: where the clerk goes on, by how far the matter has come. */
  | { readonly kind: 'edit'; readonly matter: number; readonly field: 'title' | 'meetingOn' | 'settledOn' };

interface MatterStore {
  readonly open: boolean;
  readonly form: Form | null;
}
export const useMatters = create<MatterStore>(() => ({ open: false, form: null }));

export function openMatters(): void {
  showView('summary');
  useMatters.setState({ open: true });
}
export function closeMatters(): void {
  useMatters.setState({ open: false, form: null });
}
export function openMatterForm(form: Form | null): void {
  useMatters.setState({ form });
}
