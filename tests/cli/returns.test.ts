/** The month of returns on the built command line: real processes, exact words, exact JSON. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildCli, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
beforeAll(buildCli, 60_000);
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ledger = (...args: string[]): Promise<Ended> =>
  runCli(['--db', 'ledger.db', '--today', '2024-08-31', ...args], folder);

async function told<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await ledger(...args, '--json');
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${err}`);
  return JSON.parse(out) as T;
}

interface File {
  file: string;
  sha256: string;
  refused: { code: string; text: string } | null;
  classes: Record<string, number>;
  rowClasses: Record<string, number>;
  rows: number;
  problems: unknown[];
}

async function sentOut(): Promise<string[]> {
  expect((await ledger('init', '--sample')).code).toBe(0);
  const { files } = await told<{ files: number }>('send-forms', '--month', '2024-08', '--out', 'out');
  const names = readdirSync(join(folder, 'out'));
  expect(names).toHaveLength(files);
  return names;
}

describe('the month of returns', () => {
  it('goes out, comes back, is known, is taken back', async () => {
    const names = await sentOut();
    const dry = await told<{ files: File[] }>('import-returns', 'out', '--month', '2024-08', '--dry-run');
    expect(Object.keys(dry)).toEqual(['files']);
    for (const file of dry.files) {
      expect(Object.keys(file)).toEqual([
        ...[
          'file',
          'sha256',
          'unit',
          'month',
          'kind',
          'rows',
          'classes',
          'rowClasses',
          'problems',
          'refused',
        ],
      ]);
      const { blank = 0, unchanged = 0, ...differences } = file.classes;
      expect(differences).toEqual({ problem: 0, forbidden: 0, ours: 0, theirs: 0, both: 0 });
      expect(blank + unchanged).toBe(file.rows * 22);
      expect(file.rowClasses).toEqual({ matched: file.rows, new: 0, absent: 0, ambiguous: 0 });
      expect(file.refused).toBeNull();
    }
    expect(await told('batches')).toMatchObject({ batches: [{ kind: 'sample' }] });

    const taken = await told<{ batch: number; files: File[] }>('import-returns', 'out', '--month', '2024-08');
    expect(taken.files).toEqual(dry.files);
    const again = await ledger('import-returns', 'out', '--month', '2024-08', '--json');
    expect(again.code).toBe(1);
    const known = JSON.parse(again.out) as { batch: null; files: File[] };
    expect(known.batch).toBeNull();
    expect(known.files.map((file) => file.refused?.code)).toEqual(names.map(() => 'already_imported'));

    const undone = await told('undo-batch', String(taken.batch));
    expect(undone).toMatchObject({ batch: taken.batch, kept: 0 });
    const freed = await told<{ files: File[] }>('import-returns', 'out', '--month', '2024-08', '--dry-run');
    expect(freed.files.every((file) => file.refused === null)).toBe(true);
    expect((await ledger('verify')).code).toBe(0);
  }, 60_000);

  it('takes files, folders and archives at once, and names what lies within', async () => {
    const [first = '', second = '', third = ''] = await sentOut();
    const bytes = (name: string): Uint8Array => readFileSync(join(folder, 'out', name));
    writeFileSync(join(folder, 'a.zip'), zipSync({ 'dir/b.xlsx': bytes(first) }));
    mkdirSync(join(folder, 'more'));
    copyFileSync(join(folder, 'out', second), join(folder, 'more', 'c.xlsx'));
    writeFileSync(join(folder, 'more', 'd.xlsx'), 'no workbook');
    copyFileSync(join(folder, 'out', third), join(folder, 'e.xlsx'));
    const kept = readdirSync(join(folder, 'files'), { recursive: true });
    writeFileSync(
      join(folder, 'f.csv'),
      '序号,整改措施,整改状态,本月整改进展\n1,不知哪家的措施,整改中,有进展\n',
    );
    const paths = ['a.zip', 'more', 'e.xlsx', 'nowhere.xlsx', 'f.csv'];
    const { files } = await told<{ files: File[] }>(
      ...['import-returns', ...paths, '--month', '2024-08', '--dry-run'],
    );
    expect(files.map((file) => file.file)).toEqual([
      ...['a.zip!dir/b.xlsx', 'more/c.xlsx', 'more/d.xlsx', 'e.xlsx', 'nowhere.xlsx', 'f.csv'],
    ]);
    expect(files.map((file) => file.refused === null)).toEqual([true, true, false, true, false, true]);
    expect(files[4]).toMatchObject({ sha256: '', refused: { code: 'inbox_missing' } });
    // What must be asked is told: no row of it was read.
    expect(files[5]).toMatchObject({
      rows: 0,
      problems: [{ sheet: 'f', cell: 'A1', code: 'ask_unit', found: '' }],
    });
    expect(files[2]?.refused?.text).toMatch(/^[\u4e00-\u9fff].*。$/u);
    expect(readdirSync(join(folder, 'files'), { recursive: true })).toEqual(kept);
  }, 60_000);

  it('answers a batch into a folder', async () => {
    const names = await sentOut();
    const { batch } = await told<{ batch: number }>('import-returns', 'out', '--month', '2024-08');
    await told('answer', String(batch), '--out', 'answers');
    expect(readdirSync(join(folder, 'answers')).sort()).toEqual(names.map((name) => `标注-${name}`).sort());
    expect((await ledger('answer', '99', '--out', 'answers')).err).toMatch(/^batch_missing: /);
  }, 60_000);
});

describe('wrong usage', () => {
  it('is told before anything is opened', async () => {
    for (const args of [
      ['import-returns', '--month', '2024-08'],
      ['import-returns', 'x', '--accept', 'all'],
      ['send-forms', '--month', '2024-08'],
      ['undo-batch', 'x'],
      ['answer', '1'],
    ]) {
      const { code, err } = await ledger(...args);
      expect([code, err.split(':')[0]], args.join(' ')).toEqual([2, 'wrong_usage']);
    }
  }, 30_000);
});

describe('an old ledger', () => {
  it('becomes the first content, large or small, once', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => {
      const issue = Math.floor(n / 3) + 1;
      const closed = issue % 4 === 0;
      const first = n % 3 === 0;
      return [
        ...[
          first ? issue : '',
          first ? '党的建设' : '',
          first ? `问题${issue}整改不到位` : '',
          `措施${n + 1}修订制度`,
        ],
        ...['综合部', '2024年12月底前', closed ? '已完成' : '整改中', closed ? '已印发执行' : '正在办理'],
        closed ? '2024-06-01' : '',
      ].join(',');
    });
    const head = '序号,方面,问题,整改措施,责任单位,整改期限,整改状态,整改进展,销号日期';
    writeFileSync(join(folder, '旧台账.csv'), [head, ...rows].join('\r\n'));
    expect((await ledger('init')).code).toBe(0);
    const found = await told<{ counted: Record<string, number> }>('import-ledger', '旧台账.csv', '--dry-run');
    expect(found.counted).toMatchObject({ issues: 100, measures: 300, closed: 25 });
    expect(await told('batches')).toEqual({ batches: [] });
    const made = await told('import-ledger', '旧台账.csv', '--month', '2024-08');
    expect(made).toMatchObject({ issues: 100, measures: 300, closed: 25 });
    expect((await ledger('import-ledger', '旧台账.csv')).err).toMatch(/^imported_before: /);
    expect((await ledger('verify')).code).toBe(0);
  }, 60_000);
});
