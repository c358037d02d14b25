/** Sending forms and reading them back without any workbook between: what the tests of comparing need of both. */
import type { ReadDb, WriteDb } from '../../db/index.ts';
import { formContent } from '../../db/returns/form.ts';
import { answerCell } from '../../electron/excel/forms/cells.ts';
import { dayOfNumber } from '../../shared/day.ts';
import { readAnswer } from '../../shared/returns/cells/answer.ts';
import { type AnswerField, answerFields, kindOf, knownFields } from '../../shared/returns/fields.ts';
import type { FormContent } from '../../shared/returns/form.ts';
import { type Plain, shownOf } from '../../shared/returns/grid.ts';
import type { ReadRow } from '../../shared/returns/types.ts';

/** Records a form as sent; answers its id. */
export function recordForm(db: WriteDb, unit: number, month: string, today: string): number {
  const content = formContent(db, unit, month, today);
  const form = db.run(
    `INSERT INTO forms (round_id, unit_id, month, template_version, sent_on)
      SELECT id, ?, ?, 1, ? FROM rounds WHERE current = 1`,
    ...[content.unit.id, month, today],
  ).id;
  for (const row of content.rows)
    db.run(
      'INSERT INTO form_rows (form_id, measure_id, cells) VALUES (?, ?, ?)',
      ...[form, row.measure, JSON.stringify(row.values)],
    );
  return form;
}

/** The cell as a reader finds it in the file that was written. */
function plainOf(field: AnswerField, value: string): Plain | undefined {
  const cell = answerCell(field, value);
  if (cell === null) return undefined;
  if ('text' in cell) return cell.text;
  const number = Number(cell.digits);
  return kindOf(field) === 'day' || kindOf(field) === 'deadline'
    ? { day: dayOfNumber(number - 25_569) }
    : number;
}

/** Rows of a form that came back as it went out. */
export function untouchedRows(db: ReadDb, content: FormContent, form: number, today: string): ReadRow[] {
  const round = db.get<{ feedback_on: string | null }>('SELECT feedback_on FROM rounds WHERE current = 1');
  const context = {
    ...{ today, feedbackOn: round?.feedback_on ?? null, roundEnd: null, immediateDays: 30 },
    ...{ month: content.month, wan: false, yesNo: false, above: null },
  };
  return content.rows.map((row, at) => ({
    row: at + 5,
    hidden: false,
    id: { form, measure: row.measure },
    known: Object.fromEntries(knownFields.map((field) => [field, row.values[field] ?? ''])),
    knownColumns: Object.fromEntries(knownFields.map((field, column) => [field, column])),
    answers: answerFields.map((field, index) => {
      const value = row.values[field] ?? '';
      const plain = plainOf(field, value);
      const text = shownOf(plain);
      return { field, column: 10 + index, text, ...readAnswer(field, plain, context) };
    }),
  }));
}
