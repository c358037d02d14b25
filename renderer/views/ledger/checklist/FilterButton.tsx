/** One filter: a chip that opens its list of choices; several may be ticked. */
import { useState } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import { matches, useInitials } from '../../../ui/match.ts';
import { PopoverButton } from '../../../ui/Popover.tsx';
import { toggled } from '../../../store/query.ts';

interface Props<T> {
  readonly title: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
}

/** Lists longer than this get a box to find in. */
const LONG = 12;

export function FilterButton<T extends string | number>({ title, options, chosen, onChange }: Props<T>) {
  const only = chosen.length === 1 ? options.find((option) => option.value === chosen[0])?.label : undefined;
  const said = chosen.length === 0 ? title : `${title}：${only ?? `${chosen.length} 项`}`;
  return (
    <PopoverButton
      className={`chip ${chosen.length > 0 ? 'chip-on' : ''}`}
      title={`按${title}筛选`}
      label={
        <>
          {said}
          <Icon name="down" />
        </>
      }
    >
      {() => <Choices title={title} options={options} chosen={chosen} onChange={onChange} />}
    </PopoverButton>
  );
}

function Choices<T extends string | number>({ title, options, chosen, onChange }: Props<T>) {
  const initials = useInitials();
  const [typed, setTyped] = useState('');
  const word = typed.trim();
  const shown =
    word === '' ? options : options.filter((option) => matches(option.label, initials(option.label), word));
  return (
    <div className="choices">
      {options.length > LONG ? (
        <input
          className="input"
          placeholder="输入名称或拼音首字母"
          aria-label={`查找${title}`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      ) : null}
      <div className="choices-list" role="group" aria-label={title}>
        {shown.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={() => onChange(toggled(chosen, option.value))}
            />
            {option.label}
          </label>
        ))}
        {shown.length === 0 ? <div className="picker-none">没有可选项</div> : null}
      </div>
      {chosen.length > 0 ? (
        <button type="button" className="button button-small button-plain" onClick={() => onChange([])}>
          清除
        </button>
      ) : null}
    </div>
  );
}
