/** The bar on top: the screens, importing, undo and redo, the palette. */
import { showChord } from '../commands/keys.ts';
import { canRun, runCommand, useCommandStore } from '../commands/registry.ts';
import { useEffect } from 'react';
import { showView, useLedger, viewNames } from '../store/ledger.ts';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/Icon.tsx';
import { wordStep } from '../../shared/stepWords.ts';
import { followCheckBadge, useCheckBadge } from '../views/checks/badge.ts';
import { viewTabs, viewTitles } from './views.ts';

export function Toolbar() {
  const view = useLedger((store) => store.view);
  const open = useLedger((store) => store.ledger?.open ?? null);
  const findings = useCheckBadge((store) => store.open) ?? 0;
  useEffect(followCheckBadge, []);
  return (
    <header className="toolbar">
      <div className="brand" aria-hidden="true">
        <span className="brand-sign">整改</span>
      </div>
      <nav className="nav" aria-label="页面">
        {viewNames.map((name) => (
          <button
            key={name}
            type="button"
            className={`nav-button ${view === name && open !== null ? 'nav-on' : ''}`}
            aria-current={view === name ? 'page' : undefined}
            disabled={open === null}
            title={viewTitles[name]}
            aria-label={viewTitles[name]}
            onClick={() => {
              showView(name);
            }}
          >
            <Icon name={name} />
            <span>{viewTabs[name]}</span>
            {name === 'checks' && findings > 0 && open !== null ? (
              <span className="nav-badge" title={`${findings} 项待处理`}>
                {findings > 99 ? '99+' : findings}
              </span>
            ) : null}
          </button>
        ))}
      </nav>
      <div className="tools">
        <Tool id="notice.import" icon="import" label="导入通报" />
        <Tool
          id="history.undo"
          icon="undo"
          hint={open?.undo == null ? '没有可撤销的操作' : `撤销：${wordStep(open.undo)}`}
          off={open?.undo == null}
        />
        <Tool
          id="history.redo"
          icon="redo"
          hint={open?.redo == null ? '没有可恢复的操作' : `恢复：${wordStep(open.redo)}`}
          off={open?.redo == null}
        />
        <Tool id="palette.open" icon="command" />
        <Tool id="help.keys" icon="help" />
      </div>
    </header>
  );
}

/** A button that runs a command; title and key come from the command itself. */
function Tool(props: {
  readonly id: string;
  readonly icon: IconName;
  readonly label?: string;
  readonly hint?: string;
  readonly off?: boolean;
}) {
  const command = useCommandStore((store) => store.commands.get(props.id));
  // Whether it can be run depends on the ledger; asking here draws anew when that changes.
  useLedger((store) => store.ledger);
  if (command === undefined) return null;
  const key = command.keys?.[0];
  const title = `${props.hint ?? command.title}${key === undefined ? '' : `（${showChord(key)}）`}`;
  return (
    <button
      type="button"
      className={`tool ${props.label === undefined ? '' : 'tool-wide'}`}
      title={title}
      aria-label={props.hint ?? command.title}
      disabled={!canRun(command) || props.off === true}
      onClick={() => {
        runCommand(props.id);
      }}
    >
      <Icon name={props.icon} />
      {props.label === undefined ? null : <span>{props.label}</span>}
    </button>
  );
}
