/**
 * For any ledger: what is sent out and comes back as it went is no difference, in any form of any unit, for any month;
 * nor when the ledger moved in between is anything proposed that the unit did not say.
 */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Ledger, ReadDb } from '../../db/index.ts';
import { formContent, plannedForms } from '../../db/returns/form.ts';
import { unitKnown } from '../../db/returns/known.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import { answerFields } from '../../shared/returns/fields.ts';
import type { Compared } from '../../shared/returns/types.ts';
import { clearAway, TODAY, write } from './makeLedger.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';
import { leave, manySaid, recordForm, untouchedRows } from './returnsHand.ts';

afterEach(clearAway);

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
