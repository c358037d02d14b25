import { readFile } from 'node:fs/promises';
import type { SentForm } from '../../db/returns/index.ts';
import type { FormContent } from '../../shared/returns/form.ts';
import type { FormToRecord } from '../jobs/kinds.ts';

/** Written forms with what they hold, read from where their writer left it. */
export function sentForms(forms: readonly FormToRecord[]): Promise<SentForm[]> {
  return Promise.all(
    forms.map(async (form) => ({
      ...form,
      content: JSON.parse(await readFile(form.content, 'utf8')) as FormContent,
    })),
  );
}
