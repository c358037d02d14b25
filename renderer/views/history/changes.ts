/** Change-log rows of one step as lines for the screen: what was added, taken away or changed, field by field. */
import type { Reply } from '../../../shared/contract/index.ts';
import { fieldWord, isSpoken, tableWord, valueWord } from './words.ts';

export type LogEntry = Reply<'history.log'>['entries'][number];

export interface ChangeLine {
  readonly key: string;
  readonly what: '新增' | '移除' | '修改';
  readonly table: string;
  readonly row: number;
  /** The measure, issue or heading that the change is about; null for all else, and where its own line names it. */
  readonly about: About | null;
  readonly field: string;
  readonly old: string;
  readonly new: string;
}

export interface About {
  readonly kind: 'measure' | 'issue' | 'heading';
  readonly id: number;
}

type NameOf = (kind: 'person' | 'unit', id: number) => string | undefined;
type Value = string | number | null;

/** A whole row, kept as JSON; null when it isn't one (then it is shown as it stands). */
function rowOf(json: Value): Record<string, Value> | null {
  if (typeof json !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, Value>) : null;
  } catch {
    return null;
  }
}

/** Blank fields of a row that was added or removed say nothing. */
function summaryOf(table: string, json: Value, nameOf: NameOf): string {
  const row = rowOf(json);
  if (row === null) return valueWord(table, '', json);
  return Object.entries(row)
    .filter(([field, value]) => isSpoken(field) && value !== null && value !== '' && value !== 0)
    .map(([field, value]) => `${fieldWord(table, field)}：${valueWord(table, field, value, nameOf)}`)
    .join('；');
}

const ownTables: Readonly<Record<string, About['kind']>> = {
  measures: 'measure',
  issues: 'issue',
  headings: 'heading',
};

/** Of a row that was added or taken away its owner, of a changed one itself. */
function aboutOf(entry: LogEntry): About | null {
  const kind = Object.hasOwn(ownTables, entry.table) ? ownTables[entry.table] : undefined;
  if (entry.op === 'update') return kind === undefined ? null : { kind, id: entry.row };
  const row = kind === undefined ? rowOf(entry.op === 'insert' ? entry.new : entry.old) : null;
  const measure = row?.['measure_id'];
  if (typeof measure === 'number') return { kind: 'measure', id: measure };
  const issue = row?.['issue_id'];
  return typeof issue === 'number' ? { kind: 'issue', id: issue } : null;
}

/** Oldest first, as things were done; the step's own row is left out. */
export function changeLines(entries: readonly LogEntry[], nameOf: NameOf = () => undefined): ChangeLine[] {
  return entries
    .filter((entry) => entry.table !== 'steps')
    .sort((a, b) => a.seq - b.seq)
    .filter((entry) => entry.op !== 'update' || isSpoken(entry.field))
    .map((entry) => {
      const base = {
        key: String(entry.seq),
        table: tableWord(entry.table),
        row: entry.row,
        about: aboutOf(entry),
      };
      if (entry.op === 'insert') {
        return { ...base, what: '新增', field: '', old: '', new: summaryOf(entry.table, entry.new, nameOf) };
      }
      if (entry.op === 'delete') {
        return { ...base, what: '移除', field: '', old: summaryOf(entry.table, entry.old, nameOf), new: '' };
      }
      return {
        ...base,
        what: '修改',
        field: fieldWord(entry.table, entry.field),
        old: valueWord(entry.table, entry.field, entry.old, nameOf),
        new: valueWord(entry.table, entry.field, entry.new, nameOf),
      };
    });
}
