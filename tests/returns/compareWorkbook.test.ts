/** Through real workbooks: a form that is written, read, recognised and compared as it is brings no difference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { formContent, plannedForms } from '../../db/returns/form.ts';
import { ledgerKnown, unitKnown } from '../../db/returns/known.ts';
import { writeForm } from '../../electron/excel/forms/writeForm.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import { answerFields, TEMPLATE_VERSION } from '../../shared/returns/fields.ts';
import { readRows } from '../../shared/returns/readRows.ts';
import { recognise } from '../../shared/returns/recognise.ts';
import { clearAway, must, tempFolder, TODAY, write } from '../db/makeLedger.ts';
import { acts, perform, sampleCopy } from '../db/randomWork.ts';
import { leave, manySaid, recordForm } from '../db/returnsHand.ts';

afterEach(clearAway);

const MONTH = '2024-08';

test('written, read and compared as it is: nothing differs, whatever the ledger holds', async () => {
  await fc.assert(
    fc.asyncProperty(acts(16), manySaid, async (work, left) => {
      const ledger = sampleCopy();
      for (const one of work) perform(ledger, one);
      if (ledger.read.get('SELECT 1 FROM rounds WHERE current = 1') === undefined) return;
      write(ledger, (db) => left.forEach((one) => leave(db, one)));
      const folder = tempFolder();
      for (const { unit } of plannedForms(ledger.read, MONTH, TODAY).units) {
        const content = formContent(ledger.read, unit.id, MONTH, TODAY);
        const form = write(ledger, (db) => recordForm(db, unit.id, MONTH, TODAY));
        const known = ledgerKnown(ledger.read, TODAY);
        const file = join(folder, `${unit.id}.xlsx`);
        await writeForm(content, { ledgerId: known.ledgerId, form, template: TEMPLATE_VERSION }, file);
        const book = must(await readWorkbook(readFileSync(file), '报送表.xlsx'));
        const recognised = must(recognise(book, '报送表.xlsx', known, {}));
        expect(recognised).toMatchObject({
          ...{ kind: 'own', form, asks: [] },
          ...{ unit: { id: unit.id }, month: { month: MONTH } },
        });
        const rows = readRows(book, recognised, known);
        const {
          counts,
          rows: staged,
          absent,
          problems,
        } = compareRows(
          rows,
          recognised.sheet,
          unitKnown(ledger.read, unit.id, MONTH, recognised.form, TODAY),
          new Map(),
        );
        const differing = staged.flatMap((row) => row.cells.filter((cell) => cell.class !== 'unchanged'));
        expect(differing).toEqual([]);
        expect(staged.filter((row) => row.hints.length > 0)).toEqual([]);
        expect({ absent, problems }).toEqual({ absent: [], problems: [] });
        expect(counts.rowClasses.matched).toBe(content.rows.length);
        expect(counts.classes.blank + counts.classes.unchanged).toBe(
          content.rows.length * answerFields.length,
        );
      }
      clearAway();
    }),
    { numRuns: 8 },
  );
}, 120_000);
