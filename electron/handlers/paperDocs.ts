/** Papers as documents: composed, looked at, saved, printed. */
import { basename } from 'node:path';
import { lettersOf } from '../../db/papers/letters.ts';
import type { paperCalls } from '../../shared/contract/papers.ts';
import { firstOf } from '../../shared/papers/first.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { safeName } from '../evidence/names.ts';
import { replaceFile } from '../files/atomic.ts';
import { printMany, saveMany } from '../papers/batch.ts';
import { paperDoc } from '../papers/docs.ts';
import { paperPages, writePaper } from '../papers/write.ts';
import { reading } from './steps.ts';

type Names = Exclude<
  Extract<keyof typeof paperCalls, `paper.${string}`>,
  `paper.${'settings' | 'setSettings'}`
>;

export const paperDocHandlers: Family<Names, Context> = {
  'paper.doc': async ({ query, first }, context) => {
    const doc = await paperDoc(context, query);
    return first === true ? firstOf(doc) : doc;
  },
  'paper.preview': async ({ query, first }, context) => {
    const { bytes, cut, fonts } = await paperPages(context, query, first);
    return { bytes, cut: [...cut], fonts: [...fonts] };
  },
  'paper.reminders': ({ month }, context) => ({ reminders: lettersOf(reading(context).db, month) }),
  'paper.warm': (_, { desk }) => {
    desk.warmPapers();
    return {};
  },
  'paper.save': async ({ query, form }, context) => {
    const doc = await paperDoc(context, query);
    const target = await context.desk.pickTarget(form, `${safeName(doc.title)}.${form}`);
    if (target === null) return { file: null, cut: [] };
    let cut: readonly string[] = [];
    await replaceFile(target, async (file) => {
      ({ cut } = await writePaper(context, query, form, file));
    });
    return { file: basename(target), cut: [...cut] };
  },
  'paper.saveMany': async ({ queries, form }, context) => {
    reading(context);
    const folder = await context.desk.pickFolder('papers');
    return { job: folder === null ? null : saveMany(context, queries, form, folder).id };
  },
  'paper.printers': async (_, { desk }) => ({ printers: [...(await desk.printers())] }),
  'paper.printMany': async ({ queries, ...wish }, context) => {
    reading(context);
    const known = await context.desk.printers();
    if (known.length === 0) throw new Refusal('no_printer');
    if (known.every(({ name }) => name !== wish.printer))
      throw new Refusal('printer_gone', { name: wish.printer });
    return { job: printMany(context, queries, wish).id };
  },
  'paper.manyDone': ({ job }, { papers }) => papers.of(job),
};
