/** Forms as they were sent: what each unit was told, and the workbook itself. They can't be unsent. */
import type { FormContent } from '../../shared/returns/form.ts';
import { TEMPLATE_VERSION } from '../../shared/returns/fields.ts';
import type { Month } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { knownBytes } from './stage.ts';

/** A workbook written for a unit, kept in the store already. */
export interface SentForm {
  /** As `nextForm` gave it: it stands in the workbook's hidden ids. */
  readonly id: number;
  readonly content: FormContent;
  readonly file: { readonly sha256: string; readonly bytes: number; readonly name: string };
}

/** Number of the next form; those of one sending follow each other. Numbers are never given out twice. */
export function nextForm(db: ReadDb): number {
  return (db.pluck<number>("SELECT seq FROM sqlite_sequence WHERE name = 'forms'")[0] ?? 0) + 1;
}

/**
 * Records what was sent, as the step `forms.send`. Refuses `forms_moved` when a number was given to another form in the
 * meantime: then the workbooks must be written again.
 */
export function recordForms(db: WriteDb, month: Month, forms: readonly SentForm[]): void {
  const round = roundIdOr(db, undefined);
  let next = nextForm(db);
  for (const { id, content, file } of [...forms].sort((a, b) => a.id - b.id)) {
    if (id < next) throw new Refusal('forms_moved', { form: id });
    next = id + 1;
    db.run(
      `INSERT INTO forms (id, round_id, unit_id, month, template_version, sent_on, file_id, file_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, round, content.unit.id, month, TEMPLATE_VERSION, db.today],
      ...[knownBytes(db, file.sha256, file.bytes), file.name],
    );
    for (const row of content.rows) {
      db.run(
        'INSERT INTO form_rows (form_id, measure_id, cells) VALUES (?, ?, ?)',
        ...[id, row.measure, JSON.stringify(row.values)],
      );
    }
  }
}
