/** The Chinese menus. Their keys are shown only: the window handles keys, so that text fields keep theirs. */
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { menuColumns } from './menu-entries.ts';
import type { MenuEntry } from './menu-entries.ts';

export interface MenuActs {
  command(id: string): void;
  openLogs(): void;
  about(): void;
  devTools(): void;
}

export function setMenu(acts: MenuActs, options: { readonly packaged: boolean }): void {
  const template: MenuItemConstructorOptions[] = menuColumns(options).map((column) => ({
    label: column.label,
    submenu: column.entries.map((entry) => item(entry, acts)),
  }));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function item(entry: MenuEntry, acts: MenuActs): MenuItemConstructorOptions {
  if (entry === 'line') return { type: 'separator' };
  const key = entry.key === undefined ? {} : { accelerator: entry.key };
  if ('role' in entry) return { role: entry.role as never, label: entry.label, ...key };
  if ('act' in entry) return { label: entry.label, ...key, click: () => acts[entry.act]() };
  return {
    id: entry.command,
    label: entry.label,
    ...key,
    registerAccelerator: false,
    click: () => acts.command(entry.command),
  };
}
