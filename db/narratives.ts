/** The clerk's own wording of parts of a month's summary, kept with the figures found in it. */
import type { NarrativeRun, SummaryPart } from '../shared/contract/types.ts';
import type { Month } from '../shared/month.ts';
import type { ReadDb, WriteDb } from './connection.ts';

/** Of one month, by part; parts that are not edited are not there. */
export function narrativesOf(
  db: ReadDb,
  roundId: number,
  month: Month,
): ReadonlyMap<SummaryPart, readonly NarrativeRun[]> {
  const rows = db.all<{ part: SummaryPart; runs: string }>(
    'SELECT part, runs FROM narratives WHERE round_id = ? AND month = ?',
    roundId,
    month,
  );
  return new Map(rows.map(({ part, runs }) => [part, JSON.parse(runs) as NarrativeRun[]]));
}

/** Keeps a part's wording; null takes it away, so that the composed one stands again. */
export function keepNarrative(
  db: WriteDb,
  roundId: number,
  month: Month,
  part: SummaryPart,
  runs: readonly NarrativeRun[] | null,
): void {
  const known = db.get<{ id: number }>(
    'SELECT id FROM narratives WHERE round_id = ? AND month = ? AND part = ?',
    ...[roundId, month, part],
  );
  if (runs === null) {
    if (known !== undefined) db.run('DELETE FROM narratives WHERE id = ?', known.id);
    return;
  }
  const json = JSON.stringify(runs);
  if (known === undefined)
    db.run(
      'INSERT INTO narratives (round_id, month, part, runs) VALUES (?, ?, ?, ?)',
      ...[roundId, month, part, json],
    );
  else db.run('UPDATE narratives SET runs = ? WHERE id = ?', json, known.id);
}
