/** The closing chain from the command line: an issue from open to closed, returned once, reopened; every refusal. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { buildCli, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

const NOTICE = [
  '关于巡察整改进展情况的通报',
  '根据统一部署，现将整改进展情况通报如下。反馈1个方面2个问题，制定措施3条。',
  '一、党的建设方面',
  '（一）组织生活不够严格',
  '1.关于“学习制度落实不到位”问题',
  '一是修订学习制度。已印发执行。二是开展专题培训。已办培训两期。',
  '2.关于“台账记录不完整”问题',
  '一是补齐会议记录。已全部补齐。',
  '',
].join('\n');

let folder: string;
let template: string;
let folders: string[];

beforeAll(async () => {
  await buildCli();
  folders = [temporaryFolder()];
  template = join(folders[0] ?? '', 'template.db');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(folders[0] ?? '', 'notice.txt'), NOTICE);
  for (const args of [
    ['init'],
    ['import-notice', 'notice.txt', '--month', '2024-04', '--feedback', '2024-03-01'],
  ]) {
    const made = await runCli(['--db', template, '--today', '2024-09-01', ...args], folders[0] ?? '');
    if (made.code !== 0) throw new Error(`no ledger: ${made.err}`);
  }
});
beforeEach(() => {
  folder = temporaryFolder();
  folders.push(folder);
  copyFileSync(template, join(folder, 'a.db'));
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ended> =>
  runCli(['--db', 'a.db', '--today', '2024-09-01', ...args], folder);

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await run(...args);
  expect({ args, code, err }).toEqual({ args, code: 0, err: '' });
  return out;
}

async function refused(failure: string, ...args: string[]): Promise<string[]> {
  const { code, out, err } = await run(...args);
  expect({ args, code, out, failure: err.split(':')[0] }).toEqual({ args, code: 1, out: '', failure });
  expect(err).toMatch(/\p{Script=Han}{4}/u);
  return err.trimEnd().split('\n');
}

const WHO = ['--who', '示例一'];

/** Completes both measures of the first issue, and says why there is no evidence. */
async function finish(): Promise<void> {
  for (const measure of ['m1', 'm2']) {
    await done('set-measure', measure, '--state', 'done', '--on', '2024-05-20');
    await done('no-evidence', measure, '--reason', '会议形成口头意见');
  }
}

async function close(): Promise<void> {
  await finish();
  await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-01');
  for (const on of ['2024-06-05', '2024-06-10', '2024-06-15'])
    await done('step', 'i1', 'next', ...WHO, '--on', on, '--opinion', '同意');
}

interface Board {
  columns: { key: string; cards: { id: number; attempt: number; cycle: number; since: string | null }[] }[];
}
async function columnOf(issue: number): Promise<unknown> {
  const board = contract['closing.board'].reply.parse(JSON.parse(await done('board', '--json'))) as Board;
  return board.columns.find((column) => column.cards.some((card) => card.id === issue))?.key;
}

