/** What stayed when a batch was undone, as screen and receipt list it. */
import type { Receipt } from '../../shared/contract/types.ts';
import { fieldWord, isSpoken, tableWord, valueWord } from '../views/history/words.ts';

interface KeptLine {
  readonly key: string;
  readonly where: string;
  readonly field: string;
  readonly now: string;
}

/** Bookkeeping that tells the clerk nothing is left out. */
export function keptLines(kept: Receipt['keptOnUndo']): KeptLine[] {
  return kept
    .filter(({ field }) => field === '' || isSpoken(field))
    .map(({ table, row, about, field, now }) => ({
      key: `${table} ${row} ${field}`,
      where: about === '' ? `${tableWord(table)}（第 ${row} 号）` : about,
      field: field === '' ? `${tableWord(table)}（整条）` : `${tableWord(table)}：${fieldWord(table, field)}`,
      now: valueWord(table, field, now),
    }));
}
