/** What was taken over comes out again, and the sender gets his own file back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../db/index.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { fillForm, formOf, MONTH, openMonth } from './month.ts';
import type { MonthProgram } from './month.ts';

let program: MonthProgram;
let file: string;

beforeEach(async () => {
  program = await openMonth();
  const folder = await program.sendOut();
  const { units } = await program.ask('forms.plan', { month: MONTH });
  const [{ unit } = { unit: { name: '' } }] = units.toSorted(
    (a, b) => a.assisting - b.assisting || b.responsible - a.responsible,
  );
  file = await fillForm(formOf(folder, unit.name), join(program.folder, '回.xlsx'), [
    { progress: '本月有新的进展。', doneOn: '去年年底吧' },
  ]);
});
afterEach(() => {
  expect(verify(program.context.session.ledger().read)).toEqual({ ok: true, problems: [] });
  expect(program.errors).toEqual([]);
  program.close();
});

const progressOf = (batch: number): number =>
  program.context.session
    .ledger()
    .read.pluck<number>('SELECT count(*) FROM progress WHERE batch_id = ?', batch)[0] ?? 0;

async function takenOver(): Promise<number> {
  const { batch, files } = await program.takeIn([file]);
  expect(files[0]?.classes).toMatchObject({ theirs: 1, problem: 1 });
  const id = batch ?? 0;
  await program.ask('returns.decide', { batch: id, all: { filter: {}, choice: 'accept' } });
  const { revision } = await program.ask('returns.review', { batch: id });
  const { job } = await program.ask('returns.commit', { batch: id, revision });
  expect(await program.outcome('committed', job)).toMatchObject({ cells: 1, revision: revision + 1 });
  expect(progressOf(id)).toBe(1);
  return id;
}

describe('undoing a batch', () => {
  it('restores the ledger, frees the file, and can itself be undone', async () => {
    const batch = await takenOver();
    expect((await program.takeIn([file])).files[0]?.refused?.code).toBe('already_imported');
    const { job } = await program.ask('returns.undoBatch', { batch });
    expect(await program.outcome('undone', job)).toMatchObject({ batch, kept: 0 });
    expect(progressOf(batch)).toBe(0);
    const [undone] = (await program.ask('returns.batches', {})).batches;
    expect(undone).toMatchObject({ id: batch, status: 'undone' });
    expect(program.changes.at(-1)?.tables).toContain('progress');

    await program.ask('history.undo', {});
    expect(progressOf(batch)).toBe(1);
    await program.ask('history.redo', {});
    expect(progressOf(batch)).toBe(0);

    const again = await program.takeIn([file]);
    expect(again.files[0]).toMatchObject({ refused: null, classes: { theirs: 1, problem: 1 } });
  });

  it('keeps what was edited since, and lists it', async () => {
    const batch = await takenOver();
    const { read } = program.context.session.ledger();
    const [measure = 0] = read.pluck<number>('SELECT measure_id FROM progress WHERE batch_id = ?', batch);
    await program.ask('measure.addProgress', { id: measure, month: MONTH, text: '后来又登记了一条。' });
    const { job } = await program.ask('returns.undoBatch', { batch });
    await program.outcome('undone', job);
    const texts = read.pluck<string>('SELECT text FROM progress WHERE measure_id = ?', measure);
    expect(texts).toContain('后来又登记了一条。');
    expect(texts).not.toContain('本月有新的进展。');
  });
});

describe('the answer to a sender', () => {
  it('is his own file with the faults marked, beside whatever lies there', async () => {
    const batch = await takenOver();
    const folder = join(program.folder, 'answers');
    program.answers['folder'] = folder;
    for (const names of [['标注-回.xlsx'], ['标注-回(2).xlsx', '标注-回.xlsx']]) {
      const { job } = await program.ask('returns.answer', { batch, files: null });
      expect(await program.outcome('answered', job)).toMatchObject({ files: 1, place: folder });
      expect(readdirSync(folder).sort()).toEqual(names);
    }
    const read = await readWorkbook(readFileSync(join(folder, '标注-回.xlsx')), '标注-回.xlsx');
    if (!read.ok) throw new Error(read.error.code);
    const words = JSON.stringify(read.value.sheets.map((sheet) => sheet.rows));
    expect(words).toContain('本月有新的进展。');
    expect(words).toContain('去年年底吧');
    expect(words).toContain('看不出是哪一天');
  });

  it('is not given where nothing was read', async () => {
    expect(await program.refusal('returns.answer', { batch: 999_999, files: null })).toBe('batch_missing');
  });
});