describe('step', () => {
  it('leads from the application to the close, back once, and says what comes next', async () => {
    await finish();
    expect(await columnOf(1)).toBe('ready');
    const first = await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-01');
    expect(first).toContain('已办“申请”');
    expect(first).toContain('下一环节：审核（整改办）');
    expect(await done('step', '1', 'back', ...WHO, '--on', '2024-06-03', '--reason', '缺会议记录')).toContain(
      '已退回',
    );
    expect(await columnOf(1)).toBe('ready');
    await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-04');
    await done('step', 'i1', 'back', ...WHO, '--on', '2024-06-04', '--reason', '自行补正', '--withdraw');
    await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-05');
    const json = contract['closing.step'].reply.parse(
      JSON.parse(await done('step', 'i1', 'next', ...WHO, '--opinion', '同意', '--json')),
    );
    expect(json.moved).toEqual([{ id: 1, step: 'reviewed' }]);
    await done('step', 'i1', 'next', ...WHO, '--opinion', '同意');
    expect(await done('step', 'i1', 'next', ...WHO, '--opinion', '同意')).toContain('问题已销号');
    expect(await columnOf(1)).toBe('closed');
    expect(await done('board')).toMatch(/i1 +已销号 +2024-09-01/);
  });

  it('lists what an application lacks, one line each', async () => {
    await done('set-measure', 'm1', '--state', 'done');
    const lines = await refused('application_incomplete', 'step', 'i1', 'next', ...WHO);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('学习制度落实不到位');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^ {2}措施 m1（1-1）.*：没有佐证材料/),
      expect.stringMatching(/^ {2}措施 m2（1-2）.*：还没有完成$/),
      expect.stringMatching(/^ {2}措施 m2（1-2）.*：没有佐证材料/),
    ]);
  });

  it('refuses steps out of order, days out of order, and frozen work', async () => {
    await refused('not_in_chain', 'step', 'i1', 'back', ...WHO, '--reason', '因');
    await finish();
    await refused('on_before_ready', 'step', 'i1', 'next', ...WHO, '--on', '2024-05-19');
    await refused('on_in_future', 'step', 'i1', 'next', ...WHO, '--on', '2024-09-02');
    await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-01');
    await refused('opinion_required', 'step', 'i1', 'next', ...WHO);
    await refused(
      'on_before_previous',
      'step',
      'i1',
      'next',
      ...WHO,
      '--on',
      '2024-05-31',
      '--opinion',
      '同意',
    );
    await refused('issue_in_chain', 'set-measure', 'm1', '--state', 'in_progress', '--reason', '因');
    await refused('issue_in_chain', 'withdraw', 'm1', '--reason', '因', '--body', '党委会');
    await refused('issue_not_closed', 'recheck', 'i1', '--result', 'passed', ...WHO);
    await refused('issue_not_closed', 'reopen', 'i1', '--reason', '因', '--measure', 'm1');
    await refused('row_missing', 'step', 'i99', 'next', ...WHO);
    expect(await columnOf(1)).toBe('applied');
  });
});

describe('after the close', () => {
  it('a recheck that passed is noted; one that failed reopens, with the measures named', async () => {
    await close();
    expect(
      await done('recheck', 'i1', '--result', 'passed', ...WHO, '--on', '2024-07-01', '--opinion', '巩固'),
    ).toContain('回头看通过');
    expect(await columnOf(1)).toBe('closed');
    const out = await done(
      ...['recheck', 'i1', '--result', 'failed', ...WHO, '--on', '2024-08-01', '--reason', '问题反弹'],
      ...['--measure', 'm1', 'm2', '--state', '基本完成'],
    );
    expect(out).toContain('m1、m2 退回基本完成');
    expect(await columnOf(1)).toBe('open');
    expect(await done('log', '--limit', '5')).toContain('重启问题整改');
  });

  it('reopening without a measure named sets all complete ones back, and says so; undo closes again', async () => {
    await close();
    const out = await done('reopen', 'i1', '--reason', '上级要求');
    expect(out).toContain('没有指定措施，已完成的m1、m2 退回整改中');
    const { columns } = JSON.parse(await done('board', '--json')) as Board;
    expect(columns[0]?.cards.find((card) => card.id === 1)).toMatchObject({ cycle: 2, since: '2024-09-01' });
    await done('undo');
    expect(await columnOf(1)).toBe('closed');
    const added = await done(
      'reopen',
      'i1',
      '--reason',
      '上级要求',
      '--add',
      '开展专项整治',
      '--add',
      '通报典型问题',
    );
    expect(added).toContain('新增措施 2 条');
    const tree = JSON.parse(await done('tree', '--json')) as {
      nodes: { title: string; state: string | null }[];
    };
    expect(tree.nodes.find((node) => node.title === '开展专项整治')?.state).toBe('not_started');
    await refused('issue_not_closed', 'reopen', 'i1', '--reason', '再次');
  });

  it('the month before is the same to the byte', async () => {
    await finish();
    const may = async () => {
      const { revision: _, ...rest } = JSON.parse(await done('summary', '--month', '2024-05', '--json')) as {
        revision: number;
      };
      return JSON.stringify(rest);
    };
    const before = await may();
    await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-01');
    await done('step', 'i1', 'back', ...WHO, '--on', '2024-06-02', '--reason', '补材料');
    await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-03');
    for (let n = 0; n < 3; n += 1)
      await done('step', 'i1', 'next', ...WHO, '--on', '2024-06-04', '--opinion', '同意');
    await done('recheck', 'i1', '--result', 'failed', ...WHO, '--on', '2024-07-01', '--reason', '反弹');
    expect(await may()).toBe(before);
  });
});

