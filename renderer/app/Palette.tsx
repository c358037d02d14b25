/** The command palette: every command by words or pinyin initials. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { showChord } from '../commands/keys.ts';
import { canRun, useCommandStore } from '../commands/registry.ts';
import type { Command } from '../commands/registry.ts';
import { initialsLoaded, matches, useInitials } from '../ui/match.ts';
import { isComposing } from './composing.ts';
import { closeOverlay } from './overlay.ts';

export function Palette() {
  const commands = useCommandStore((store) => store.commands);
  const initials = useInitials();
  const [typed, setTyped] = useState('');
  const [cursor, setCursor] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(document.activeElement);

  const shown = useMemo(() => {
    const all = [...commands.values()].filter((command) => command.hidden !== true);
    const word = typed.trim();
    const found =
      word === ''
        ? all
        : all.filter((command) => {
            const text = `${command.group} ${command.title} ${command.words ?? ''}`;
            return matches(text, `${initials(command.title)} ${initials(command.words ?? '')}`, word);
          });
    return [...found.filter(canRun), ...found.filter((command) => !canRun(command))];
  }, [commands, typed, initials]);
  const at = Math.min(cursor, shown.length - 1);

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  // Enter that came before the initials were there (`yb` typed at once) waits for them.
  const enter = useRef(false);
  const leave = (): void => {
    closeOverlay();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
  const run = (command: Command | undefined): void => {
    if (command === undefined || !canRun(command)) return;
    leave();
    void command.run();
  };

  useEffect(() => {
    if (!enter.current || shown.length === 0) return;
    enter.current = false;
    run(shown[at]);
  });

  return (
    <div className="palette" role="dialog" aria-label="命令面板" aria-modal="true">
      <input
        autoFocus
        className="palette-input"
        value={typed}
        placeholder="输入命令名称或拼音首字母，如“导入”或“dr”"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={shown.length > 0 ? `palette-${at}` : undefined}
        onChange={(event) => {
          enter.current = false;
          setTyped(event.target.value);
          setCursor(0);
        }}
        onBlur={(event) => {
          if (event.relatedTarget !== null) leave();
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'ArrowDown') setCursor(Math.min(at + 1, shown.length - 1));
          else if (event.key === 'ArrowUp') setCursor(Math.max(at - 1, 0));
          else if (event.key === 'Enter') {
            if (shown.length === 0 && !initialsLoaded()) enter.current = true;
            else run(shown[at]);
          } else if (event.key === 'Escape') leave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <ul id="palette-list" ref={list} className="palette-list" role="listbox" aria-label="命令">
        {shown.map((command, index) => (
          <li
            key={command.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            aria-disabled={!canRun(command)}
            className={`palette-option ${index === at ? 'palette-at' : ''} ${canRun(command) ? '' : 'palette-off'}`}
            onPointerMove={() => {
              if (index !== at) setCursor(index);
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              run(command);
            }}
          >
            <span className="palette-group">{command.group}</span>
            <span className="palette-title">{command.title}</span>
            {command.keys?.[0] === undefined ? null : <kbd>{showChord(command.keys[0])}</kbd>}
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <div className="picker-none">没有这样的命令</div> : null}
    </div>
  );
}
