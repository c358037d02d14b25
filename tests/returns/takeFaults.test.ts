/** Whatever befalls a take-in: a child that dies, a clerk who cancels, a ledger that moves on. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { verify } from '../../db/index.ts';
import { JUDGE } from '../../electron/jobs/kinds.ts';
import type { JudgePayload } from '../../electron/jobs/kinds.ts';
import type { JobHost, ToChild } from '../../electron/jobs/messages.ts';
import { fillForm, formOf, MONTH, openMonth } from './month.ts';
import type { MonthProgram } from './month.ts';

let program: MonthProgram;

afterEach(() => {
  expect(verify(program.context.session.ledger().read)).toEqual({ ok: true, problems: [] });
  program.close();
});

/** Calls `meddle` as a task goes to its child. */
function meddling(meddle: (message: ToChild, kill: () => void) => void) {
  return (host: JobHost): JobHost => ({
    launch(limits) {
      const child = host.launch(limits);
      return {
        ...child,
        send(message) {
          child.send(message);
          meddle(message, () => child.kill());
        },
      };
    },
  });
}

function judged(message: ToChild): string | null {
  if (message.type !== 'start' || message.kind !== JUDGE) return null;
  const { source } = message.payload as JudgePayload;
  return 'incoming' in source ? source.incoming.name : source.name;
}

/** Names of units, those first that are responsible for whatever they report. */
async function unitNames(): Promise<string[]> {
  const { units } = await program.ask('forms.plan', { month: MONTH });
  return units.toSorted((a, b) => a.assisting - b.assisting).map(({ unit }) => unit.name);
}

function stagedRows(): number {
  const { read } = program.context.session.ledger();
  return (
    read.pluck<number>(
      'SELECT (SELECT count(*) FROM staged_files) + (SELECT count(*) FROM staged_parts)',
    )[0] ?? -1
  );
}

