/** Giving out reminder papers: each gets its number and is recorded, then it is looked at and printed. */
import type { ReminderKind } from '../../../shared/lists.ts';
import type { Month } from '../../../shared/day.ts';
import { write } from '../parts/write.ts';
import { openPapers } from './state.ts';
import type { ReturnPaper } from './state.ts';
import type { RollRow } from './words.ts';

let running = false;

/** Numbers and records one paper a unit, then opens them for printing. A refusal ends it; what was given out stands. */
export async function remind(
  month: Month,
  rows: readonly Pick<RollRow, 'unit'>[],
  kind: ReminderKind | ((row: Pick<RollRow, 'unit'>) => ReminderKind),
): Promise<void> {
  if (running) return;
  running = true;
  try {
    const papers: ReturnPaper[] = [];
    for (const row of rows) {
      const which = typeof kind === 'function' ? kind(row) : kind;
      // Numbers are given out in the order of the list.
      const made = await write('reminder.add', { unit: row.unit.id, month, kind: which });
      if (made === null) break;
      papers.push({ kind: 'reminder', id: made.id });
    }
    if (papers.length > 0) openPapers(papers);
  } finally {
    running = false;
  }
}
