/** A month's way through the program's door: forms out, workbooks back, a review, and into the ledger. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../db/index.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { jobEnd, openTestProgram } from '../ipc/program.ts';
import type { TestProgram } from '../ipc/program.ts';

const TODAY = '2024-08-31';
const MONTH = '2024-08';

let program: TestProgram;

beforeEach(async () => {
  program = openTestProgram(TODAY);
  await ask('ledger.create', { folder: null, sample: true });
});
afterEach(() => program.close());

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

type Outcome = Reply<'returns.outcome'>;

async function outcome<K extends Outcome['kind']>(
  kind: K,
  job: string | null,
): Promise<Extract<Outcome, { kind: K }>> {
  if (job === null) throw new Error('no job');
  const end = await jobEnd(program, job);
  if (end.status !== 'done') throw new Error(`${end.kind} ${end.status}: ${JSON.stringify(end.error)}`);
  const came = await ask('returns.outcome', { job });
  expect(came.kind).toBe(kind);
  return came as Extract<Outcome, { kind: K }>;
}

async function sendOut(): Promise<string> {
  const folder = join(program.folder, 'out');
  program.answers['folder'] = folder;
  const { job } = await ask('forms.send', { month: MONTH, units: null, as: 'folder' });
  await outcome('sent', job);
  return folder;
}

const tokens = (paths: readonly string[]): string[] =>
  paths.map((path) => program.context.tokens.addPlace(path).token);

async function takeIn(paths: readonly string[], more: Partial<Args<'returns.take'>> = {}) {
  const { job } = await ask('returns.take', { files: tokens(paths), month: MONTH, ...more });
  return outcome('taken', job);
}

describe('a month sent out and brought back untouched', () => {
  it('changes nothing, and is known the next time', async () => {
    const folder = await sendOut();
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(3);
    expect(names.every((name) => /^报送表-.+-2024-08\.xlsx$/.test(name))).toBe(true);
    const plan = await ask('forms.plan', { month: MONTH });
    expect(plan.units.every((unit) => unit.sent.length === 1)).toBe(true);

    const dry = await takeIn([folder], { dryRun: true });
    expect(dry.batch).toBeNull();
    expect(dry.files.map((file) => file.refused)).toEqual(names.map(() => null));
    expect((await ask('returns.batches', {})).batches.filter((batch) => batch.kind === 'return')).toEqual([]);

    const { batch, files } = await takeIn([folder]);
    expect(files.map((file) => file.file)).toEqual([...names].sort().map((name) => `out/${name}`));
    for (const file of files) {
      expect(file).toMatchObject({ kind: 'own', month: MONTH, refused: null, problems: [] });
      const { blank, unchanged, ...others } = file.classes;
      expect(others).toEqual({ problem: 0, forbidden: 0, ours: 0, theirs: 0, both: 0 });
      expect(file.rowClasses).toMatchObject({ new: 0, absent: 0, ambiguous: 0 });
      expect(blank + unchanged).toBeGreaterThan(0);
    }
    const review = await ask('returns.review', { batch: batch ?? 0 });
    expect(review.files.map((file) => file.status)).toEqual(names.map(() => 'review'));
    expect(program.reviews).toContain(batch);

    const again = await takeIn([folder]);
    expect(again.batch).toBeNull();
    expect(again.files.map((file) => file.refused?.code)).toEqual(names.map(() => 'already_imported'));
    expect(again.files[0]?.refused?.text).toContain(`批次 ${batch ?? 0}`);
    expect(verify(program.context.session.ledger().read)).toEqual({ ok: true, problems: [] });
    expect(program.errors).toEqual([]);
  });
});
