/** What one step changed, in Chinese field names. */
import { useMemo, useState } from 'react';
import { useCall } from '../../door.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { useOutline } from '../../store/outline.ts';
import { changeLines } from './changes.ts';
import type { About, ChangeLine } from './changes.ts';

/** An import may change many thousand rows; the first ones tell what it was, more are fetched when asked. */
const FIRST = 300;
const AT_MOST = 100_000;

export function StepChanges({ step, rows }: { step: number; rows: number }) {
  const [all, setAll] = useState(false);
  const log = useCall('history.log', { step, limit: all ? AT_MOST : FIRST }, { tables: [] });
  const units = useCall('unit.list', {}, { tables: ['units', 'unit_names'] });
  const persons = useCall('person.list', {}, { tables: ['persons'] });
  const lines = useMemo(() => {
    const names = {
      unit: new Map(units.value?.units.map((each) => [each.id, each.name])),
      person: new Map(persons.value?.persons.map((each) => [each.id, each.name])),
    };
    return changeLines(log.value?.entries ?? [], (kind, id) => names[kind].get(id));
  }, [log.value, units.value, persons.value]);

  const nameOf = useTitles(lines);

  if (log.failure !== null) return <FailureNote failure={log.failure} onRetry={log.reload} />;
  if (log.value === undefined) return <Loading />;
  const fetched = log.value.entries.length;
  return (
    <>
      <table className="plain-table history-changes">
        <thead>
          <tr>
            <th scope="col">内容</th>
            <th scope="col">项目</th>
            <th scope="col">原来</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>
                {line.what}
                {line.table}
                {line.about === null ? null : <div className="history-about">{nameOf(line.about)}</div>}
              </td>
              <td>{line.field}</td>
              <td className="history-old">{line.old}</td>
              <td>{line.new}</td>
            </tr>
          ))}
          {lines.length === 0 && (
            <tr>
              <td colSpan={4}>只有内部登记，没有可显示的内容。</td>
            </tr>
          )}
        </tbody>
      </table>
      {fetched >= FIRST && !all && (
        <p className="history-more">
          共 {rows} 处改动，先列出最后的 {lines.length} 处。
          <button type="button" className="plain-button" onClick={() => setAll(true)}>
            全部列出
          </button>
        </p>
      )}
    </>
  );
}

/** Bound of the contract for rows asked at once; lines further down go without a name. */
const ROWS = 1000;

/** Number and title of what a line is about; empty for what is gone. */
function useTitles(lines: readonly ChangeLine[]): (about: About) => string {
  const nodes = useOutline((store) => store.nodes);
  const ids = useMemo(() => {
    const all = lines.flatMap(({ about }) => (about?.kind === 'measure' ? [about.id] : []));
    return [...new Set(all)].slice(0, ROWS);
  }, [lines]);
  const asked = useCall('checklist.rows', ids.length === 0 ? null : { ids }, { tables: ['measures'] });
  return useMemo(() => {
    const titles = new Map<string, string>();
    for (const node of nodes) titles.set(`${node.kind} ${node.id}`, `${node.number}${node.title}`);
    for (const row of asked.value?.rows ?? []) titles.set(`measure ${row.id}`, `${row.number}${row.title}`);
    return ({ kind, id }) => titles.get(`${kind} ${id}`) ?? '';
  }, [nodes, asked.value]);
}
