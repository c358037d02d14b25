/** 倒排工期: by whom, at what level, how wide; the chart beneath; the wall sheet from here. */
import { Button, Checkbox, Segmented } from 'antd';
import { useCall } from '../../door.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { chartToToday, GanttChart, zoomChart } from './GanttChart.tsx';
import { PlanFilter } from './PlanFilter.tsx';
import { closeWall, openWall, setQuery, usePlan } from './state.ts';
import type { Scale } from './state.ts';
import { WallDialog } from './WallDialog.tsx';

/** Tables whose change moves a bar. */
const ganttTables = [
  'rounds',
  'stages',
  'issues',
  'measures',
  'measure_units',
  'measure_events',
  'extensions',
  'closing_events',
  'persons',
  'units',
  'unit_names',
  'settings',
  'calendar_days',
];

export function Gantt() {
  const query = usePlan((store) => store.query);
  const scale = usePlan((store) => store.scale);
  const wall = usePlan((store) => store.wall);
  const answer = useCall('plan.gantt', query, { tables: ganttTables });
  const gantt = answer.value ?? answer.last;
  const bars = gantt?.groups.reduce((sum, group) => sum + group.bars.length, 0) ?? 0;
  const narrowed = query.units.length > 0 || query.leads.length > 0 || !query.complete;
  return (
    <div className="plan-part">
      <div className="plan-bar" role="group" aria-label="怎样显示">
        <Segmented<'unit' | 'lead'>
          aria-label="分组"
          value={query.by}
          options={[
            { value: 'unit', label: '按责任单位' },
            { value: 'lead', label: '按牵头领导' },
          ]}
          onChange={(by) => setQuery({ by })}
        />
        <Segmented<'issue' | 'measure'>
          aria-label="层级"
          value={query.level}
          options={[
            { value: 'issue', label: '问题' },
            { value: 'measure', label: '措施' },
          ]}
          onChange={(level) => setQuery({ level })}
        />
        <PlanFilter />
        <Checkbox checked={query.complete} onChange={(event) => setQuery({ complete: event.target.checked })}>
          显示已完成
        </Checkbox>
        <span className="plan-gap" />
        <Segmented<Scale>
          aria-label="刻度"
          value={scale}
          options={[
            { value: 'month', label: '月' },
            { value: 'quarter', label: '季' },
          ]}
          onChange={(next) => usePlan.setState({ scale: next })}
        />
        <span className="plan-zoom">
          <Button aria-label="缩小" title="缩小（−，Ctrl+滚轮）" onClick={() => zoomChart(-1)}>
            −
          </Button>
          <Button aria-label="放大" title="放大（+，Ctrl+滚轮）" onClick={() => zoomChart(1)}>
            +
          </Button>
          <Button title="整个轮次放进窗口" onClick={() => usePlan.setState({ dayWidth: null })}>
            全部
          </Button>
          <Button title="移到今天（T）" onClick={chartToToday}>
            今天
          </Button>
        </span>
        <Button type="primary" disabled={bars === 0} onClick={openWall}>
          挂图作战…
        </Button>
      </div>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : gantt === undefined ? (
        <Loading />
      ) : bars === 0 ? (
        <Empty title={narrowed ? '没有符合条件的内容' : '台账中还没有问题'}>
          {narrowed ? (
            <p>
              <Button onClick={() => setQuery({ units: [], leads: [], complete: true })}>显示全部</Button>
            </p>
          ) : (
            <p>先导入通报或方案，再看整改工期。</p>
          )}
        </Empty>
      ) : (
        <GanttChart gantt={gantt} />
      )}
      {wall && bars > 0 && answer.value !== undefined ? (
        <WallDialog gantt={answer.value} query={query} onClose={closeWall} />
      ) : null}
    </div>
  );
}
