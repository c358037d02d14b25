/** Waving contradictions through with a reason, and taking that back. */
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { digestOfFacts, findingsByKey } from './find.ts';

/**
 * Waves findings through as they stand now. What was mended meanwhile is passed over; refuses `check_gone` when nothing
 * of it stands any more.
 */
export function waiveChecks(db: WriteDb, keys: readonly string[], reason: string): void {
  const found = findingsByKey(db, keys, db.today);
  if (found.length === 0) throw new Refusal('check_gone');
  for (const { key, finding } of found) {
    const digest = digestOfFacts(finding.facts);
    const known = db.get<{ id: number }>('SELECT id FROM check_waivers WHERE key = ?', key);
    if (known === undefined) {
      db.run(
        'INSERT INTO check_waivers (key, digest, reason, waived_on) VALUES (?, ?, ?, ?)',
        ...[key, digest, reason, db.today],
      );
    } else {
      db.run(
        'UPDATE check_waivers SET digest = ?, reason = ?, waived_on = ? WHERE id = ?',
        ...[digest, reason, db.today, known.id],
      );
    }
  }
}

/** Shows findings again as open. */
export function unwaiveChecks(db: WriteDb, keys: readonly string[]): void {
  db.run('DELETE FROM check_waivers WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(keys));
}

/** Reasons given last, newest first. */
export function waiverReasons(db: ReadDb): string[] {
  return db.pluck('SELECT reason FROM check_waivers GROUP BY reason ORDER BY max(id) DESC LIMIT 6');
}
