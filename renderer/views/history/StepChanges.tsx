/** What one step changed, in Chinese field names. */
import { useMemo, useState } from 'react';
import { useCall } from '../../door.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { changeLines } from './changes.ts';

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
