/** All keys at a glance. */
import { useEffect, useRef } from 'react';
import { showChord } from '../commands/keys.ts';
import { useCommandStore } from '../commands/registry.ts';
import type { Command, KeyPlace } from '../commands/registry.ts';
import { isComposing } from './composing.ts';
import { closeOverlay } from './overlay.ts';

const places: readonly { readonly place: KeyPlace; readonly title: string }[] = [
  { place: 'window', title: '整个窗口' },
  { place: 'checklist', title: '措施清单' },
  { place: 'tree', title: '左侧目录' },
];
/** Keys that move about; they are no commands. */
const moves: Readonly<Record<KeyPlace, readonly (readonly [string, string])[]>> = {
  window: [],
  checklist: [
    ['↑ ↓ ← →', '移动'],
    ['Shift+↑ ↓', '连续多选'],
    ['Ctrl+单击 / Shift+单击', '多选'],
    ['Tab / 回车 / Esc', '编辑时：下一格 / 保存 / 放弃'],
  ],
  tree: [
    ['↑ ↓ Home End', '移动'],
    ['← →', '折叠、展开'],
    ['输入文字或拼音首字母', '跳到该条'],
  ],
};

export function KeyHelp() {
  const commands = useCommandStore((store) => store.commands);
  const close = useRef<HTMLButtonElement>(null);
  const before = useRef(document.activeElement);
  useEffect(() => {
    close.current?.focus();
  }, []);
  const leave = (): void => {
    closeOverlay();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const of = (place: KeyPlace): Command[] =>
    [...commands.values()].filter(
      (each) => (each.place ?? 'window') === place && (each.keys?.length ?? 0) > 0,
    );
  return (
    <div
      className="key-help"
      role="dialog"
      aria-label="快捷键一览"
      aria-modal="true"
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        event.stopPropagation();
        if (event.key === 'Escape' || event.key === 'F1') leave();
      }}
    >
      <div className="key-help-head">
        <h2>快捷键一览</h2>
        <button ref={close} type="button" className="button" onClick={leave}>
          关闭
        </button>
      </div>
      <div className="key-help-body">
        {places.map(({ place, title }) => (
          <section key={place}>
            <h3>{title}</h3>
            <dl>
              {moves[place].map(([keys, what]) => (
                <div key={keys}>
                  <dt>{keys}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
              {of(place).map((command) => (
                <div key={command.id}>
                  <dt>{(command.keys ?? []).map(showChord).join(' / ')}</dt>
                  <dd>{command.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
