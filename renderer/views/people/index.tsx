/** 单位与人员: who answers for what, under which name since when, and how much each has to do. */
import { TabList } from '../parts/TabList.tsx';
import { ViewHead } from '../parts/Notes.tsx';
import { Persons } from './Persons.tsx';
import { Units } from './Units.tsx';
import { Workload } from './Workload.tsx';
import { usePeopleShown } from './shown.ts';
import './people.css';

const tabs = [
  { key: 'units', label: '单位' },
  { key: 'persons', label: '人员' },
  { key: 'load', label: '工作量' },
] as const;

export default function People() {
  const shown = usePeopleShown((store) => store.tab);
  return (
    <div className="people">
      <ViewHead title="单位与人员" />
      <div className="people-tabs">
        <TabList
          label="单位与人员"
          tabs={tabs}
          shown={shown}
          panel="people-panel"
          onShow={(tab) => usePeopleShown.setState({ tab })}
        />
        <div id="people-panel" className="people-panel" role="tabpanel" aria-labelledby={`tab-${shown}`}>
          {shown === 'units' ? <Units /> : shown === 'persons' ? <Persons /> : <Workload />}
        </div>
      </div>
    </div>
  );
}
