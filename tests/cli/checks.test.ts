/** The command checks as a real process: what it lists, what it leaves for scripts, and wrong usage. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { buildSample, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
const folders: string[] = [];
let sample: (file: string) => void;
beforeAll(async () => {
  sample = await buildSample('2024-08-31');
});
beforeEach(() => {
  folder = temporaryFolder();
  folders.push(folder);
  sample(join(folder, 'a.db'));
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ended> =>
  runCli(['--db', 'a.db', '--today', '2024-08-31', ...args], folder);

describe('checks', () => {
  it('lists what contradicts itself, as text and as the reply of the call', async () => {
    await run('set-stated', '--measures', '92');
    const text = await run('checks');
    expect({ code: text.code, err: text.err }).toEqual({ code: 0, err: '' });
    expect(text.out).toContain('整改措施：文件所载 92 条，台账 93 条，台账多 1 条');
    expect(text.out).toContain('已完成但缺佐证');
    expect(text.out).toContain('共 2 项。');
    const { code, out } = await run('checks', '--json');
    expect(code).toBe(0);
    const reply = contract['check.list'].reply.parse(JSON.parse(out));
    expect(reply.rows.map((row) => row.kind)).toEqual(['counted_differs', 'done_without_evidence']);
    expect(reply.rows).toHaveLength(reply.total);
  });

  it('--kind takes a code or its words; --fail tells of open ones by the exit code', async () => {
    const one = await run('checks', '--kind', '已完成但缺佐证', '--fail');
    expect([one.code, one.err]).toEqual([1, '']);
    expect(one.out).toContain('共 1 项。');
    const other = await run('checks', '--kind', 'done_without_day', '--fail');
    expect([other.code, other.out]).toEqual([0, '没有发现矛盾。\n']);
    expect(await run('checks', '--waived')).toMatchObject({ code: 0, out: '没有免于处理的事项。\n' });
  });

  it('what is mended is gone', async () => {
    const found = contract['check.list'].reply.parse(JSON.parse((await run('checks', '--json')).out));
    for (const row of found.rows)
      await run('no-evidence', `m${row.target.id ?? 0}`, '--reason', '口头部署，没有书面材料');
    expect(await run('checks', '--fail')).toMatchObject({ code: 0, out: '没有发现矛盾。\n' });
  });

  it('a large ledger is looked through by a child, with the same answer', async () => {
    const numbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    const issues = Array.from({ length: 110 }, (_, n) => [
      `${n + 1}.关于“第${n + 1}项管理不到位”问题`,
      numbers.map((number) => `${number}是整改第${n + 1}项的第${number}个方面。正在推进。`).join(''),
    ]);
    const notice = ['关于巡察整改进展情况的通报', '一、管理方面', '（一）管理不够严格', ...issues.flat(), ''];
    writeFileSync(join(folder, '通报.txt'), notice.join('\n'));
    const empty = (...args: string[]) => runCli(['--db', 'b.db', '--today', '2024-08-31', ...args], folder);
    await empty('init');
    const imported = await empty('import-notice', '通报.txt', '--month', '2024-08');
    expect([imported.code, imported.err]).toEqual([0, '']);
    const { code, out, err } = await empty('checks', '--kind', 'issue_without_lead', '--json');
    expect([code, err]).toEqual([0, '']);
    const reply = contract['check.list'].reply.parse(JSON.parse(out));
    expect([reply.total, reply.rows.length]).toEqual([110, 110]);
    expect(reply.rows[0]).toMatchObject({ place: '一（一）1', key: 'issue_without_lead:1' });
    expect(reply.kinds.find((each) => each.kind === 'issue_without_unit')?.open).toBe(110);
  });

  it('a kind that there is not is wrong usage', async () => {
    const wrong = await run('checks', '--kind', '别的');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('没有“别的”这类核对事项');
    expect(wrong.err).toContain('done_without_day（已完成但没有完成日期）');
  });
});
