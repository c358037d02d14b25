/** Above the list: find as you type, filters, grouping, columns, and how many of how many are shown. */
import { useEffect } from 'react';
import { demands, lamps, measureStates } from '../../../../shared/lists.ts';
import type { Lamp } from '../../../../shared/lists.ts';
import {
  demandWords,
  evidenceMissingWord,
  inferredWord,
  lagWord,
  measureStateWords,
} from '../../../../shared/words.ts';
import { isComposing } from '../../../app/composing.ts';
import { clearFilters, setQuery, useChecklist } from '../../../store/checklist.ts';
import { useLedger } from '../../../store/ledger.ts';
import { needPeople, usePeople } from '../../../store/people.ts';
import { filterCount, toggled } from '../../../store/query.ts';
import type { Query } from '../../../store/query.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { lampWord } from '../../../ui/Lamp.tsx';
import { runCommand } from '../../../commands/registry.ts';
import { BulkBar } from './BulkBar.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { FIND, focusGrid } from './cursor.ts';
import { FilterButton } from './FilterButton.tsx';

interface Props {
  readonly treeInline: boolean;
  readonly detailInline: boolean;
}

/** What needs attention first. */
const urgent: readonly Lamp[] = ['red', 'amber', 'grey', 'green', 'blue'];
const lampOrder: readonly Lamp[] = [
  ...urgent,
  ...[...lamps].reverse().filter((lamp) => !urgent.includes(lamp)),
];

const onlyWords: Readonly<Record<Query['only'][number], string>> = {
  lagging: lagWord,
  lacks_evidence: evidenceMissingWord,
  inferred: `期限${inferredWord}`,
  withdrawn: '已撤销',
  responsible: '不含配合',
};

export function FilterBar({ treeInline, detailInline }: Props) {
  const query = useChecklist((store) => store.query);
  const several = useChecklist((store) => store.selection.selected.size > 1);
  return (
    <div className="filters" role="search">
      <div className="filters-line">
        {treeInline ? null : (
          <button
            type="button"
            className="button button-icon"
            title="显示目录（Ctrl+B）"
            aria-label="显示目录"
            onClick={() => runCommand('view.toggleTree')}
          >
            <Icon name="tree" />
          </button>
        )}
        <FindBox find={query.find} />
        <Count />
        <span className="filters-gap" />
        <label className="filters-group">
          <span>分组</span>
          <select
            className="select"
            value={query.group}
            onChange={(event) => {
              setQuery({ group: event.target.value as Query['group'] });
            }}
          >
            <option value="none">不分组</option>
            <option value="issue">按问题</option>
            <option value="unit">按责任单位</option>
            <option value="lead">按牵头领导</option>
          </select>
        </label>
        <ColumnChooser />
        <AddMeasure />
        {detailInline ? null : (
          <button
            type="button"
            className="button button-icon"
            title="显示详情（Ctrl+D）"
            aria-label="显示详情"
            onClick={() => runCommand('view.toggleDetail')}
          >
            <Icon name="detail" />
          </button>
        )}
      </div>
      {several ? <BulkBar /> : <Filters query={query} />}
    </div>
  );
}

function FindBox({ find }: { readonly find: string }) {
  return (
    <span className="find">
      <Icon name="search" />
      <input
        id={FIND}
        className="input find-input"
        type="text"
        value={find}
        placeholder="查找措施、问题、进展、人员、单位，或拼音首字母"
        aria-label="查找"
        title="查找（Ctrl+F）"
        maxLength={200}
        onChange={(event) => {
          setQuery({ find: event.target.value });
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Escape' && find !== '') {
            event.preventDefault();
            setQuery({ find: '' });
          } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            focusGrid();
          }
        }}
      />
      {find === '' ? null : (
        <button
          type="button"
          className="find-clear"
          aria-label="清除查找"
          onClick={() => setQuery({ find: '' })}
        >
          ×
        </button>
      )}
    </span>
  );
}

function Count() {
  const shown = useChecklist((store) => store.ids.length);
  const inScope = useChecklist((store) => store.inScope);
  const loaded = useChecklist((store) => store.loaded);
  const filtered = useChecklist((store) => filterCount(store.query) > 0);
  if (!loaded) return null;
  return (
    <span className="count" role="status" aria-live="polite">
      <strong>{shown}</strong> / {inScope} 条
      {filtered ? (
        <button type="button" className="button button-small button-plain" onClick={clearFilters}>
          清除筛选
        </button>
      ) : null}
    </span>
  );
}

function AddMeasure() {
  const can = useLedger((store) => store.measure !== null || store.node?.kind === 'issue');
  const writes = useLedger((store) => store.ledger?.open?.readOnly === false);
  return (
    <button
      type="button"
      className="button button-icon"
      disabled={!can || !writes}
      title={can ? '新增整改措施（Ctrl+N）' : '先选中一个问题或一条措施，再新增'}
      aria-label="新增整改措施"
      onClick={() => runCommand('measure.add')}
    >
      <Icon name="plus" />
    </button>
  );
}

function Filters({ query }: { readonly query: Query }) {
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const leaders = persons.filter((person) => person.measures > 0 || person.leader);
  return (
    <div className="filters-line filters-chips">
      <FilterButton
        title="状态"
        options={measureStates.map((value) => ({ value, label: measureStateWords[value] }))}
        chosen={query.states}
        onChange={(states) => setQuery({ states })}
      />
      <FilterButton
        title="时限"
        options={lampOrder.map((value) => ({ value, label: lampWord(value) }))}
        chosen={query.lamps}
        onChange={(chosen) => setQuery({ lamps: chosen })}
      />
      <FilterButton
        title="整改要求"
        options={demands.map((value) => ({ value, label: demandWords[value] }))}
        chosen={query.demands}
        onChange={(chosen) => setQuery({ demands: chosen })}
      />
      <FilterButton
        title="责任单位"
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
        chosen={query.units}
        onChange={(chosen) => setQuery({ units: chosen })}
      />
      <FilterButton
        title="牵头领导"
        options={leaders.map((person) => ({ value: person.id, label: person.name }))}
        chosen={query.leads}
        onChange={(leads) => setQuery({ leads })}
      />
      {(Object.keys(onlyWords) as Query['only'])
        .filter((only) => only !== 'responsible' || query.units.length > 0)
        .map((only) => (
          <button
            key={only}
            type="button"
            className={`chip ${query.only.includes(only) ? 'chip-on' : ''}`}
            aria-pressed={query.only.includes(only)}
            onClick={() => setQuery({ only: toggled(query.only, only) })}
          >
            {onlyWords[only]}
          </button>
        ))}
    </div>
  );
}