describe('the plan', () => {
  it('measures and issues are withdrawn, measures replaced, each with reason and body', async () => {
    await done('withdraw', 'm2', '--reason', '并入', '--body', '党委会', '--on', '2024-06-01');
    await refused('measure_withdrawn', 'withdraw', 'm2', '--reason', '并入', '--body', '党委会');
    const replaced = await done(
      ...['replace', 'm1', '--title', '改为专项检查', '--reason', '要求提高', '--body', '党委会'],
      ...['--deadline', '2024-12-31'],
    );
    expect(replaced).toContain('m4');
    await refused(
      'deadline_not_understood',
      'replace',
      'm4',
      '--title',
      '新',
      '--reason',
      '因',
      '--body',
      '会',
      '--deadline',
      '尽快',
    );
    expect(await done('withdraw', 'i2', '--reason', '不属本级', '--body', '巡察组同意')).toContain(
      '已撤销问题 i2',
    );
    await refused('issue_withdrawn', 'set-measure', 'm3', '--state', 'done');
    const tree = (await done('tree')).split('\n');
    for (const id of ['i2', 'm1', 'm2']) {
      expect(tree.find((line) => line.trim().startsWith(`${id} `))).toContain('〔已撤销〕');
    }
    expect(tree.filter((line) => line.includes('已撤销'))).toHaveLength(3);
    const stats = JSON.parse(await done('stats', '--json')) as { issues: number; measures: number };
    expect(stats).toMatchObject({ issues: 1, measures: 1 });
  });
});

describe('wrong usage (exit code 2) touches nothing', () => {
  it.each([
    ['no way', ['step', 'i1', ...WHO]],
    ['a way that is none', ['step', 'i1', 'on', ...WHO]],
    ['nobody', ['step', 'i1', 'next']],
    ['a blank who', ['step', 'i1', 'next', '--who', ' ']],
    ['30 February', ['step', 'i1', 'next', ...WHO, '--on', '2024-02-30']],
    ['a measure as issue', ['step', 'm1', 'next', ...WHO]],
    ['back without reason', ['step', 'i1', 'back', ...WHO]],
    ['next with a reason', ['step', 'i1', 'next', ...WHO, '--reason', '因']],
    ['a result that is none', ['recheck', 'i1', '--result', 'good', ...WHO]],
    ['failed without reason', ['recheck', 'i1', '--result', 'failed', ...WHO]],
    ['passed with measures', ['recheck', 'i1', '--result', 'passed', ...WHO, '--measure', 'm1']],
    ['a second issue', ['reopen', 'i1', 'i2', '--reason', '因']],
    ['set back to done', ['reopen', 'i1', '--reason', '因', '--state', 'done']],
    ['no body', ['withdraw', 'm1', '--reason', '因']],
    ['a heading', ['withdraw', 'h1', '--reason', '因', '--body', '会']],
    ['no title', ['replace', 'm1', '--reason', '因', '--body', '会']],
  ])('%s', async (_, args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^wrong_usage: .*\p{Script=Han}/u);
  });
});
