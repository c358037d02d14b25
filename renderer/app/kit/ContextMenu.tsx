/** The context menu that `app/menus` opened, at its place in the window. */
import { Dropdown } from 'antd';
import type { MenuProps } from 'antd';
import { showChord } from '../../commands/keys.ts';
import { closeMenu, useMenu } from '../menus.ts';
import type { MenuItem } from '../menus.ts';

type AntItem = NonNullable<MenuProps['items']>[number];

function toAnt(item: MenuItem, index: number): AntItem {
  if (item === 'line') return { type: 'divider', key: `line${index}` };
  const label = (
    <span className="menu-item">
      <span>
        {item.checked === true ? '✓ ' : ''}
        {item.title}
      </span>
      {item.keys === undefined ? null : <span className="menu-keys">{showChord(item.keys)}</span>}
    </span>
  );
  const common = { key: item.id, label, disabled: item.disabled === true };
  if (item.children !== undefined) return { ...common, children: item.children.map(toAnt) };
  return { ...common, danger: item.danger === true };
}

function find(items: readonly MenuItem[], key: string): Exclude<MenuItem, 'line'> | null {
  for (const item of items) {
    if (item === 'line') continue;
    if (item.id === key) return item;
    const inner = item.children === undefined ? null : find(item.children, key);
    if (inner !== null) return inner;
  }
  return null;
}

export function ContextMenu() {
  const menu = useMenu((store) => store.menu);
  if (menu === null) return null;
  return (
    <Dropdown
      key={`${menu.x} ${menu.y}`}
      open
      autoFocus
      trigger={['click']}
      // A long menu is moved up, and scrolls where the window is lower than it.
      align={{ overflow: { adjustX: true, shiftY: true } }}
      destroyOnHidden
      onOpenChange={(open) => {
        if (!open) closeMenu();
      }}
      menu={{
        items: menu.items.map(toAnt),
        style: { maxHeight: 'calc(100vh - 1rem)', overflowY: 'auto' },
        onClick: ({ key }) => {
          const item = find(menu.items, key);
          closeMenu();
          // After this key: else it would also press what the command gives the focus to.
          window.setTimeout(() => item?.run?.());
        },
      }}
    >
      <span className="menu-place" style={{ left: menu.x, top: menu.y }} />
    </Dropdown>
  );
}
