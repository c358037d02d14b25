/** What a value that an undoing left as it is belongs to, so that the clerk finds it again. */
import type { ReadDb, SqlValue } from '../connection.ts';
import { measureNumbers } from './numbers.ts';
import type { KeptValue } from './review.ts';

type Row = Readonly<Record<string, SqlValue>>;

/** '3-2 完善采购制度' of a measure or of what hangs on one, the title of an issue or heading; '' where there is neither. */
export function withAbout(
  db: ReadDb,
  roundId: number,
  kept: readonly Omit<KeptValue, 'about'>[],
): KeptValue[] {
  if (kept.length === 0) return [];
  const numbers = measureNumbers(db, roundId);
  const titleOf = (table: 'measures' | 'issues' | 'headings', id: number): string =>
    db.pluck<string>(`SELECT title FROM ${table} WHERE id = ?`, id)[0] ?? '';
  const ofMeasure = (id: number): string => `${numbers.get(id) ?? ''} ${titleOf('measures', id)}`.trim();
  const aboutOf = (table: string, id: number): string => {
    if (table === 'measures') return ofMeasure(id);
    if (table === 'issues' || table === 'headings') return titleOf(table, id);
    const row = db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, id);
    const { measure_id: measure, issue_id: issue } = row ?? {};
    if (typeof measure === 'number') return ofMeasure(measure);
    return typeof issue === 'number' ? titleOf('issues', issue) : '';
  };
  return kept.map((one) => ({ ...one, about: aboutOf(one.table, one.row) }));
}
