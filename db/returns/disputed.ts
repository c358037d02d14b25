/** Files of one batch that contradict each other: what two of them say differently of one cell is the clerk's to settle. */
import type { ReadDb } from '../connection.ts';
import type { FileState } from './decisions.ts';
import { CELL_SIZE, classOfCell, classOfFlags, decidable, fieldOf, ROW_HEAD } from './digest.ts';
import { cellAt, cellCount } from './find.ts';
import { reviewFiles, stateOf } from './states.ts';

/**
 * Says of a row (by its index) whether another file of the same unit and month says something else of one of its cells.
 * Only units that sent several files are looked at.
 */
export function disputedRows(read: ReadDb, batch: number): (state: FileState, index: number) => boolean {
  const senders = new Map(
    read
      .all<{ id: number; sender: string }>(
        "SELECT id, unit_id || '.' || month AS sender FROM staged_files WHERE batch_id = ? AND unit_id > 0",
        batch,
      )
      .map(({ id, sender }) => [id, sender]),
  );
  const groups = new Map<string, ReturnType<typeof reviewFiles>>();
  for (const file of reviewFiles(read, batch)) {
    const sender = senders.get(file.id) ?? '';
    groups.set(sender, [...(groups.get(sender) ?? []), file]);
  }
  const disputed = new Set<string>();
  for (const [sender, files] of groups) {
    if (sender === '' || files.length < 2) continue;
    const said = new Map<string, number>();
    for (const file of files) {
      const state = stateOf(read, batch, file);
      for (const [index, start] of state.rowAt.entries()) {
        if (classOfFlags(state.data[start + 2] ?? 0) !== 'matched') continue;
        const measure = `${sender}.${state.data[start + 1] ?? 0}`;
        for (let n = 0; n < cellCount(state, index); n += 1) {
          const cell = cellAt(state, index, n);
          if (!decidable(classOfCell(cell))) continue;
          const returned = state.data[start + ROW_HEAD + n * CELL_SIZE + 2] ?? 0;
          const key = `${measure}.${fieldOf(cell)}`;
          if ((said.get(key) ?? returned) !== returned) disputed.add(measure);
          else said.set(key, returned);
        }
      }
    }
  }
  return (state, index) => {
    const measure = state.data[(state.rowAt[index] ?? 0) + 1] ?? 0;
    return disputed.has(`${senders.get(state.file) ?? ''}.${measure}`);
  };
}
