/** Context menus: any code opens one at a place, `kit/ContextMenu` (fetched when first needed) shows it. */
import { create } from 'zustand';

export type MenuItem =
  | {
      readonly id: string;
      readonly title: string;
      readonly keys?: string | undefined;
      readonly danger?: boolean | undefined;
      readonly disabled?: boolean | undefined;
      /** Ticked, for choices. */
      readonly checked?: boolean | undefined;
      readonly children?: readonly MenuItem[] | undefined;
      readonly run?: (() => void) | undefined;
    }
  | 'line';

export interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
}
export const useMenu = create<{ readonly menu: OpenMenu | null }>(() => ({ menu: null }));

let focusBefore: HTMLElement | null = null;
export function openMenu(menu: OpenMenu): void {
  focusBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  useMenu.setState({ menu });
}
/** Closes the menu and gives the focus back to where it was. */
export function closeMenu(): void {
  useMenu.setState({ menu: null });
  focusBefore?.focus({ preventScroll: true });
  focusBefore = null;
}
