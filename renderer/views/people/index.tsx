/** 单位与人员: who answers for what. */
import { Tabs } from 'antd';
import { ViewHead } from '../parts/Notes.tsx';
import { Persons } from './Persons.tsx';
import { Units } from './Units.tsx';
import './people.css';

export default function People() {
  return (
    <div className="people">
      <ViewHead title="单位与人员" />
      <Tabs
        className="people-tabs"
        destroyOnHidden
        items={[
          { key: 'units', label: '单位', children: <Units /> },
          { key: 'persons', label: '人员', children: <Persons /> },
        ]}
      />
    </div>
  );
}
