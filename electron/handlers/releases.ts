/** 印发: released editions of the monthly summary. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { countedReleases, keptRelease, listReleases } from '../../db/releases/index.ts';
import { storeOf } from '../../db/store.ts';
import type { releaseCalls } from '../../shared/contract/releases.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { replaceFile } from '../files/atomic.ts';
import { makeRelease } from '../papers/release.ts';
import { answer } from '../questions.ts';
import { reading } from './steps.ts';

export const releaseHandlers: Family<keyof typeof releaseCalls, Context> = {
  'release.list': (_, context) => ({ releases: listReleases(reading(context).db) }),
  'release.preview': (asked, context) => answer(context, 'release.preview', asked),
  'release.make': ({ month, reason }, context) => ({
    job: makeRelease(context, { month, reason: reason ?? '' }).id,
  }),
  'release.made': ({ job }, { released }) => released.of(job),
  'release.summary': (asked, context) => answer(context, 'release.summary', asked),
  'release.rows': (asked, context) => answer(context, 'release.rows', asked),
  'release.changes': (asked, context) => answer(context, 'release.changes', asked),
  'release.counting': ({ issues }, context) => ({
    releases: countedReleases(reading(context).db, issues),
  }),
  'release.save': async ({ id, form }, context) => {
    const { db, ledger } = reading(context);
    const { sha256, name } = keptRelease(db, id, form);
    // Before the clerk is asked where: what is lost or altered can't be given out.
    const bytes = await storeOf(ledger.file).read(sha256);
    const target = await context.desk.pickTarget(form, name);
    if (target === null) return { file: null };
    await replaceFile(target, (file) => writeFile(file, bytes));
    return { file: basename(target) };
  },
};
