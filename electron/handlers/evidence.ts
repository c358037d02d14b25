/** Evidence as files: taken in, looked at, saved, written out as an archive. */
import { basename } from 'node:path';
import { editEvidence, evidenceHashes } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import type { evidenceCalls } from '../../shared/contract/evidence.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { exportEvidence } from '../evidence/archive.ts';
import { openEvidence, saveEvidence } from '../evidence/openCopy.ts';
import { pictureBytes, previewOf } from '../evidence/preview.ts';
import { takeEvidence } from '../evidence/takeIn.ts';
import { reading, step } from './steps.ts';

export const evidenceHandlers: Family<keyof typeof evidenceCalls, Context> = {
  'evidence.add': ({ measure, files, title }, context) => {
    const paths = files.map((token) => context.tokens.place(token));
    return { job: takeEvidence(context, measure, paths, title ?? null).id };
  },
  'evidence.added': ({ job }, { taken }) => taken.of(job),
  'evidence.pick': async (_, { desk, tokens }) => ({
    files: ((await desk.pickEvidence()) ?? []).map((path) => {
      const { token, name } = tokens.addPlace(path);
      return { token, name };
    }),
  }),
  'evidence.edit': ({ id, title, reference }, context) =>
    step(context, 'evidence.edit', { title }, (db) => editEvidence(db, id, title, reference)),
  'evidence.open': async ({ id }, context) => {
    await openEvidence(context, id);
    return {};
  },
  'evidence.preview': ({ id }, context) => previewOf(context, id),
  'evidence.bytes': async ({ id }, context) => ({ bytes: await pictureBytes(context, id) }),
  'evidence.lost': ({ measure }, context) => {
    const { db, ledger } = reading(context);
    const store = storeOf(ledger.file);
    const lost = evidenceHashes(db, measure).filter(({ sha256 }) => !store.has(sha256));
    return { ids: lost.map(({ id }) => id) };
  },
  'evidence.saveAs': async ({ id }, context) => {
    const target = await saveEvidence(context, id);
    return { file: target === null ? null : basename(target) };
  },
  'evidence.export': async (options, context) => ({
    job: (await exportEvidence(context, options))?.id ?? null,
  }),
  'evidence.exported': ({ job }, { exported }) => exported.of(job),
};
