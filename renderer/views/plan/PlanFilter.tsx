/** Units and leads that the chart and the calendar are narrowed to. */
import { Select } from 'antd';
import { useEffect } from 'react';
import { needPeople, usePeople } from '../../store/people.ts';
import { matches, useInitials } from '../../ui/match.ts';
import { setQuery, usePlan } from './state.ts';

export function PlanFilter() {
  useEffect(needPeople, []);
  const units = usePeople((store) => store.units);
  const persons = usePeople((store) => store.persons);
  const query = usePlan((store) => store.query);
  return (
    <>
      <Several
        label="责任单位"
        options={units.filter((unit) => unit.mergedInto === null)}
        chosen={query.units}
        onChoose={(ids) => setQuery({ units: ids })}
      />
      <Several
        label="牵头领导"
        options={persons.filter((person) => person.leader)}
        chosen={query.leads}
        onChoose={(ids) => setQuery({ leads: ids })}
      />
    </>
  );
}

function Several(props: {
  readonly label: string;
  readonly options: readonly { readonly id: number; readonly name: string }[];
  readonly chosen: readonly number[];
  readonly onChoose: (ids: number[]) => void;
}) {
  const initials = useInitials();
  return (
    <Select<number[], { value: number; label: string }>
      mode="multiple"
      className="plan-several"
      aria-label={`只看${props.label}`}
      allowClear
      maxTagCount={1}
      maxTagTextLength={6}
      popupMatchSelectWidth={false}
      placeholder={`全部${props.label}`}
      value={[...props.chosen]}
      options={props.options.map(({ id, name }) => ({ value: id, label: name }))}
      showSearch={{
        filterOption: (typed, option) =>
          option !== undefined && matches(option.label, initials(option.label), typed.trim()),
      }}
      notFoundContent="没有找到"
      onChange={props.onChoose}
    />
  );
}
