/** 整改工期: deadlines as a chart, as a calendar, as a list. */
import { TabList } from '../parts/TabList.tsx';
import { DueList } from './DueList.tsx';
import { Gantt } from './Gantt.tsx';
import { Month } from './Month.tsx';
import { usePlan } from './state.ts';
import './plan.css';

const tabs = [
  { key: 'gantt', label: '倒排工期' },
  { key: 'month', label: '日历' },
  { key: 'list', label: '到期清单' },
] as const;

export default function Plan() {
  const tab = usePlan((store) => store.tab);
  return (
    <div className="plan">
      <header className="plan-head">
        <h1>整改工期</h1>
        <TabList
          label="整改工期"
          tabs={tabs}
          shown={tab}
          panel="plan-panel"
          onShow={(next) => usePlan.setState({ tab: next })}
        />
      </header>
      <div id="plan-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="plan-panel">
        {tab === 'gantt' ? <Gantt /> : tab === 'month' ? <Month /> : <DueList />}
      </div>
    </div>
  );
}
