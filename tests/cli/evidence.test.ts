/** Evidence on the built command line: real processes, real files, exact JSON. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildCli, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
beforeAll(buildCli, 60_000);
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ledger = (...args: string[]): Promise<Ended> =>
  runCli(['--db', 'a.db', '--today', '2024-08-31', ...args], folder);

async function told<T>(code: number, ...args: string[]): Promise<T> {
  const ended = await ledger(...args, '--json');
  if (ended.code !== code) throw new Error(`${args.join(' ')}: ${ended.code} ${ended.err}${ended.out}`);
  return JSON.parse(ended.out) as T;
}

interface Node {
  id: string;
  kind: string;
  parent: string | null;
  state: string | null;
}

it('is added, listed, checked, and written out', async () => {
  expect((await ledger('init', '--sample')).code).toBe(0);
  const { nodes } = await told<{ nodes: Node[] }>(0, 'tree');
  const running = new Set(
    nodes.filter((node) => node.kind === 'issue' && node.state === 'in_progress').map((node) => node.id),
  );
  const open = nodes.find((node) => node.kind === 'measure' && running.has(node.parent ?? ''));
  const [measure, issue] = [open?.id ?? '', open?.parent ?? ''];
  mkdirSync(join(folder, '材料'));
  writeFileSync(join(folder, '材料', '甲.txt'), '甲');
  writeFileSync(join(folder, '空.txt'), '');
  writeFileSync(join(folder, '乙.txt'), '乙');

  const added = await told<{ added: { name: string }[]; refused: { code: string }[] }>(
    0,
    ...['evidence', 'add', measure, '材料', '空.txt', '没有.txt'],
  );
  expect(added).toMatchObject({
    added: [{ name: '甲.txt', known: false }],
    refused: [
      { name: '空.txt', code: 'file_empty' },
      { name: '没有.txt', code: 'file_missing' },
    ],
  });
  const text = await ledger('evidence', 'add', measure, '乙.txt', '--title', '会议纪要');
  expect(text).toMatchObject({ code: 0, out: '已存入：乙.txt\n' });
  expect((await ledger('evidence', 'ref', measure, '--title', '通知', '--ref', '×发〔2024〕1号')).code).toBe(
    0,
  );
  const none = await ledger('evidence', 'add', measure, '空.txt');
  expect(none.code).toBe(1);
  expect(none.out).toContain('file_empty: 文件是空的');

  const { evidence } = await told<{ evidence: object[] }>(0, 'evidence', 'list', measure);
  expect(evidence.slice(-3)).toMatchObject([
    { measure: Number(measure.slice(1)), title: '甲', fileName: '甲.txt', bytes: 3, lost: false },
    { title: '会议纪要', fileName: '乙.txt' },
    { title: '通知', reference: '×发〔2024〕1号', fileName: null },
  ]);
  expect(
    (await told<{ evidence: object[] }>(0, 'evidence', 'list', measure)).evidence.length,
  ).toBeGreaterThan(2);
  expect((await ledger('evidence', 'list', 'i999')).err).toContain('row_missing');

  const archive = await told<{ files: number; place: string }>(
    0,
    ...['evidence', 'export', '--issue', issue, '--out', '归档'],
  );
  expect(archive.files).toBe(2);
  expect(readdirSync(archive.place)).toContain('归档目录.xlsx');
  expect((await ledger('evidence', 'export', '--out', '归档.zip')).code).toBe(0);
  expect(readFileSync(join(folder, '归档.zip')).subarray(0, 2).toString()).toBe('PK');

  expect(await told(0, 'verify', '--files')).toEqual({ ok: true, problems: [], files: 2, bytes: 6 });
  const sha256 = createHash('sha256').update('乙').digest('hex');
  writeFileSync(join(folder, 'files', sha256.slice(0, 2), sha256), '丙');
  expect(await told(0, 'verify')).toMatchObject({ ok: true, files: 0 });
  const found = await told<{ problems: object[] }>(1, 'verify', '--files');
  expect(found.problems).toMatchObject([{ table: 'files', kind: 'file_altered' }]);
  const said = await ledger('verify', '--files');
  expect(said.code).toBe(1);
  expect(said.out).toContain('会议纪要');
});

it('refuses wrong words before a ledger is touched', async () => {
  for (const words of [
    [],
    ['addd', '1', 'x'],
    ['add'],
    ['add', 'm1'],
    ['add', 'i1', 'x'],
    ['add', 'm1', 'x', 'y', '--title', '一'],
    ['add', 'm1', 'x', '--ref', '号'],
    ['ref', 'm1'],
    ['ref', 'm1', '--title', ' '],
    ['list'],
    ['list', 'm1', 'm2'],
    ['list', 'h1'],
    ['export'],
    ['export', '--out', 'x', '--issue', 'm3'],
    ['export', '--out', 'x', '--title', 'y'],
  ]) {
    const ended = await ledger('evidence', ...words);
    expect([words, ended.code, ended.err.slice(0, 12)]).toEqual([words, 2, 'wrong_usage:']);
  }
  expect(existsSync(join(folder, 'a.db'))).toBe(false);
});
