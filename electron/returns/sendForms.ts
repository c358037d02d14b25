/**
 * Forms out: one workbook a unit, written under temporary names beside where they are to go, recorded in one step, then
 * put in place. Cancelled or failed before the step, nothing is left anywhere.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { plannedForms } from '../../db/returns/form.ts';
import { nextForm, recordForms } from '../../db/returns/index.ts';
import type { Written } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { Refusal } from '../../shared/result.ts';
import type { Month } from '../../shared/month.ts';
import type { Context } from '../context.ts';
import { formFileName } from '../excel/forms/fileName.ts';
import { writeRefusal } from '../files/atomic.ts';
import { RECORD_FORMS, WRITE_FORM } from '../jobs/kinds.ts';
import type { FormToRecord, RecordFormsPayload, WriteFormPayload, WrittenForm } from '../jobs/kinds.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { inOrder } from './inOrder.ts';
import type { Outcome } from './outcomes.ts';
import { oneByOne } from './rejudge.ts';
import { sentForms } from './sentForms.ts';

export interface SendOptions {
  readonly month: Month;
  /** Null: every unit that the month asks. */
  readonly units: readonly number[] | null;
  readonly as: 'folder' | 'zip';
}

/** Asks where to; null when the clerk cancelled. @throws Refusal `forms_nothing_to_send` and those of the ledger */
export async function sendForms(context: Context, options: SendOptions): Promise<Started<Outcome> | null> {
  const { session, desk, jobs, outcomes } = context;
  const ledger = session.ledger();
  if (ledger.readOnly) throw new Refusal('ledger_read_only');
  const { month, as } = options;
  const units = unitsOf(context, options);
  if (units.length === 0) throw new Refusal('forms_nothing_to_send');
  const target =
    as === 'folder' ? await desk.pickFolder('forms') : await desk.pickTarget('zip', `报送表-${month}.zip`);
  if (target === null) return null;
  return jobs.run('forms.send', (voice) =>
    session.occupy(() =>
      oneByOne(session, 'forms', async () => {
        const outcome = await send(context, { month, units, as, target }, voice);
        outcomes.keep(voice.id, outcome);
        return outcome;
      }),
    ),
  );
}

interface Unit {
  readonly id: number;
  readonly name: string;
}

function unitsOf({ session }: Context, { month, units }: SendOptions): Unit[] {
  const planned = plannedForms(session.ledger().read, month, session.today());
  return planned.units.map(({ unit }) => unit).filter(({ id }) => units === null || units.includes(id));
}

interface Sending {
  readonly month: Month;
  readonly units: readonly Unit[];
  readonly as: 'folder' | 'zip';
  readonly target: string;
}

async function send(context: Context, sending: Sending, voice: Voice): Promise<Outcome> {
  const { as, target } = sending;
  const folder = as === 'folder' ? target : dirname(target);
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    const taken = new Set(as === 'folder' ? (await readdir(folder)).map((name) => name.toLowerCase()) : []);
    const written = await writeAll(context, sending, { temporary, taken }, voice);
    if (as === 'zip') await pack(written, join(temporary, 'all.zip'));
    voice.check();
    voice.progress('record', 0, 0);
    await record(context, sending, written, voice);
    voice.stands();
    voice.progress('place', 0, 0);
    if (as === 'zip') await rename(join(temporary, 'all.zip'), target);
    else for (const { file, form } of written) await rename(file, join(folder, form.file.name));
    return { kind: 'sent', files: written.length, place: target };
  } catch (error) {
    throw writeRefusal(error, target) ?? error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface FormFile {
  readonly form: FormToRecord;
  readonly rows: number;
  /** Where it was written. */
  readonly file: string;
}

async function writeAll(
  { session, jobs }: Context,
  { month, units }: Sending,
  place: { readonly temporary: string; readonly taken: Set<string> },
  voice: Voice,
): Promise<FormFile[]> {
  const { read, file: ledgerFile } = session.ledger();
  const store = storeOf(ledgerFile);
  const ledger = session.beside();
  const first = nextForm(read);
  const written: FormFile[] = [];
  const write = async ([index, unit]: readonly [number, Unit]): Promise<FormFile> => {
    voice.check();
    const name = formFileName(unit.name, month, place.taken);
    const file = join(place.temporary, name);
    const id = first + index;
    const payload: WriteFormPayload = { ledger, unit: unit.id, month, form: id, file };
    const result = await jobs.pool.run(WRITE_FORM, payload, { signal: voice.signal });
    if (!result.ok) throw new Refusal(result.error.code, { ...result.error.detail, unit: unit.name });
    const { content, rows, sha256, bytes } = result.value as WrittenForm;
    await flush(file);
    await store.keep(file, sha256);
    return { form: { id, content, file: { sha256, bytes, name } }, rows, file };
  };
  for await (const one of inOrder([...units.entries()], write)) {
    voice.progress('write', written.push(one), units.length);
  }
  return written;
}

/** Rows of forms that are recorded here; more would hold the program up. */
const HERE = 1000;

async function record(
  { session }: Context,
  { month }: Sending,
  written: readonly FormFile[],
  voice: Voice,
): Promise<void> {
  const forms = written.map(({ form }) => form);
  if (written.reduce((sum, { rows }) => sum + rows, 0) > HERE) {
    await session.delegate((task) => {
      const payload: RecordFormsPayload = { ...task, month, forms };
      return voice.alone(RECORD_FORMS, payload) as Promise<Written<null>>;
    });
    return;
  }
  const detail = { month, count: forms.length };
  const sent = await sentForms(forms);
  await session.write({ action: 'forms.send', detail }, (db) => recordForms(db, month, sent));
}

async function pack(written: readonly FormFile[], archive: string): Promise<void> {
  const { zipFiles } = await import('../excel/forms/zip.ts');
  await zipFiles(
    written.map(({ form, file }) => ({ name: form.file.name, path: file })),
    archive,
  );
  await flush(archive);
}

/** To the disk itself, so that a power cut after the step does not leave an empty file under a whole one's name. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
