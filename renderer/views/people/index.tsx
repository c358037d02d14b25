/** 单位与人员: who answers for what. */
import { TabList } from '../parts/TabList.tsx';
import { ViewHead } from '../parts/Notes.tsx';
import { useState } from 'react';
import { Persons } from './Persons.tsx';
import { Units } from './Units.tsx';
import './people.css';

const tabs = [
  { key: 'units', label: '单位' },
  { key: 'persons', label: '人员' },
] as const;
type Tab = (typeof tabs)[number]['key'];

export default function People() {
  const [shown, setShown] = useState<Tab>('units');
  return (
    <div className="people">
      <ViewHead title="单位与人员" />
      <div className="people-tabs">
        <TabList label="单位与人员" tabs={tabs} shown={shown} panel="people-panel" onShow={setShown} />
        <div id="people-panel" className="people-panel" role="tabpanel" aria-labelledby={`tab-${shown}`}>
          {shown === 'units' ? <Units /> : <Persons />}
        </div>
      </div>
    </div>
  );
}
