/** Many papers into one folder, or to the printer: a job with a step for each, whose finished papers stand when it ends early. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Reply } from '../../shared/contract/index.ts';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context, PrintWish } from '../context.ts';
import { failureOf } from '../door/failures.ts';
import { safeName } from '../evidence/names.ts';
import { replaceFile, writeRefusal } from '../files/atomic.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { paperDoc } from './docs.ts';
import { paperPages, writePaper } from './write.ts';
import type { PaperForm } from './write.ts';

type Done = Reply<'paper.manyDone'>;

/** Faults of the place or the printer: no further paper will fare better. */
const ENDS_ALL = new Set(['disk_full', 'target_unwritable', 'no_printer', 'printer_gone', 'print_failed']);

/** @param folder where to; each paper gets a name that nothing there bears */
export function saveMany(
  context: Context,
  queries: readonly PaperQuery[],
  form: PaperForm,
  folder: string,
): Started<Done> {
  return each(context, 'papers.save', basename(folder), queries, async (query, title, taken) => {
    if (taken.size === 0) for (const name of await listed(folder)) taken.add(name.toLowerCase());
    const name = freeName(title, form, taken);
    await replaceFile(join(folder, name), async (file) => {
      await writePaper(context, query, form, file);
    });
    taken.add(name.toLowerCase());
    return name;
  });
}

export function printMany(context: Context, queries: readonly PaperQuery[], wish: PrintWish): Started<Done> {
  return each(context, 'papers.print', '', queries, async (query, title) => {
    const { bytes } = await paperPages(context, query);
    await context.desk.printPdf(bytes, wish);
    return title;
  });
}

function each(
  context: Context,
  kind: string,
  folder: string,
  queries: readonly PaperQuery[],
  work: (query: PaperQuery, title: string, taken: Set<string>) => Promise<string>,
): Started<Done> {
  const { session, jobs, papers } = context;
  return jobs.run(kind, (voice) =>
    session.occupy(async () => {
      const done: Done = { done: [], failed: [], left: queries.length, folder };
      papers.keep(voice.id, done);
      const taken = new Set<string>();
      for (const [at, query] of queries.entries()) {
        voice.check();
        const failed = await one(context, query, at, queries.length, voice, async (title) => {
          done.done.push(await work(query, title, taken));
        });
        done.left -= 1;
        if (failed === null) continue;
        done.failed.push(failed);
        if (ENDS_ALL.has(failed.error.code)) throw new Refusal(failed.error.code, failed.error.detail);
      }
      return done;
    }),
  );
}

/** One paper that can't be made is told of and keeps no other back. */
async function one(
  context: Context,
  query: PaperQuery,
  at: number,
  total: number,
  voice: Voice,
  work: (title: string) => Promise<void>,
): Promise<Done['failed'][number] | null> {
  let title = '';
  try {
    ({ title } = await paperDoc(context, query));
    voice.progress('paper', at, total);
    await work(title);
    return null;
  } catch (error) {
    const { code, detail } = failureOf(error) ?? {
      code: 'internal',
      detail: { logId: context.logError('paper of many', error) },
    };
    return { title, error: detail === undefined ? { code } : { code, detail: { ...detail } } };
  }
}

async function listed(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    throw writeRefusal(error, folder) ?? error;
  });
}

/** With a number, an ending and what a temporary name adds, within the 255 bytes that systems take. */
const NAME = 70;

/** 对账销号单-….pdf, the second of its name with (2). */
function freeName(title: string, form: PaperForm, taken: ReadonlySet<string>): string {
  const stem = safeName(title, NAME);
  for (let n = 1; ; n += 1) {
    const name = `${stem}${n === 1 ? '' : `(${n})`}.${form}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