describe('a child that dies in the middle of a file', () => {
  it('is that one file refused; the others are taken in', async () => {
    let victim = '';
    program = await openMonth(
      meddling((message, kill) => {
        if (victim !== '' && judged(message) === `out/${victim}`) kill();
      }),
    );
    const folder = await program.sendOut();
    const names = readdirSync(folder);
    victim = names[1] ?? '';
    const { batch, files } = await program.takeIn([folder]);
    expect(batch).not.toBeNull();
    const refused = files.filter((file) => file.refused !== null);
    expect(refused.map((file) => file.file)).toEqual([`out/${victim}`]);
    expect(refused[0]?.refused?.code).toBe('book_crashed');
    // It was hashed before it was opened, so that it can be named; and it may come again.
    expect(refused[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    victim = '';
    const again = await program.takeIn([folder]);
    const codes = again.files.map((file) => file.refused?.code ?? 'taken');
    expect(codes.filter((code) => code === 'taken')).toHaveLength(1);
    expect(codes.filter((code) => code === 'already_imported')).toHaveLength(names.length - 1);
  });
});

describe('cancelling', () => {
  it('leaves nothing of the take-in, and the next one begins afresh', async () => {
    let seen = 0;
    let job = '';
    program = await openMonth(
      meddling((message) => {
        if (job !== '' && judged(message) !== null && ++seen === 3) program.context.jobs.cancel(job);
      }),
    );
    const folder = await program.sendOut();
    const files = [program.context.tokens.addPlace(folder).token];
    ({ job } = await program.ask('returns.take', { files, month: MONTH }));
    await expect(program.outcome('taken', job)).rejects.toThrow('cancelled');
    expect(stagedRows()).toBe(0);
    const ends = program.states.filter((state) => state.id === job && state.status !== 'running');
    expect(ends).toHaveLength(1);
    job = '';
    const { batch, files: taken } = await program.takeIn([folder]);
    expect(batch).not.toBeNull();
    expect(taken.every((file) => file.refused === null)).toBe(true);
  });
});

describe('what a crash left of a take-in', () => {
  it('is cleared before the next one', async () => {
    program = await openMonth();
    const folder = await program.sendOut();
    const half = `INSERT INTO staged_files (batch_id, position, name, sha256, bytes, status)
      VALUES (-7, 0, '半.xlsx', ?, 1, 'review')`;
    await program.context.session.unlogged((db) => db.run(half, 'a'.repeat(64)));
    expect(stagedRows()).toBe(1);
    const { files } = await program.takeIn([folder]);
    const { read } = program.context.session.ledger();
    expect(read.pluck('SELECT count(*) FROM staged_files')).toEqual([files.length]);
  });
});

describe('while a take-in runs', () => {
  it('the ledger stays open and may be written, and a dry run keeps nothing at all', async () => {
    program = await openMonth();
    const folder = await program.sendOut();
    const files = [program.context.tokens.addPlace(folder).token];
    const before = program.context.session.ledger().revision();
    const { job } = await program.ask('returns.take', { files, month: MONTH, dryRun: true });
    expect(() => program.context.session.beginMove(join(program.folder, 'away', 'ledger.db'))).toThrow(
      'ledger_busy_writing',
    );
    const [unit] = await unitNames();
    const { revision } = await program.ask('unit.add', { name: `${unit ?? ''}新`, kind: 'department' });
    expect(revision).toBe(before + 1);
    await program.outcome('taken', job);
    expect(stagedRows()).toBe(0);
    expect(program.context.session.ledger().revision()).toBe(before + 1);
  });
});

describe('a review while the ledger moves on', () => {
  it('is compared again before it is committed', async () => {
    program = await openMonth();
    const folder = await program.sendOut();
    const [unit = ''] = await unitNames();
    const file = await fillForm(formOf(folder, unit), join(program.folder, '回.xlsx'), [
      { progress: '本月有新的进展。' },
    ]);
    const { batch } = await program.takeIn([file]);
    const id = batch ?? 0;
    await program.ask('returns.decide', { batch: id, all: { filter: {}, choice: 'accept' } });
    const found = await program.ask('returns.find', { batch: id, filter: {} });
    const key = { file: found.keys[0] ?? 0, row: found.keys[1] ?? 0 };
    const row = (await program.ask('returns.rows', { batch: id, keys: [key] })).rows[0];
    const measure = row?.measure?.id ?? 0;
    await program.ask('measure.addProgress', { id: measure, month: MONTH, text: '经办人自己登记的进展。' });
    const stale = await program.ask('returns.review', { batch: id });
    expect(stale.stale).toBe(true);
    const early = await program.ask('returns.commit', { batch: id, revision: stale.revision });
    await expect(program.outcome('committed', early.job)).rejects.toThrow('ledger_moved');

    const { job } = await program.ask('returns.compare', { batch: id });
    const compared = await program.outcome('compared', job);
    expect(compared.changed).toBeGreaterThan(0);
    const fresh = await program.ask('returns.review', { batch: id });
    expect(fresh.stale).toBe(false);
    const now = (await program.ask('returns.rows', { batch: id, keys: [key] })).rows[0];
    expect(now?.cells.find((cell) => cell.field === 'progress')).toMatchObject({
      class: 'both',
      ledger: '经办人自己登记的进展。',
      choice: 'later',
    });
    expect(program.errors).toEqual([]);
  });
});

describe('answers of the clerk', () => {
  it('whose file it is, which row is which measure, what is put aside', async () => {
    program = await openMonth();
    const folder = await program.sendOut();
    const names = await unitNames();
    const file = await fillForm(formOf(folder, names[0] ?? ''), join(program.folder, '回.xlsx'), [
      { progress: '本月有新的进展。' },
    ]);
    const { batch } = await program.takeIn([file]);
    const id = batch ?? 0;
    const [staged] = (await program.ask('returns.review', { batch: id })).files;
    const fileId = staged?.id ?? 0;
    const { keys } = await program.ask('returns.find', { batch: id, filter: {} });
    const row = keys[1] ?? 0;

    await program.ask('returns.match', { file: fileId, row, measure: null });
    const out = (await program.ask('returns.rows', { batch: id, keys: [{ file: fileId, row }] })).rows[0];
    expect(out).toMatchObject({ measure: null, problem: 'left_out' });
    const { measures } = await program.ask('returns.measures', { file: fileId });
    await program.ask('returns.match', { file: fileId, row, measure: measures[0]?.id ?? 0 });
    const back = (await program.ask('returns.rows', { batch: id, keys: [{ file: fileId, row }] })).rows[0];
    expect(back).toMatchObject({ measure: { id: measures[0]?.id }, how: 'chosen' });

    const mapped = await program.ask('returns.map', { file: fileId, chosen: { month: '2024-07' } });
    expect(mapped.file.month).toBe('2024-07');
    const submitted = () =>
      program.context.session
        .ledger()
        .read.pluck<string>('SELECT month FROM submissions WHERE batch_id = ?', id);
    expect(submitted()).toEqual(['2024-07']);

    expect((await program.ask('returns.setAside', { file: fileId, aside: true })).file.status).toBe('aside');
    expect(submitted()).toEqual([]);
    await program.ask('returns.setAside', { file: fileId, aside: false });
    expect(submitted()).toEqual(['2024-07']);
    expect(program.errors).toEqual([]);
  });

  it('about a layout of its own are kept for the next file of that unit', async () => {
    program = await openMonth();
    const [unit = ''] = await unitNames();
    const { units } = await program.ask('forms.plan', { month: MONTH });
    const unitId = units.find((one) => one.unit.name === unit)?.unit.id ?? 0;
    const { read } = program.context.session.ledger();
    const titles = read.pluck<string>(
      `SELECT m.title FROM measures m JOIN issues i ON i.id = m.issue_id
        WHERE coalesce(m.unit_id, i.unit_id) = ? ORDER BY m.id LIMIT 3`,
      unitId,
    );
    const csv = (said: string): string =>
      ['序号,整改措施,怎么样了,怎么样了', ...titles.map((title, n) => `${n + 1},${title},${said}${n},`)].join(
        '\n',
      );
    const own = join(program.folder, '甲.csv');
    writeFileSync(own, csv('已开会研究'));
    const { batch } = await program.takeIn([own]);
    const id = batch ?? 0;
    const [staged] = (await program.ask('returns.review', { batch: id })).files;
    expect(staged?.status).toBe('asks');
    const file = staged?.id ?? 0;
    const mapped = await program.ask('returns.map', {
      file,
      chosen: { unit: unitId, columns: { '2': 'progress', '3': 'nextStep' } },
    });
    expect(mapped.file).toMatchObject({ status: 'review', asks: [], unit: { name: unit } });
    expect(mapped.file.counts?.classes.theirs).toBe(titles.length);

    const next = join(program.folder, '乙.csv');
    writeFileSync(next, csv('正在办理').replace('正在办理0,', '正在办理0,下月办完'));
    const second = await program.takeIn([next]);
    const [again] = (await program.ask('returns.review', { batch: second.batch ?? 0 })).files;
    const { recognised } = await program.ask('returns.mapping', { file: again?.id ?? 0 });
    expect(recognised?.columns.slice(2).map(({ field, how }) => [field, how])).toEqual([
      ['progress', 'remembered'],
      ['nextStep', 'remembered'],
    ]);
  });
});
