import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCli, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
const run = (...args: string[]): Promise<Ended> =>
  runCli(['--db', join(folder, 'a.db'), '--today', '2024-09-01', ...args], folder);

beforeAll(async () => {
  await buildCli();
  folder = temporaryFolder();
  const made = await run('init', '--sample');
  if (made.code !== 0) throw new Error(made.err);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('lists a family with what it counts, by code or word', async () => {
  const text = await run('outcomes', '建章立制');
  expect(text).toMatchObject({ code: 0, err: '' });
  expect(text.out).toContain('建章立制：计入 15 项，共 16 条，其中 1 条不另计');
  expect(text.out).toContain('同 ');
  const json = JSON.parse((await run('outcomes', 'recovery', '--json')).out) as {
    total: number;
    rows: unknown[];
  };
  expect(json.total).toBe(16_580_000 + 3_563_235);
  expect(json.rows.length).toBeGreaterThan(0);
});

it('writes one of each family down', async () => {
  for (const args of [
    ['regulation', '--title', '合同管理办法', '--number', '甲〔2024〕1号', '--kind', '修订', '--issue', 'i1'],
    ['sanction', '--kind', '诫勉', '--people', '2', '--on', '2024-08-30', '--measure', 'm1'],
    ['recovery', '--kind', '追缴税款', '--money', '1.5万元'],
    ['clue', '--title', '某线索', '--on', '2024-08-30', '--note', '转来'],
  ])
    expect(await run('outcome', 'add', ...args)).toMatchObject({ code: 0, err: '' });
  const { rows } = JSON.parse((await run('outcomes', '收回挽回', '--json')).out) as {
    rows: { kind: string; fen: number; on: null; firstMonth: string }[];
  };
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: '追缴税款', fen: 1_500_000, on: null, firstMonth: '2024-09' }),
  );
});

it('says what is wrong with what was typed, and what the ledger refuses', async () => {
  const wrong = [
    ['outcomes', '荣誉'],
    ['outcome', 'add', 'sanction'],
    ['outcome', 'add', 'sanction', '--kind', '表扬'],
    ['outcome', 'add', 'recovery', '--kind', '罚款', '--money', '若干'],
    ['outcome', 'add', 'clue', '--title', '某线索'],
    ['outcome', 'change', 'clue'],
    ['outcome', 'add', 'regulation', '--title', '办法', '--measure', 'm1', '--measure', 'm2'],
  ];
  for (const args of wrong) expect((await run(...args)).code, args.join(' ')).toBe(2);
  const later = await run('outcome', 'add', 'regulation', '--title', '办法', '--on', '2024-09-02');
  expect(later.code).toBe(1);
  expect(later.err).toContain('on_in_future');
});
