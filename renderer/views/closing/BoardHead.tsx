/** Name of the board and its filters: words, leads, units. */
import { useEffect, useState } from 'react';
import { isComposing } from '../../app/composing.ts';
import { needPeople, usePeople } from '../../store/people.ts';
import { FilterButton } from '../ledger/checklist/FilterButton.tsx';

export interface BoardFilter {
  readonly find: string;
  readonly leads: readonly number[];
  readonly units: readonly number[];
}
export const noFilter: BoardFilter = { find: '', leads: [], units: [] };

/** Typing rests so long before the board is asked, in milliseconds. */
const REST = 250;

interface Props {
  readonly filter: BoardFilter;
  readonly onChange: (filter: BoardFilter) => void;
  /** How many issues the filter leaves; null while nothing is filtered. */
  readonly found: number | null;
}

export function BoardHead({ filter, onChange, found }: Props) {
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const [typed, setTyped] = useState(filter.find);
  useEffect(() => {
    if (typed === filter.find) return;
    const timer = window.setTimeout(() => onChange({ ...filter, find: typed }), REST);
    return () => window.clearTimeout(timer);
  }, [typed, filter, onChange]);

  return (
    <header className="closing-head">
      <h1>销号办理</h1>
      <input
        className="input closing-find"
        type="search"
        placeholder="查找问题"
        aria-label="查找问题"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Escape' || typed === '') return;
          event.preventDefault();
          setTyped('');
        }}
      />
      <FilterButton
        title="牵头领导"
        options={persons.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={filter.leads}
        onChange={(leads) => onChange({ ...filter, leads })}
      />
      <FilterButton
        title="责任单位"
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={filter.units}
        onChange={(chosen) => onChange({ ...filter, units: chosen })}
      />
      {found === null ? null : (
        <>
          <span className="soft" role="status">
            找到 {found} 个问题
          </span>
          <button
            type="button"
            className="button button-small button-plain"
            onClick={() => {
              setTyped('');
              onChange(noFilter);
            }}
          >
            清除筛选
          </button>
        </>
      )}
    </header>
  );
}
