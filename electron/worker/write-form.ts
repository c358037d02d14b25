import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Written } from '../../db/index.ts';
import { formContent } from '../../db/returns/form.ts';
import { recordForms } from '../../db/returns/index.ts';
import { ledgerIdOf } from '../../db/settings.ts';
import { TEMPLATE_VERSION } from '../../shared/returns/fields.ts';
import { writeRefusal } from '../files/atomic.ts';
import type { RecordFormsPayload, WriteFormPayload, WrittenForm } from '../jobs/kinds.ts';
import { sentForms } from '../returns/sentForms.ts';
import { reader, writeBeside } from './ledger.ts';

/** Writes one unit's form as the ledger stands. @throws Refusal */
export async function writeFormBody(payload: WriteFormPayload): Promise<WrittenForm> {
  const { ledger, unit, month, form, file } = payload;
  const db = reader(ledger);
  const content = formContent(db, unit, month, ledger.today);
  const { writeForm } = await import('../excel/forms/writeForm.ts');
  try {
    await writeForm(content, { ledgerId: ledgerIdOf(db), form, template: TEMPLATE_VERSION }, file);
    const beside = `${file}.json`;
    await writeFile(beside, JSON.stringify(content));
    const bytes = await readFile(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { content: beside, rows: content.rows.length, sha256, bytes: bytes.length };
  } catch (error) {
    throw writeRefusal(error, file) ?? error;
  }
}

/** Records what was sent in one step. @throws Refusal as `recordForms` */
export async function recordFormsBody(payload: RecordFormsPayload): Promise<Written<null>> {
  const { month, forms, ...task } = payload;
  const sent = await sentForms(forms);
  return writeBeside(task, (steps) =>
    steps.write({ action: 'forms.send', detail: { month, count: forms.length } }, (db) => {
      recordForms(db, month, sent);
      return null;
    }),
  );
}
