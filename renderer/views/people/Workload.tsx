/** 工作量: who leads, or which unit answers for, how much; each number opens its rows in the ledger. */
import { Segmented } from 'antd';
import { useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import { useCall } from '../../door.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { setShown } from '../checks/shown.ts';
import { showView } from '../../store/ledger.ts';
import { openRows, type Rows } from './openRows.ts';
import type { Unit } from './unit.ts';

type Load = Reply<'people.load'>['rows'][number];
type By = 'lead' | 'unit';

const columns: readonly {
  readonly field: Exclude<keyof Load, 'id' | 'name'>;
  readonly label: string;
  readonly rows: Rows;
}[] = [
  { field: 'issues', label: '问题', rows: 'issues' },
  { field: 'open', label: '未销号', rows: 'issues' },
  { field: 'inChain', label: '办理中', rows: 'issues' },
  { field: 'closed', label: '已销号', rows: 'issues' },
  { field: 'measures', label: '措施', rows: 'measures' },
  { field: 'complete', label: '已完成', rows: 'complete' },
  { field: 'overdue', label: '超期', rows: 'overdue' },
  { field: 'near', label: '临期', rows: 'near' },
  { field: 'lagging', label: '滞后', rows: 'lagging' },
];
const ISSUE_COLUMNS = 4;
const noUnits: readonly Unit[] = [];

export function Workload() {
  const [by, setBy] = useState<By>('lead');
  const load = useCall('people.load', { by });
  const units = useCall('unit.list', {}, { tables: ['units', 'unit_names'] });
  if (load.failure !== null) return <FailureNote failure={load.failure} onRetry={load.reload} />;
  const rows = load.value?.rows;
  return (
    <section className="pane load" aria-label="工作量">
      <div className="load-head">
        <Segmented<By>
          value={by}
          onChange={setBy}
          options={[
            { value: 'lead', label: '按牵头领导' },
            { value: 'unit', label: '按责任单位' },
          ]}
        />
        <span className="soft">
          当前轮次，截至今天。问题按问题自己的{by === 'lead' ? '牵头领导' : '责任单位'}
          统计，措施没有单独指定的随问题。点数字在台账中查看。
        </span>
      </div>
      {rows === undefined ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty title="还没有内容">
          <p>导入通报或方案后，这里列出每位领导、每个单位的问题和措施。</p>
        </Empty>
      ) : (
        <LoadTable by={by} rows={rows} units={units.value?.units ?? units.last?.units ?? noUnits} />
      )}
    </section>
  );
}

interface TableProps {
  readonly by: By;
  readonly rows: readonly Load[];
  readonly units: readonly Unit[];
}

function LoadTable({ by, rows, units }: TableProps) {
  const most = Math.max(1, ...rows.map((row) => row.measures));
  return (
    <div className="load-scroll">
      <table className="plain-table load-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {by === 'lead' ? '牵头领导' : '责任单位'}
            </th>
            <th scope="colgroup" colSpan={ISSUE_COLUMNS} className="load-group">
              问题（个）
            </th>
            <th scope="colgroup" colSpan={columns.length - ISSUE_COLUMNS + 1} className="load-group">
              措施（条）
            </th>
          </tr>
          <tr>
            {columns.map((column) => (
              <th key={column.field} scope="col" className="figure">
                {column.label}
              </th>
            ))}
            <th scope="col">完成情况</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id ?? 'none'}>
              <th scope="row">{row.name}</th>
              {columns.map((column) => (
                <td key={column.field} className="figure">
                  <Figure by={by} row={row} column={column} units={units} />
                </td>
              ))}
              <td>
                <Bar row={row} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({
  by,
  row,
  column,
  units,
}: Omit<TableProps, 'rows'> & { readonly row: Load; readonly column: (typeof columns)[number] }) {
  const n = row[column.field];
  if (n === 0) return <span className="soft">0</span>;
  // Nobody's issues are listed among the checks; the checklist has no filter for nobody.
  if (row.id === null && column.rows !== 'issues') return <>{n}</>;
  const alarming = (column.field === 'overdue' || column.field === 'lagging') && n > 0;
  return (
    <button
      type="button"
      className={`load-figure ${alarming ? 'load-alarm' : ''}`}
      title={`${row.name}：${column.label} ${n}，在台账中查看${column.rows === 'issues' ? '（按问题分组）' : ''}`}
      onClick={() => {
        if (row.id !== null) openRows(by, row.id, column.rows, units);
        else {
          setShown({ kind: by === 'lead' ? 'issue_without_lead' : 'issue_without_unit', waived: false });
          showView('checks');
        }
      }}
    >
      {n}
    </button>
  );
}

/** As long as the measures are many: complete filled, overdue hatched, the rest an outline; told apart without colour. */
function Bar({ row, most }: { readonly row: Load; readonly most: number }) {
  const part = (n: number): string => `${(100 * n) / most}%`;
  const rest = row.measures - row.complete - row.overdue;
  return (
    <div
      className="load-bar"
      role="img"
      aria-label={`${row.measures} 条中完成 ${row.complete} 条，超期 ${row.overdue} 条`}
      title={`完成 ${row.complete}，超期 ${row.overdue}，其余 ${rest}`}
    >
      <span className="load-done" style={{ width: part(row.complete) }} />
      <span className="load-late" style={{ width: part(row.overdue) }} />
      <span className="load-rest" style={{ width: part(rest) }} />
    </div>
  );
}
