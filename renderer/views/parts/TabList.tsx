/** Tabs above a panel. Arrow keys move among them; only the one that is shown is reached with Tab. */
import { isComposing } from '../../app/composing.ts';
import './parts.css';

interface TabListProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly label: string }[];
  readonly shown: Key;
  /** Id of the panel they change; it names the tab by `tab-<key>`. */
  readonly panel: string;
  readonly onShow: (key: Key) => void;
}

export function TabList<Key extends string>({ label, tabs, shown, panel, onShow }: TabListProps<Key>) {
  const move = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    const at = tabs.findIndex((tab) => tab.key === shown);
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    const tab = tabs[(target + tabs.length) % tabs.length];
    if (tab === undefined) return;
    onShow(tab.key);
    document.getElementById(`tab-${tab.key}`)?.focus();
  };
  return (
    <div className="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          id={`tab-${tab.key}`}
          type="button"
          role="tab"
          className={`tab ${tab.key === shown ? 'tab-on' : ''}`}
          aria-selected={tab.key === shown}
          aria-controls={panel}
          tabIndex={tab.key === shown ? 0 : -1}
          onClick={() => onShow(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
