/** Where a unit or a person is named: only what was never named anywhere may be taken away. */
import { Refusal } from '../shared/result.ts';
import type { ReadDb } from './connection.ts';

/** Tables with their column that names one, and what their rows are called; all rounds count. */
const naming = {
  unit: [
    ['issues', 'unit_id', '问题'],
    ['measures', 'unit_id', '措施'],
    ['measure_units', 'unit_id', '配合的措施'],
    ['units', 'merged_into', '并入它的单位'],
    ['persons', 'unit_id', '人员'],
    ['progress', 'unit_id', '整改进展'],
    ['evidence', 'unit_id', '佐证材料'],
    ['regulations', 'unit_id', '建章立制'],
    ['sanctions', 'unit_id', '问责处理'],
    ['recoveries', 'unit_id', '收回、挽回'],
    ['clues', 'unit_id', '问题线索'],
    ['forms', 'unit_id', '报送表'],
    ['submissions', 'unit_id', '报送'],
    ['decided_rows', 'unit_id', '报送核对结果'],
    ['reminders', 'unit_id', '督办、提醒'],
    ['extension_requests', 'unit_id', '延期申请'],
    ['mappings', 'unit_id', '表格栏目对应'],
    ['staged_files', 'unit_id', '待核对的报送文件'],
  ],
  person: [
    ['issues', 'lead_id', '问题'],
    ['measures', 'lead_id', '措施'],
  ],
} as const;

/** @throws Refusal `in_use`, with where in words and how often */
export function refuseInUse(db: ReadDb, what: keyof typeof naming, id: number): void {
  const found = naming[what].flatMap(([table, column, words]) => {
    const n = db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${column} = ?`, id)?.n ?? 0;
    return n === 0 ? [] : [`${words} ${n}`];
  });
  if (found.length > 0) throw new Refusal('in_use', { where: found.join('、') });
}
