/** One out of a list: type words or pinyin initials, arrows and Enter choose. May offer to add what isn't there. */
import { useId, useMemo, useRef, useState } from 'react';
import { isComposing } from '../app/composing.ts';
import { matches, useInitials } from './match.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}
interface Props {
  readonly options: readonly Option[];
  /** Value of the one that holds now. */
  readonly current: string | null;
  readonly placeholder: string;
  /** Without a box to type in, for short lists. */
  readonly plain?: boolean;
  /** Adds what was typed when no option has that name. */
  readonly onNew?: ((label: string) => void) | undefined;
  readonly onPick: (value: string) => void;
  readonly onCancel: () => void;
  /** Tab was pressed: the one under the cursor is taken, then the focus goes on. */
  readonly onTab?: ((value: string | null, backwards: boolean) => void) | undefined;
}

const NEW = '\u0000new';
const AT_MOST = 200;

export function Picker({
  options,
  current,
  placeholder,
  plain = false,
  onNew,
  onPick,
  onCancel,
  onTab,
}: Props) {
  const id = useId();
  const initials = useInitials();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLUListElement>(null);

  const shown = useMemo(() => {
    const word = typed.trim();
    const found =
      word === ''
        ? options
        : options.filter((option) =>
            matches(`${option.label} ${option.hint ?? ''}`, initials(option.label), word),
          );
    // What begins with the words typed comes before what only holds them.
    const begins = (option: Option): boolean =>
      option.label.startsWith(word) || initials(option.label).startsWith(word.toLowerCase());
    const ordered =
      word === '' ? found : [...found.filter(begins), ...found.filter((option) => !begins(option))];
    const cut: Option[] = ordered.slice(0, AT_MOST);
    if (onNew !== undefined && word !== '' && !options.some((option) => option.label === word)) {
      cut.push({ value: NEW, label: `新增“${word}”` });
    }
    return cut;
  }, [options, typed, initials, onNew]);

  const start = Math.max(
    0,
    options.findIndex((option) => option.value === current),
  );
  const [cursor, setCursor] = useState(start);
  const at = Math.min(cursor, shown.length - 1);

  const go = (to: number): void => {
    const next = Math.max(0, Math.min(shown.length - 1, to));
    setCursor(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const take = (option: Option | undefined): void => {
    if (option === undefined) return;
    if (option.value === NEW) onNew?.(typed.trim());
    else onPick(option.value);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    event.stopPropagation();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Enter' || (plain && event.key === ' ')) take(shown[at]);
    else if (event.key === 'Escape') onCancel();
    else if (event.key === 'Tab' && onTab !== undefined) {
      const option = shown[at];
      onTab(
        option === undefined || option.value === NEW || typed === '' ? null : option.value,
        event.shiftKey,
      );
    } else return;
    event.preventDefault();
  };

  return (
    <div className="picker" onKeyDown={onKeyDown}>
      {plain ? null : (
        <input
          data-autofocus
          className="input"
          value={typed}
          placeholder={placeholder}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
          aria-label={placeholder}
          onChange={(event) => {
            setTyped(event.target.value);
            setCursor(0);
          }}
        />
      )}
      <ul
        ref={list}
        id={`${id}-list`}
        className="picker-list"
        role="listbox"
        aria-label={placeholder}
        {...(plain ? { tabIndex: 0, 'data-autofocus': true, 'aria-activedescendant': `${id}-${at}` } : {})}
      >
        {shown.map((option, index) => (
          <li
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === current}
            className={index === at ? 'picker-option picker-at' : 'picker-option'}
            onPointerMove={() => {
              if (index !== at) setCursor(index);
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              take(option);
            }}
          >
            <span className="picker-tick" aria-hidden="true">
              {option.value === current ? '✓' : ''}
            </span>
            <span className="picker-label">{option.label}</span>
            {option.hint === undefined || option.hint === '' ? null : (
              <span className="picker-hint">{option.hint}</span>
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <div className="picker-none">没有找到</div> : null}
    </div>
  );
}
