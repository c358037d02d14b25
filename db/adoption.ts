/** From which day the content of a round counts. */
import { type Day, earlier } from '../shared/day.ts';
import type { WriteDb } from './connection.ts';

/**
 * The day a round's content counts from: its feedback day, else the given one. A feedback that is still to come is no
 * reason to leave out of today's count what stands in the tree.
 */
export function adoptedOn(db: WriteDb, roundId: number, otherwise: Day): Day {
  const feedback = db.get<{ feedback_on: Day | null }>(
    'SELECT feedback_on FROM rounds WHERE id = ?',
    roundId,
  );
  return earlier(feedback?.feedback_on ?? otherwise, db.today);
}

/**
 * What counted from the feedback day goes along when that day changes. When it only becomes known, all counts from it
 * that came in before. Measures added by a change of the plan keep the day of that change.
 */
export function moveAdoption(db: WriteDb, roundId: number, before: Day | null, after: Day | null): void {
  if (after === null || after === before) return;
  const day = earlier(after, db.today);
  const counted = before === null ? 'adopted_on > ?2' : 'adopted_on = ?3';
  const days = before === null ? [day] : [day, earlier(before, db.today)];
  db.run(`UPDATE issues SET adopted_on = ?2 WHERE round_id = ?1 AND ${counted}`, roundId, ...days);
  db.run(
    `UPDATE measures SET adopted_on = ?2 WHERE issue_id IN (SELECT id FROM issues WHERE round_id = ?1) AND ${counted}
      AND NOT EXISTS (SELECT 1 FROM plan_changes p WHERE p.kind = 'added' AND p.measure_id = measures.id)
      AND NOT EXISTS (SELECT 1 FROM plan_changes p WHERE p.replaced_by = measures.id)`,
    roundId,
    ...days,
  );
}
