/** 印发 as a job through the door: all of one revision or made again, cancelled without a trace, its bytes given out again. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addIssueByHand } from '../../db/index.ts';
import { keptRelease, listReleases, releaseContent } from '../../db/releases/index.ts';
import { storeOf } from '../../db/store.ts';
import { storedFiles } from '../../db/storeCopy.ts';
import type { Context } from '../../electron/context.ts';
import { createDispatcher } from '../../electron/door/dispatcher.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { makeRelease } from '../../electron/papers/release.ts';
import { loadSample } from '../../db/loadSample.ts';
import { openTestProgram, type TestProgram } from '../ipc/program.ts';

const MONTH = '2024-08';
/** A picture of one point: what a page would draw of a chart. */
const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
let program: TestProgram;
/** Done by the window while it draws a paper's pages. */
let drawing: () => Promise<void> | void;

beforeEach(async () => {
  program = openTestProgram('2024-09-05');
  drawing = () => undefined;
  const file = join(program.folder, 'ledger', 'ledger.db');
  const made = await program.context.session.create(file, (ledger) => {
    ledger.write({ action: 'sample.create' }, loadSample);
  });
  expect(made.ok).toBe(true);
});
afterEach(() => program.close());

/** With a window that draws: its pages say of which revision they are. */
function context(): Context {
  return {
    ...program.context,
    desk: {
      ...program.context.desk,
      paperPages: async (_, doc) => {
        await drawing();
        return { bytes: Buffer.from(`%PDF-1.7 ${doc.title} ${doc.revision}`), cut: [], fonts: [] };
      },
      paperPictures: () => Promise.resolve([POINT, POINT, POINT]),
    },
  };
}

const ledger = () => program.context.session.ledger();
const addIssue = () =>
  program.context.session.write({ action: 'test' }, (db) =>
    addIssueByHand(db, null, { title: '又一个问题' }),
  );
const kept = () => storedFiles(storeOf(ledger().file).folder).length;
const release = () => makeRelease(context(), { month: MONTH, reason: '' });

test('what moved meanwhile is made again, and all of an edition is of one revision', async () => {
  let times = 0;
  drawing = async () => {
    times += 1;
    if (times === 1) await addIssue();
  };
  const started = release();
  const made = await started.finished;
  expect(made).toMatchObject({ ok: true, value: { month: MONTH, edition: 1, asOf: '2024-08-31' } });
  expect(times).toBe(2);
  const [edition] = listReleases(ledger().read);
  if (edition === undefined) throw new Error('no edition');
  const content = releaseContent(ledger().read, ledger().file, edition.id);
  const pdf = await storeOf(ledger().file).read(keptRelease(ledger().read, edition.id, 'pdf').sha256);
  expect(Buffer.from(pdf).toString()).toBe(`%PDF-1.7 ${content.doc.title} ${content.doc.revision}`);
  expect(content.summary.revision).toBe(content.doc.revision);
  expect(content.summary.overall.issues.value).toBe(29);
  expect(kept()).toBe(4);
  expect(program.context.released.of(started.id)).toEqual(edition);
  // A correction says why before anything is made.
  expect(() => makeRelease(context(), { month: MONTH, reason: ' ' })).toThrow('release_reason_missing');
  expect(program.states.map((state) => state.step)).toContain('pdf');

  // Its bytes are what is given out, until they are not what was kept.
  program.answers['docx'] = join(program.folder, '给党委.docx');
  const door = createDispatcher(handlers, context(), { checkReplies: 'all', logError: () => '' });
  expect(await door.call('release.save', { id: edition.id, form: 'docx' })).toMatchObject({
    ok: true,
    value: { file: '给党委.docx' },
  });
  const path = storeOf(ledger().file).path(edition.docx?.sha256 ?? '');
  expect(readFileSync(program.answers['docx']).equals(readFileSync(path))).toBe(true);
  writeFileSync(path, 'x');
  expect(await door.call('release.save', { id: edition.id, form: 'docx' })).toMatchObject({
    ok: false,
    error: { code: 'original_altered' },
  });
});

test('nothing is left of a release that the ledger outran, or that was given up', async () => {
  drawing = async () => void (await addIssue());
  expect(await release().finished).toMatchObject({ ok: false, error: { code: 'ledger_changed_meanwhile' } });
  const started = makeRelease(context(), { month: MONTH, reason: '' });
  drawing = () => program.context.jobs.cancel(started.id);
  expect(await started.finished).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  drawing = () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC', errno: -28 });
  };
  expect(await release().finished).toMatchObject({ ok: false });
  expect([listReleases(ledger().read), kept()]).toEqual([[], 0]);
  expect(readdirSync(program.folder).filter((name) => name.startsWith('release-'))).toEqual([]);
});
