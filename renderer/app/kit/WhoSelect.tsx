/** A person or unit in a form: find by name or pinyin initials, add what isn't there yet. Value is the id in digits. */
import { Button, Divider, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { addLeader, addUnit, needPeople, usePeople } from '../../store/people.ts';
import { matches, useInitials } from '../../ui/match.ts';
import { notifyFailure } from '../notify.ts';

interface Props {
  readonly kind: 'person' | 'unit';
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

const asItIs = (list: ReactElement): ReactElement => list;

function renderOption(option: { readonly label?: ReactNode; readonly data: { readonly hint: string } }) {
  return (
    <span>
      {option.label} <span className="soft">{option.data.hint}</span>
    </span>
  );
}

/** The list with an entry beneath it that adds what was typed. */
function withNew(word: string, add: () => void): (list: ReactElement) => ReactElement {
  return (list) => (
    <>
      {list}
      <Divider style={{ margin: '4px 0' }} />
      <Button type="text" block style={{ textAlign: 'left' }} onClick={add}>
        新增“{word}”
      </Button>
    </>
  );
}

export function WhoSelect({ kind, id, value, onChange }: Props) {
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const initials = useInitials();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);

  const options =
    kind === 'person'
      ? persons.map((person) => ({ value: String(person.id), label: person.name, hint: person.post }))
      : units
          .filter((unit) => unit.mergedInto === null)
          .map((unit) => ({ value: String(unit.id), label: unit.name, hint: '' }));
  const word = typed.trim();
  const isNew = word !== '' && !options.some((option) => option.label === word);

  const add = async (): Promise<void> => {
    try {
      const added = await (kind === 'person' ? addLeader(word) : addUnit(word));
      onChange?.(String(added));
      setOpen(false);
      setTyped('');
    } catch (caught) {
      notifyFailure(caught);
    }
  };

  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      open={open}
      onOpenChange={setOpen}
      value={value === undefined || value === '' ? null : value}
      onChange={(next: string | null) => onChange?.(next ?? '')}
      showSearch={{
        searchValue: typed,
        onSearch: setTyped,
        filterOption: (search, option) =>
          option !== undefined &&
          matches(`${option.label} ${option.hint}`, initials(option.label), search.trim()),
      }}
      placeholder="输入名称或拼音首字母"
      options={options}
      optionRender={renderOption}
      notFoundContent="没有找到"
      popupRender={isNew ? withNew(word, () => void add()) : asItIs}
    />
  );
}
