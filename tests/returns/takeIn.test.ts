/** A month's way through the program's door: forms out, workbooks back, a review, and into the ledger. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../db/index.ts';
import { fillForm, formOf, MONTH, openMonth } from './month.ts';
import type { MonthProgram } from './month.ts';

let program: MonthProgram;

beforeEach(async () => {
  program = await openMonth();
});
afterEach(() => {
  expect(verify(program.context.session.ledger().read)).toEqual({ ok: true, problems: [] });
  expect(program.errors).toEqual([]);
  program.close();
});

/** Units of the sample with their forms, those with most rows first. */
async function units(): Promise<{ id: number; name: string; responsible: number }[]> {
  const plan = await program.ask('forms.plan', { month: MONTH });
  return plan.units
    .map(({ unit, responsible }) => ({ ...unit, responsible }))
    .sort((a, b) => b.responsible - a.responsible);
}

const returnBatches = async () =>
  (await program.ask('returns.batches', {})).batches.filter((batch) => batch.kind === 'return');

describe('a month sent out and brought back untouched', () => {
  it('changes nothing, and is known the next time', async () => {
    const folder = await program.sendOut();
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(3);
    expect(names.every((name) => /^报送表-.+-2024-08\.xlsx$/.test(name))).toBe(true);
    const plan = await program.ask('forms.plan', { month: MONTH });
    expect(plan.units.every((unit) => unit.sent.length === 1)).toBe(true);

    const dry = await program.takeIn([folder], { dryRun: true });
    expect(dry.batch).toBeNull();
    expect(dry.files.map((file) => file.refused)).toEqual(names.map(() => null));
    expect(await returnBatches()).toEqual([]);

    const { batch, files } = await program.takeIn([folder]);
    expect(files.map((file) => file.file)).toEqual([...names].sort().map((name) => `out/${name}`));
    for (const file of files) {
      expect(file).toMatchObject({ kind: 'own', month: MONTH, refused: null, problems: [] });
      const { blank, unchanged, ...others } = file.classes;
      expect(others).toEqual({ problem: 0, forbidden: 0, ours: 0, theirs: 0, both: 0 });
      expect(file.rowClasses).toEqual({ matched: file.rows, new: 0, absent: 0, ambiguous: 0 });
      expect(blank + unchanged).toBeGreaterThan(0);
    }
    const review = await program.ask('returns.review', { batch: batch ?? 0 });
    // Nothing differs, so nothing waits.
    expect(review.files.map((file) => file.status)).toEqual(names.map(() => 'done'));
    expect(program.reviews).toContain(batch);

    const again = await program.takeIn([folder]);
    expect(again.batch).toBeNull();
    expect(again.files.map((file) => file.refused?.code)).toEqual(names.map(() => 'already_imported'));
    expect(again.files[0]?.refused?.text).toContain(`批次 ${batch ?? 0}`);
  });

  it('from an archive too, with the names within', async () => {
    program.answers['zip'] = join(program.folder, '报送表.zip');
    const { job } = await program.ask('forms.send', { month: MONTH, units: null, as: 'zip' });
    const sent = await program.outcome('sent', job);
    expect(sent.place).toBe(program.answers['zip']);
    const { files } = await program.takeIn([sent.place]);
    expect(files).toHaveLength(sent.files);
    expect(files.every((file) => /^报送表\.zip!报送表-.+\.xlsx$/.test(file.file))).toBe(true);
    expect(files.every((file) => file.refused === null && file.classes.theirs === 0)).toBe(true);
  });
});

