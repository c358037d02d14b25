/** Keeping the focus inside the dialog, and going round its panes. */
interface TabEvent {
  readonly shiftKey: boolean;
  preventDefault(): void;
}

const FOCUSABLE =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function fields(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (each) => each.tabIndex >= 0 && each.offsetParent !== null,
  );
}

/** Tab behind the last field goes to the first one, and the other way round. */
export function trapTab(event: TabEvent, box: HTMLElement): void {
  const all = fields(box);
  const first = all[0];
  const last = all.at(-1);
  if (first === undefined || last === undefined) return;
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === box)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}

/** From one pane to the next: text, tree, selected node, warnings. */
export function nextPane(box: HTMLElement, step: 1 | -1): void {
  const panes = [...box.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (each) => each.offsetParent !== null,
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + step + panes.length) % panes.length];
  if (next === undefined) return;
  (next.tabIndex >= 0 ? next : (fields(next)[0] ?? next)).focus();
}

/** Brings the focus back into the dialog when a step took its field away: in the preview to the tree. */
export function keepFocus(box: HTMLElement | null, step: string): void {
  if (box === null || box.contains(document.activeElement)) return;
  const tree = step === 'preview' ? box.querySelector<HTMLElement>('[data-pane="tree"]') : null;
  (tree ?? box).focus();
}
