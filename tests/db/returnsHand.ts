/**
 * Sending forms and reading them back without any workbook between, and whatever earlier returns may have left in a
 * ledger: what the tests of comparing need.
 */
import fc from 'fast-check';
import type { ReadDb, WriteDb } from '../../db/index.ts';
import { formContent } from '../../db/returns/form.ts';
import { answerCell } from '../../electron/excel/forms/cells.ts';
import { dayOfNumber } from '../../shared/day.ts';
import { MOST_FEN } from '../../shared/money.ts';
import { readAnswer } from '../../shared/returns/cells/answer.ts';
import { type AnswerField, answerFields, kindOf, knownFields } from '../../shared/returns/fields.ts';
import type { FormContent } from '../../shared/returns/form.ts';
import { type Plain, shownOf } from '../../shared/returns/grid.ts';
import { recoveryKinds, regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import type { ReadRow } from '../../shared/returns/types.ts';
import { openMeasures, TODAY } from './makeLedger.ts';

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
    ...{ today, feedbackOn: round?.feedback_on ?? null, roundEnd: null, immediateDays: 30, calendar: null },
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

const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '会议纪要',
      '1.工作通知；2.检查报告',
      '（一）关于印发《采购管理办法》的通知',
      '《甲办法》和《乙办法》',
      '无',
      '/',
      '同上',
      '3份',
      '0',
      '12',
      '2024-08-31',
      '#REF!',
      '=1+1',
      '_x000D_',
      '含\0零\r\n字符',
      '修订《甲办法》（试行）',
      '完成；其余推进中',
    ),
  },
);

const said = fc.record({
  measure: fc.nat(10_000),
  unit: fc.nat(10_000),
  kind: fc.nat(100),
  month: fc.constantFrom('2024-06', '2024-07', '2024-08'),
  text: words,
  more: words,
  amount: fc.oneof(fc.nat(20), fc.nat(MOST_FEN)),
});
/** Returns of earlier days. */
export const manySaid = fc.array(said, { minLength: 30, maxLength: 90, size: 'max' });
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

/** What returns of earlier days may have left in the ledger. */
export function leave(db: WriteDb, one: Said): void {
  const pick = (table: string, n: number) => {
    const all = db.pluck<number>(`SELECT id FROM ${table} ORDER BY id`);
    return all[n % all.length] ?? 0;
  };
  // Of the open ones, which alone are asked about, unless it be one of all.
  const [first, second, ...more] = openMeasures(db);
  const asked = [first, second, ...more];
  const measure =
    (one.kind % 7 === 0 ? null : asked[one.measure % asked.length]) ?? pick('measures', one.measure);
  // Mostly the unit that answers for it.
  const unit =
    (one.unit % 4 > 0
      ? db.pluck<number | null>(
          'SELECT coalesce(m.unit_id, i.unit_id) FROM measures m JOIN issues i ON i.id = m.issue_id WHERE m.id = ?',
          measure,
        )[0]
      : null) ?? pick('units', one.unit);
  const round =
    db.pluck<number>(
      'SELECT round_id FROM measures m JOIN issues i ON i.id = m.issue_id WHERE m.id = ?',
      measure,
    )[0] ?? 0;
  const outcome = (table: string, columns: string, values: readonly (string | number)[]) =>
    db.run(
      `INSERT INTO ${table} (round_id, measure_id, unit_id, first_month, ${columns})
        VALUES (?, ?, ?, ?${', ?'.repeat(values.length)})`,
      ...[round, measure, unit, one.month, ...values],
    );
  const at = <T>(list: readonly T[]) => list[one.kind % list.length] as T;
  switch (one.kind % 6) {
    case 0:
      db.run(
        `INSERT INTO progress (measure_id, month, text, unit_id, source, delay_reason, next_step, remark, recorded_at)
          VALUES (?, ?, ?, ?, 'return', ?, ?, ?, '')`,
        ...[measure, one.month, one.text, one.unit % 3 === 0 ? null : unit, one.more, one.text, one.more],
      );
      break;
    case 1:
      db.run(
        "INSERT INTO evidence (measure_id, title, reference, added_on) VALUES (?, ?, '', ?)",
        ...[measure, one.text, TODAY],
      );
      break;
    case 2:
      outcome('regulations', 'kind, title, number', [
        at(regulationKinds),
        one.text,
        one.amount % 2 === 0 ? one.more : '示发〔2024〕3号',
      ]);
      break;
    case 3:
      outcome('sanctions', 'kind, people', [at(sanctionKinds), one.amount % 1000]);
      break;
    case 4:
      outcome('recoveries', 'kind, fen', [at(recoveryKinds), one.amount]);
      break;
    default:
      db.run(
        `INSERT OR IGNORE INTO extension_requests (measure_id, unit_id, month, new_on, reason, recorded_at)
          VALUES (?, ?, ?, ?, ?, '')`,
        ...[measure, unit, one.month, one.amount % 2 === 0 ? '2024-12-31' : null, one.text],
      );
  }
}
