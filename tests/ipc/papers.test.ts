/** Papers into files on a real disk, one and many, and what is refused. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { jobEnd, openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}
async function codeOf<K extends CallName>(name: K, args: Args<K>): Promise<string> {
  const result = await program.dispatcher.call(name, args);
  return result.ok ? 'done' : result.error.code;
}
function folder(name: string): string {
  const path = join(program.folder, name);
  mkdirSync(path);
  return path;
}

const problems: PaperQuery = { paper: 'problems', month: '2024-08' };
const duties: PaperQuery = { paper: 'duties', month: '2024-08' };

beforeAll(async () => {
  program = openTestProgram();
  await ask('ledger.create', { folder: null, sample: true });
});
afterAll(() => program.close());

describe('one paper', () => {
  it('leaves an older file as it was when it can not be written, and says why', async () => {
    const place = folder('一份');
    const asked = { query: problems, form: 'xlsx' } as const;
    const old = join(place, '清单.xlsx');
    writeFileSync(old, '上月的');
    program.answers['xlsx'] = join(old, '里面.xlsx');
    expect(await codeOf('paper.save', asked)).toBe('target_unwritable');
    program.answers['xlsx'] = join(place, `${'名'.repeat(120)}.xlsx`);
    expect(await codeOf('paper.save', asked)).toBe('target_bad_name');
    program.answers['xlsx'] = place;
    expect(await codeOf('paper.save', asked)).toBe('target_is_folder');
    program.answers['xlsx'] = old;
    expect(await codeOf('paper.save', { query: { paper: 'closing', issue: 99_999 }, form: 'xlsx' })).not.toBe(
      'done',
    );
    expect(readFileSync(old, 'utf8')).toBe('上月的');
    expect(readdirSync(place)).toEqual(['清单.xlsx']);
    expect(await ask('paper.save', asked)).toMatchObject({ file: '清单.xlsx' });
    expect(readFileSync(old).subarray(0, 2).toString('latin1')).toBe('PK');
    expect(readdirSync(place)).toEqual(['清单.xlsx']);
  });

  it('is refused in a form that it does not have', async () => {
    program.answers['xlsx'] = join(program.folder, '通报.xlsx');
    const progress: PaperQuery = { paper: 'progress', month: '2024-08' };
    expect(await codeOf('paper.save', { query: progress, form: 'xlsx' })).toBe('paper_form_missing');
    expect(existsSync(join(program.folder, '通报.xlsx'))).toBe(false);
  });
});

describe('many papers', () => {
  it('get names that nothing in the folder bears', async () => {
    const place = folder('成批');
    program.answers['folder'] = place;
    const { job } = await ask('paper.saveMany', { queries: [problems, duties, problems], form: 'xlsx' });
    expect((await jobEnd(program, job ?? '')).status).toBe('done');
    const came = await ask('paper.manyDone', { job: job ?? '' });
    expect(came).toMatchObject({ failed: [], left: 0, folder: '成批' });
    expect(new Set(came.done).size).toBe(3);
    expect(came.done[2]).toBe(came.done[0]?.replace('.xlsx', '(2).xlsx'));
    expect(readdirSync(place).sort()).toEqual([...came.done].sort());
    const again = await ask('paper.saveMany', { queries: [duties], form: 'xlsx' });
    await jobEnd(program, again.job ?? '');
    expect(readdirSync(place)).toHaveLength(4);
  });

  it('goes on when one can not be made, and tells which and why', async () => {
    program.answers['folder'] = folder('有缺');
    const queries: PaperQuery[] = [{ paper: 'closing', issue: 99_999 }, duties];
    const { job } = await ask('paper.saveMany', { queries, form: 'xlsx' });
    expect((await jobEnd(program, job ?? '')).status).toBe('done');
    const came = await ask('paper.manyDone', { job: job ?? '' });
    expect(came.done).toHaveLength(1);
    expect(came.failed).toHaveLength(1);
    expect(came.left).toBe(0);
  });

  it('when it is cancelled keeps what is finished and says how many are left', async () => {
    const place = folder('中途');
    program.answers['folder'] = place;
    const queries = Array.from({ length: 40 }, () => problems);
    const { job } = await ask('paper.saveMany', { queries, form: 'xlsx' });
    while (readdirSync(place).filter((name) => name.endsWith('.xlsx')).length < 2)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await ask('job.cancel', { id: job ?? '' });
    expect((await jobEnd(program, job ?? '')).status).toBe('cancelled');
    const came = await ask('paper.manyDone', { job: job ?? '' });
    expect(came.done.length).toBeGreaterThanOrEqual(2);
    expect(came.left).toBe(40 - came.done.length);
    expect(readdirSync(place).sort()).toEqual([...came.done].sort());
    for (const name of came.done)
      expect(readFileSync(join(place, name)).subarray(0, 2).toString('latin1')).toBe('PK');
  });

  it('ends with the first one when the folder has gone', async () => {
    const place = folder('没了');
    program.answers['folder'] = place;
    rmSync(place, { recursive: true });
    const { job } = await ask('paper.saveMany', { queries: [problems, duties], form: 'xlsx' });
    const end = await jobEnd(program, job ?? '');
    expect(end).toMatchObject({ status: 'failed', error: { code: 'target_unwritable' } });
    expect(await ask('paper.manyDone', { job: job ?? '' })).toMatchObject({ done: [], left: 1 });
    expect(existsSync(place)).toBe(false);
  });

  it('are not begun when the clerk leaves the dialog, and not printed without a printer', async () => {
    program.answers['folder'] = null;
    expect(await ask('paper.saveMany', { queries: [problems], form: 'pdf' })).toEqual({ job: null });
    expect(await ask('paper.printers', {})).toEqual({ printers: [] });
    const wish = { printer: 'HP', copies: 1, duplex: 'simplex' } as const;
    expect(await codeOf('paper.printMany', { queries: [problems], ...wish })).toBe('no_printer');
  });
});

describe.skipIf(process.getuid?.() === 0)('a folder that can only be read', () => {
  it('takes no paper', async () => {
    const place = folder('只读');
    chmodSync(place, 0o555);
    program.answers['xlsx'] = join(place, '清单.xlsx');
    expect(await codeOf('paper.save', { query: problems, form: 'xlsx' })).toBe('target_unwritable');
    chmodSync(place, 0o755);
  });
});
