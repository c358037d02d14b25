/** A: what both sides last knew. As a form printed it, each cell as it was decided since. */
import type { Month } from '../../shared/month.ts';
import { answerFields, knownFields } from '../../shared/returns/fields.ts';
import type { Values } from '../../shared/returns/types.ts';
import type { ReadDb } from '../connection.ts';

/** Where a form printed nothing, it sent an empty cell, which is not the same as having sent none. */
const nothingPrinted: Values = Object.fromEntries(
  [...knownFields, ...answerFields].map((field) => [field, '']),
);

/**
 * By measure. From the form that the file names, else from the newest one that the unit got for the month; a decision
 * stands above both.
 * @param group the unit with those merged into it
 * @param form the form that the file names, if it is one of theirs
 */
export function sentValues(
  db: ReadDb,
  roundId: number,
  group: readonly number[],
  month: Month,
  form: number | null,
): Map<number, Values> {
  const units = JSON.stringify(group);
  const sent = new Map<number, Values>();
  for (const row of db.all<{ measure: number; cells: string }>(
    // Oldest first and the named one last: of several, the last one stands.
    `SELECT r.measure_id AS measure, r.cells FROM forms f JOIN form_rows r ON r.form_id = f.id
      WHERE f.id = ?4 OR (f.round_id = ?1 AND f.month = ?3 AND f.unit_id IN (SELECT value FROM json_each(?2)))
      ORDER BY f.id = ?4, f.id`,
    roundId,
    units,
    month,
    form ?? 0,
  ))
    sent.set(row.measure, { ...nothingPrinted, ...(JSON.parse(row.cells) as Values) });
  for (const row of db.all<{ measure: number; cells: string }>(
    `SELECT measure_id AS measure, cells FROM decided_rows
      WHERE month = ?2 AND unit_id IN (SELECT value FROM json_each(?1)) ORDER BY id`,
    units,
    month,
  ))
    sent.set(row.measure, { ...sent.get(row.measure), ...(JSON.parse(row.cells) as Values) });
  return sent;
}

/** Measures that the newest forms of the month list, one form of each unit; null when none was sent. */
export function listedByForms(
  db: ReadDb,
  roundId: number,
  group: readonly number[],
  month: Month,
): ReadonlySet<number> | null {
  const forms = db.pluck<number>(
    `SELECT max(id) FROM forms WHERE round_id = ?1 AND month = ?3 AND unit_id IN (SELECT value FROM json_each(?2))
      GROUP BY unit_id`,
    roundId,
    JSON.stringify(group),
    month,
  );
  if (forms.length === 0) return null;
  return new Set(
    db.pluck<number>(
      'SELECT r.measure_id FROM json_each(?) j JOIN form_rows r ON r.form_id = j.value',
      JSON.stringify(forms),
    ),
  );
}
