/** Which differences are shown: one focus at a time (a class, a kind of row, a hint …), narrowed by file and column. */
import type { ReviewFilter } from '../../../shared/contract/types.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import type { CellClass, Hint } from '../../../shared/returns/types.ts';
import { decidable } from './spots.ts';

export type Focus =
  'all' | 'clean' | 'completion' | `class:${CellClass}` | `row:${'new' | 'ambiguous'}` | `hint:${Hint}`;

export interface Filter {
  readonly focus: Focus;
  /** Null: every file of the batch. */
  readonly file: number | null;
  /** Empty: every column. */
  readonly fields: readonly AnswerField[];
  /** Only what waits for a decision. */
  readonly openOnly: boolean;
  /** Rows in which nothing differs, too. */
  readonly everyRow: boolean;
}

export const firstFilter: Filter = { focus: 'all', file: null, fields: [], openOnly: true, everyRow: false };

const after = <T extends string>(focus: Focus, prefix: string): T | null =>
  focus.startsWith(prefix) ? (focus.slice(prefix.length) as T) : null;

export function classOf(focus: Focus): CellClass | null {
  return after<CellClass>(focus, 'class:');
}

/** Cells that ask for no decision are never open: asking for both would list nothing. */
export function canWait(focus: Focus): boolean {
  const cells = classOf(focus);
  return cells === null || decidable.includes(cells);
}

/** The filter as the calls take it. */
export function toCall(filter: Filter): ReviewFilter {
  const { focus, file, fields } = filter;
  const cells = classOf(focus);
  const row = after<'new' | 'ambiguous'>(focus, 'row:');
  const hint = after<Hint>(focus, 'hint:');
  const everyRow = filter.everyRow || cells === 'unchanged' || cells === 'blank';
  return {
    ...(file === null ? {} : { files: [file] }),
    ...(cells === null ? {} : { classes: [cells] }),
    ...(row === null ? {} : { rowClasses: [row] }),
    ...(hint === null ? {} : { hints: [hint] }),
    ...(focus === 'clean' ? { clean: true as const } : {}),
    ...(focus === 'completion' ? { completion: true as const } : {}),
    ...(fields.length === 0 ? {} : { fields: [...fields] }),
    ...(filter.openOnly && canWait(focus) ? { decided: 'open' as const } : {}),
    ...(everyRow ? { all: true as const } : {}),
  };
}

/** Whether anything but the file narrows the list. */
export function isNarrowed(filter: Filter): boolean {
  return filter.focus !== 'all' || filter.fields.length > 0;
}
