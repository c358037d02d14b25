/** The clerk's last place: screen, node and measure, remembered and gone back to at the next start. */
import { useLedger, viewNames } from './ledger.ts';
import type { NodeRef, ViewName } from './ledger.ts';
import { setPref, usePrefs } from './prefs.ts';

const KEY = 'place';

function readNode(value: unknown): NodeRef | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, id } = value as Record<string, unknown>;
  const known =
    (kind === 'heading' || kind === 'issue') && typeof id === 'number' && Number.isInteger(id) && id > 0;
  return known ? { kind, id } : null;
}

/** A remembered place; what is not understood is left out. */
export function readPlace(value: unknown): { view: ViewName; node: NodeRef | null; measure: number | null } {
  const held = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const measure = held['measure'];
  return {
    view: viewNames.find((view) => view === held['view']) ?? 'ledger',
    node: readNode(held['node']),
    measure: typeof measure === 'number' && Number.isInteger(measure) && measure > 0 ? measure : null,
  };
}

/** Goes to the remembered place (of the same ledger only) and remembers from then on. */
export function restorePlace(): void {
  const held = usePrefs.getState().values[KEY];
  const file = typeof held === 'object' && held !== null ? (held as { file?: unknown }).file : undefined;
  const place = readPlace(held);
  const apply = (): boolean => {
    const open = useLedger.getState().ledger?.open;
    if (open == null) return false;
    if (open.file === file) useLedger.setState(place);
    return true;
  };
  let applied = apply();
  useLedger.subscribe((store, before) => {
    const other = store.ledger?.open?.file !== before.ledger?.open?.file;
    if (!applied) {
      applied = true;
      if (apply()) return;
      applied = false;
      return;
    }
    // Ids of one ledger mean nothing in another.
    if (other && before.ledger?.open != null) {
      useLedger.setState({ node: null, measure: null });
      return;
    }
    if (store.view !== before.view || store.node !== before.node || store.measure !== before.measure) {
      setPref(KEY, {
        file: store.ledger?.open?.file ?? null,
        view: store.view,
        node: store.node,
        measure: store.measure,
      });
    }
  });
}
