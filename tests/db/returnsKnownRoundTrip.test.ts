/**
 * For any ledger: what is sent out and comes back as it went is no difference, in any form of any unit, for any month;
 * nor when the ledger moved in between is anything proposed that the unit did not say.
 */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Ledger, ReadDb, WriteDb } from '../../db/index.ts';
import { formContent, plannedForms } from '../../db/returns/form.ts';
import { unitKnown } from '../../db/returns/known.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import { answerFields } from '../../shared/returns/fields.ts';
import type { Compared } from '../../shared/returns/types.ts';
import { recoveryKinds, regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import { clearAway, openMeasures, TODAY, write } from './makeLedger.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';
import { recordForm, untouchedRows } from './returnsHand.ts';

afterEach(clearAway);

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
  amount: fc.oneof(fc.nat(20), fc.nat(9_000_000_000_000_000)),
});
const manySaid = fc.array(said, { minLength: 30, maxLength: 90, size: 'max' });
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

/** What returns of earlier days may have left in the ledger. */
function leave(db: WriteDb, one: Said): void {
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

function compared(
  db: ReadDb,
  unit: number,
  month: string,
  form: number,
  content: ReturnType<typeof formContent>,
): Compared {
  const rows = untouchedRows(db, content, form, TODAY);
  return compareRows(rows, '报送表', unitKnown(db, unit, month, form, TODAY), new Map());
}

const month = fc.constantFrom('2024-07', '2024-08');

function unitsToAsk(ledger: Ledger, of: string): number[] {
  const current = ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1');
  return current.length === 0 ? [] : plannedForms(ledger.read, of, TODAY).units.map(({ unit }) => unit.id);
}

test('sent out and returned untouched: no difference, nothing told, nothing missing', () => {
  fc.assert(
    fc.property(acts(24), manySaid, month, (work, left, of) => {
      const ledger = sampleCopy();
      for (const one of work) perform(ledger, one);
      write(ledger, (db) => left.forEach((one) => leave(db, one)));
      for (const unit of unitsToAsk(ledger, of)) {
        const content = formContent(ledger.read, unit, of, TODAY);
        const form = write(ledger, (db) => recordForm(db, unit, of, TODAY));
        const { rows, counts, absent, problems } = compared(ledger.read, unit, of, form, content);
        const strange = rows.flatMap((row) =>
          row.cells
            .filter((cell) => cell.class !== 'unchanged')
            .map(({ field, text, value, sent, ledger: known, class: kind }) => ({
              field,
              text,
              value,
              sent,
              known,
              kind,
            })),
        );
        expect(strange).toEqual([]);
        expect(rows.filter((row) => row.hints.length > 0 || row.completion)).toEqual([]);
        expect({ absent, problems }).toEqual({ absent: [], problems: [] });
        expect(counts.rowClasses).toEqual({ matched: content.rows.length, new: 0, absent: 0, ambiguous: 0 });
        expect(counts.classes.blank + counts.classes.unchanged).toBe(
          content.rows.length * answerFields.length,
        );
      }
      clearAway();
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('the ledger moves while the form is out: an untouched row proposes nothing', () => {
  fc.assert(
    fc.property(acts(16), acts(16), manySaid, month, (work, meanwhile, left, of) => {
      const ledger = sampleCopy();
      for (const one of work) perform(ledger, one);
      const sent = unitsToAsk(ledger, of).map((unit) => ({
        unit,
        content: formContent(ledger.read, unit, of, TODAY),
        form: write(ledger, (db) => recordForm(db, unit, of, TODAY)),
      }));
      for (const one of meanwhile) perform(ledger, one);
      write(ledger, (db) => left.forEach((one) => leave(db, one)));
      for (const { unit, content, form } of sent) {
        const round = ledger.read.pluck<number>(
          'SELECT round_id FROM forms f JOIN rounds r ON r.id = f.round_id WHERE f.id = ? AND r.current = 1',
          form,
        );
        if (round.length === 0) continue;
        const open = compared(ledger.read, unit, of, form, content).rows.flatMap((row) =>
          row.class === 'matched'
            ? row.cells
                .filter((cell) => !['unchanged', 'ours', 'blank'].includes(cell.class))
                .map(({ field, text, sent: was, ledger: known, class: kind }) => ({
                  field,
                  text,
                  was,
                  known,
                  kind,
                }))
            : [],
        );
        expect(open).toEqual([]);
      }
      clearAway();
    }),
    { numRuns: 12 },
  );
}, 120_000);