describe('sending out', () => {
  it('writes over nothing: a name that is taken gets a number', async () => {
    const folder = await program.sendOut();
    const first = readdirSync(folder);
    const before = first.map((name) => readFileSync(join(folder, name)).toString('base64'));
    await program.sendOut();
    const all = readdirSync(folder);
    expect(all).toHaveLength(first.length * 2);
    expect(all.filter((name) => name.endsWith('(2).xlsx'))).toHaveLength(first.length);
    expect(first.map((name) => readFileSync(join(folder, name)).toString('base64'))).toEqual(before);
    const plan = await program.ask('forms.plan', { month: MONTH });
    expect(plan.units.every((unit) => unit.sent.length === 2)).toBe(true);
  });

  it('leaves nothing when it is cancelled, and asks first where to', async () => {
    program.answers['folder'] = null;
    expect(await program.ask('forms.send', { month: MONTH, units: null, as: 'folder' })).toEqual({
      job: null,
    });
    const folder = join(program.folder, 'cancelled');
    program.answers['folder'] = folder;
    const { job } = await program.ask('forms.send', { month: MONTH, units: null, as: 'folder' });
    await program.ask('job.cancel', { id: job ?? '' });
    for (;;) {
      const state = program.context.jobs.state(job ?? '');
      if (state.status !== 'running') {
        expect(state.status).toBe('cancelled');
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(readdirSync(program.folder).includes('cancelled') ? readdirSync(folder) : []).toEqual([]);
    const plan = await program.ask('forms.plan', { month: MONTH });
    expect(plan.units.every((unit) => unit.sent.length === 0)).toBe(true);
  });
});

describe('a return filled in', () => {
  it('is reviewed, decided, committed, and unchanged when it comes again', async () => {
    const folder = await program.sendOut();
    const [unit] = await units();
    if (unit === undefined) throw new Error('no unit');
    const file = await fillForm(formOf(folder, unit.name), join(program.folder, '回.xlsx'), [
      { progress: '本月完成了自查，整改了三项。', remark: '无' },
      { progress: '正在办理。', nextStep: '九月底前完成。' },
    ]);
    const { batch, files } = await program.takeIn([file]);
    expect(files[0]?.refused).toBeNull();
    expect(files[0]?.unit).toBe(unit.name);
    expect(files[0]?.classes.theirs).toBeGreaterThan(0);
    expect(files[0]?.classes.problem).toBe(0);

    const id = batch ?? 0;
    const found = await program.ask('returns.find', { batch: id, filter: { classes: ['theirs'] } });
    expect(found.keys.length).toBeGreaterThan(0);
    const rows = await program.ask('returns.rows', {
      batch: id,
      keys: [{ file: found.keys[0] ?? 0, row: found.keys[1] ?? 0 }],
    });
    const cell = rows.rows[0]?.cells.find((one) => one.field === 'progress');
    expect(cell).toMatchObject({ class: 'theirs', value: '本月完成了自查，整改了三项。', choice: 'later' });
    const place = await program.ask('returns.place', {
      file: found.keys[0] ?? 0,
      sheet: null,
      row: (found.keys[1] ?? 1) - 1,
      rows: 1,
    });
    expect(place.rows[0]?.cells).toContain('本月完成了自查，整改了三项。');

    const decided = await program.ask('returns.decide', { batch: id, all: { filter: {}, choice: 'accept' } });
    expect(decided.changed).toBe(files[0]?.classes.theirs);
    const review = await program.ask('returns.review', { batch: id });
    const { job } = await program.ask('returns.commit', { batch: id, revision: review.revision });
    const committed = await program.outcome('committed', job);
    expect(committed.cells).toBe(decided.changed);
    expect(program.changes.at(-1)?.tables).toContain('progress');
    const receipt = await program.ask('returns.receipt', { batch: id });
    expect(receipt.decisions).toHaveLength(decided.changed);

    // Saved again it is another file with the same content.
    const again = await fillForm(file, join(program.folder, '再.xlsx'), []);
    const second = await program.takeIn([again], { dryRun: true });
    expect(second.files[0]?.classes).toMatchObject({ theirs: 0, both: 0, ours: 0, problem: 0 });
    // Nothing is left to be taken over.
    const empty = await program.ask('returns.commit', { batch: id, revision: committed.revision });
    await expect(program.outcome('committed', empty.job)).rejects.toThrow('nothing_decided');
  });

  it('taken over at once as far as it raises no question', async () => {
    const folder = await program.sendOut();
    const [unit] = await units();
    if (unit === undefined) throw new Error('no unit');
    const file = await fillForm(formOf(folder, unit.name), join(program.folder, '回.xlsx'), [
      { progress: '本月有新的进展。' },
    ]);
    const { batch } = await program.takeIn([file], { accept: 'clean' });
    const [made] = await returnBatches();
    expect(made).toMatchObject({ id: batch, counts: { accepted: 1, open: 0 } });
    const { read } = program.context.session.ledger();
    expect(read.pluck('SELECT text FROM progress WHERE batch_id = ?', batch)).toEqual(['本月有新的进展。']);
  });
});

describe('files that are none', () => {
  it('are refused one by one, and the others go on', async () => {
    const folder = await program.sendOut();
    const drop = join(program.folder, 'drop');
    mkdirSync(drop);
    const [unit] = await units();
    if (unit === undefined) throw new Error('no unit');
    const good = formOf(folder, unit.name);
    const bytes = readFileSync(good);
    writeFileSync(join(drop, '1 好.xlsx'), bytes);
    writeFileSync(join(drop, '2 同一份.xlsx'), bytes);
    writeFileSync(join(drop, '3 空.xlsx'), '');
    writeFileSync(join(drop, '4 乱.xlsx'), Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    writeFileSync(join(drop, '5.pdf'), '%PDF-1.7\n');
    writeFileSync(join(drop, '6 半.xlsx'), bytes.subarray(0, bytes.length >> 1));
    writeFileSync(join(drop, '7.zip'), zipSync({ 'a/b.txt': new TextEncoder().encode('没有表') }));
    const { batch, files } = await program.takeIn([drop]);
    expect(batch).not.toBeNull();
    const codes = Object.fromEntries(files.map((file) => [file.file, file.refused?.code ?? null]));
    expect(codes['drop/1 好.xlsx']).toBeNull();
    expect(codes['drop/2 同一份.xlsx']).toBe('same_file_twice');
    for (const [name, code] of Object.entries(codes)) {
      if (name !== 'drop/1 好.xlsx') expect(code, name).not.toBeNull();
      expect(code ?? '', name).not.toMatch(/crashed|internal/);
    }
    expect(files.every((file) => file.refused === null || file.refused.text.endsWith('。'))).toBe(true);
    const review = await program.ask('returns.review', { batch: batch ?? 0 });
    expect(review.files.map((file) => file.status).filter((status) => status !== 'refused')).toHaveLength(1);
    expect(review.files.map((file) => file.name)).toEqual(files.map((file) => file.file));
  });

  it('all of them: then there is no batch', async () => {
    const file = join(program.folder, '空.xlsx');
    writeFileSync(file, '');
    const { batch, files } = await program.takeIn([file]);
    expect(batch).toBeNull();
    expect(files).toHaveLength(1);
    expect(await returnBatches()).toEqual([]);
    const { read } = program.context.session.ledger();
    expect(read.pluck('SELECT count(*) FROM staged_files')).toEqual([0]);
  });
});
