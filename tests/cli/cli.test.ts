import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { dryRun } from '../../shared/contract/notice.ts';
import { buildCli, holdLedger, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

const NOTICE = [
  '关于巡察整改进展情况的通报',
  '根据统一部署，现将整改进展情况通报如下。反馈1个方面2个问题，制定措施4条。',
  '一、党的建设方面',
  '（一）组织生活不够严格',
  '1.关于“学习制度落实不到位”问题',
  '一是修订学习制度。已印发执行。二是开展专题培训。已办培训两期。',
  '2.关于“台账记录不完整”问题',
  '一是补齐会议记录。已全部补齐。',
  '',
].join('\n');

let folder: string;
let sampleFile: string;
let folders: string[];
beforeAll(async () => {
  await buildCli();
  folders = [];
  const shared = temporaryFolder();
  folders.push(shared);
  sampleFile = join(shared, 'sample.db');
  const made = await runCli(['--db', sampleFile, 'init', '--sample', '--today', '2024-09-01'], shared);
  if (made.code !== 0) throw new Error(`no sample: ${made.err}`);
});
beforeEach(() => {
  folder = temporaryFolder();
  folders.push(folder);
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const TODAY = ['--today', '2024-09-01'];
/** In a ledger of the test's own. */
const run = (...args: string[]): Promise<Ended> => runCli(['--db', 'a.db', ...TODAY, ...args], folder);
/** In the shared sample ledger, which these calls only read. */
const sample = (...args: string[]): Promise<Ended> => runCli(['--db', sampleFile, ...TODAY, ...args], folder);

/** The one JSON object on standard output; anything else there or on the error stream fails. */
function object({ code, out, err }: Ended, expectedCode = 0): Record<string, unknown> {
  expect({ code, err }).toEqual({ code: expectedCode, err: '' });
  expect(out.endsWith('\n')).toBe(true);
  expect(out.slice(0, -1)).not.toContain('\n');
  const value: unknown = JSON.parse(out);
  expect(typeof value === 'object' && value !== null && !Array.isArray(value)).toBe(true);
  return value as Record<string, unknown>;
}

function refused({ code, out, err }: Ended, failure: string): void {
  expect({ code, out, code2: err.split(':')[0] }).toEqual({ code: 1, out: '', code2: failure });
  // A Chinese sentence, and no stack.
  expect(err).toMatch(/\p{Script=Han}{4}/u);
  expect(err).not.toMatch(/^\s+at /m);
}

describe('wrong usage (exit code 2) touches nothing', () => {
  it.each([
    ['no command', ['--db', 'a.db']],
    ['an unknown command', ['--db', 'a.db', 'burn']],
    ['an inherited name', ['--db', 'a.db', 'constructor']],
    ['an unknown option', ['--db', 'a.db', 'tree', '--colour']],
    ['an option of another command', ['--db', 'a.db', 'tree', '--state', 'done']],
    ['no ledger', ['tree']],
    ['a ledger without a name', ['--db', '', 'tree']],
    ['an option without its value', ['--db', 'a.db', 'tree', '--today']],
    ['a day that is none', ['--db', 'a.db', 'init', '--today', '2024-02-30']],
    ['a day in another form', ['--db', 'a.db', 'init', '--today', '1.9.2024']],
    ['a month that is none', ['--db', 'a.db', 'summary', '--month', '2024-13']],
    ['no month', ['--db', 'a.db', 'summary']],
    ['no id', ['--db', 'a.db', 'set-measure', '--state', 'done']],
    ['two ids', ['--db', 'a.db', 'set-measure', '1', '2', '--state', 'done']],
    ['no state', ['--db', 'a.db', 'set-measure', '1']],
    ['a state that is none', ['--db', 'a.db', 'set-measure', '1', '--state', 'closed']],
    ['the id of an issue', ['--db', 'a.db', 'set-measure', 'i1', '--state', 'done']],
    ['an id that is none', ['--db', 'a.db', 'set-measure', 'm0', '--state', 'done']],
    ['no text', ['--db', 'a.db', 'add-progress', '1', '--month', '2024-08']],
    ['a blank text', ['--db', 'a.db', 'add-progress', '1', '--month', '2024-08', '--text', ' ']],
    ['no file', ['--db', 'a.db', 'import-notice']],
    ['no reason', ['--db', 'a.db', 'no-evidence', '1']],
    ['a limit that is none', ['--db', 'a.db', 'log', '--limit', '0']],
    ['a value for a switch', ['--db', 'a.db', 'tree', '--json=yes']],
  ])('%s', async (_, args) => {
    const { code, out, err } = await runCli(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^wrong_usage: .*\p{Script=Han}/u);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('nothing at all shows the help on the error stream', async () => {
    const { code, out, err } = await runCli([], folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('import-notice');
  });
});

describe('help', () => {
  it.each([['help'], ['--help'], ['-h'], ['tree', '--help']])('%s', async (...args) => {
    const { code, out, err } = await runCli(args, folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('用法');
  });
});

describe('the sample, read', () => {
  it('tree lists every node once, parents first', async () => {
    const { nodes } = contract['tree.all'].reply.parse(object(await sample('tree', '--json')));
    expect(nodes).toHaveLength(14 + 28 + 93);
    const seen = new Set<string>();
    for (const node of nodes) {
      if (node.parent !== null) expect(seen).toContain(node.parent);
      expect(node.id).toMatch({ heading: /^h\d+$/, issue: /^i\d+$/, measure: /^m\d+$/ }[node.kind]);
      expect(seen).not.toContain(node.id);
      seen.add(node.id);
    }
  });
  it('stats counts, with the stated totals beside', async () => {
    expect(contract['round.stats'].reply.parse(object(await sample('stats', '--json')))).toMatchObject({
      headings: 14,
      subheadings: 10,
      aspects: 4,
      issues: 28,
      measures: 93,
      issuesClosed: 25,
      stated: { aspects: 4, issues: 28, measures: 93 },
    });
  });
  it('summary, rounds, log and verify keep their shapes', async () => {
    const summary = object(await sample('summary', '--month', '2024-08', '--json'));
    expect(contract['summary.compute'].reply.parse(summary).overall.closed.value).toBe(25);
    contract['round.list'].reply.parse(object(await sample('rounds', '--json')));
    const log = contract['history.log'].reply.parse(object(await sample('log', '--limit', '7', '--json')));
    expect(log.entries).toHaveLength(7);
    expect(object(await sample('verify', '--json'))).toMatchObject({ ok: true, problems: [] });
  });
  it.each([['tree'], ['stats'], ['rounds'], ['log'], ['verify'], ['summary', '--month', '2024-08']])(
    '%s is readable without --json',
    async (...args) => {
      const { code, out, err } = await sample(...args);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/\p{Script=Han}/u);
      expect(out).not.toMatch(/undefined|NaN|\[object/);
    },
  );
  it('summary --xlsx writes a workbook and still prints one object', async () => {
    const target = join(folder, '月报.xlsx');
    const summary = object(await sample('summary', '--month', '2024-08', '--xlsx', '月报.xlsx', '--json'));
    contract['summary.compute'].reply.parse(summary);
    expect(readFileSync(target).subarray(0, 2).toString('latin1')).toBe('PK');
    refused(await sample('summary', '--month', '2024-08', '--xlsx', 'gone/a.xlsx'), 'target_unwritable');
    expect(readdirSync(folder)).toEqual(['月报.xlsx']);
  });
  it('leaves the ledger exactly as it was, also when it is named as the workbook to write', async () => {
    const before = readFileSync(sampleFile);
    refused(
      await sample('summary', '--month', '2024-08', '--xlsx', sampleFile, '--json'),
      'target_is_ledger',
    );
    await sample('tree');
    await sample('verify');
    expect(readFileSync(sampleFile).equals(before)).toBe(true);
  });
});

describe('init', () => {
  it('makes the ledger, and refuses to make it twice', async () => {
    const state = contract['ledger.create'].reply.parse(object(await run('init', '--json')));
    expect(state.open?.file).toBe(join(folder, 'a.db'));
    expect(object(await run('rounds', '--json'))).toEqual({ rounds: [] });
    refused(await run('init'), 'ledger_exists');
  });

  it('the new ledger is empty: an empty tree, zeros, nothing stated; but no summary and no round by name', async () => {
    await run('init');
    expect(object(await run('tree', '--json'))).toEqual({ nodes: [] });
    const stats = contract['round.stats'].reply.parse(object(await run('stats', '--json')));
    expect(stats).toMatchObject({ headings: 0, issues: 0, measures: 0, issuesClosed: 0, roundId: null });
    expect(stats.stated).toMatchObject({ aspects: null, issues: null, measures: null, closed: null });
    expect(stats.stated).toMatchObject({ sanctions: [], recoveries: [] });
    expect((await run('tree')).out).toContain('导入');
    refused(await run('summary', '--month', '2024-08'), 'round_missing');
    refused(await run('stats', '--round', '1'), 'round_missing');
    refused(await run('tree', '--round', '1'), 'round_missing');
  });
});

describe('import-notice', () => {
  beforeEach(() => writeFileSync(join(folder, '通报.txt'), NOTICE));

  it('--dry-run tells what it would write, needs no ledger and makes none', async () => {
    const found = dryRun.parse(object(await run('import-notice', '通报.txt', '--dry-run', '--json')));
    expect(found).toMatchObject({
      aspects: 1,
      subheadings: 1,
      issues: 2,
      measures: 3,
      stated: { aspects: 1, issues: 2, measures: 4 },
      perAspect: [{ title: '党的建设方面', subheadings: 1, issues: 2, measures: 3 }],
      perIssue: [
        { title: '学习制度落实不到位', measures: 2 },
        { title: '台账记录不完整', measures: 1 },
      ],
    });
    expect(found.warnings.map((warning) => warning.code)).toContain('stated_differs');
    expect(existsSync(join(folder, 'a.db'))).toBe(false);
    const text = await run('import-notice', '通报.txt', '--dry-run');
    expect(text.out).toContain('没有写入台账');
  });

  it('writes one batch, once; undo takes it back whole', async () => {
    await run('init');
    const done = object(
      await run('import-notice', '通报.txt', '--month', '2024-08', '--feedback', '2024-02-01', '--json'),
    );
    expect(contract['notice.commit'].reply.parse(done).counted).toMatchObject({ issues: 2, measures: 3 });
    expect(object(await run('stats', '--json'))).toMatchObject({
      issues: 2,
      measures: 3,
      issuesClosed: 0,
      measuresDone: 0,
      stated: { measures: 4 },
    });
    refused(await run('import-notice', '通报.txt'), 'imported_before');
    expect(object(await run('undo', '--json'))).toMatchObject({ step: { action: 'notice.commit' } });
    expect(object(await run('rounds', '--json'))).toEqual({ rounds: [] });
    expect(object(await run('tree', '--json'))).toEqual({ nodes: [] });
    expect(object(await run('stats', '--json'))).toMatchObject({ issues: 0, measures: 0 });
    object(await run('redo', '--json'));
    expect(object(await run('stats', '--json'))).toMatchObject({ issues: 2 });
    refused(await run('redo'), 'nothing_to_redo');
    expect(object(await run('verify', '--json'))).toMatchObject({ ok: true, problems: [] });
  });

  it('a round whose papers state nothing is left only when that was said', async () => {
    const other = NOTICE.replace('反馈1个方面2个问题，制定措施4条。', '');
    writeFileSync(join(folder, '另一份.txt'), other);
    await run('init');
    refused(await run('set-stated', '--none'), 'round_missing');
    await run('import-notice', '另一份.txt');
    refused(await run('import-notice', '通报.txt'), 'stated_totals_missing');
    expect((await run('set-stated')).code).toBe(2);
    expect((await run('set-stated', '--none', '--issues', '2')).code).toBe(2);
    expect((await run('set-stated', '--issues', '-1')).code).toBe(2);
    object(await run('set-stated', '--issues', '2', '--closed', '0', '--json'));
    expect(object(await run('stats', '--json'))).toMatchObject({
      issues: 2,
      stated: { issues: 2, closed: 0, measures: null },
    });
    object(await run('set-stated', '--none', '--json'));
    expect(object(await run('stats', '--json'))).toMatchObject({ stated: { issues: null, closed: null } });
    object(await run('import-notice', '通报.txt', '--json'));
    expect(object(await run('stats', '--json'))).toMatchObject({ roundId: 2 });
    expect(object(await run('stats', '--round', '1', '--json'))).toMatchObject({ issues: 2 });
  });

  it.each([
    ['a file that is not there', '没有.txt', null, 'file_missing'],
    ['a folder', '.', null, 'file_is_folder'],
    ['an empty file', 'x.txt', '', 'notice_empty'],
    ['a text that is no notice', 'x.txt', '今天天气很好。\n', 'not_a_notice'],
    ['a binary file', 'x.txt', '\0\u0001\u0002\0\0\0\u0003'.repeat(100), 'notice_is_binary'],
  ])('refuses %s and writes nothing', async (_, name, content, failure) => {
    await run('init');
    const before = readFileSync(join(folder, 'a.db'));
    if (content !== null) writeFileSync(join(folder, name), content);
    refused(await run('import-notice', name), failure);
    refused(await run('import-notice', name, '--dry-run', '--json'), failure);
    expect(readFileSync(join(folder, 'a.db')).equals(before)).toBe(true);
  });
});

describe('measures', () => {
  beforeEach(async () => {
    writeFileSync(join(folder, '通报.txt'), NOTICE);
    await run('init');
    await run('import-notice', '通报.txt', '--month', '2024-07');
  });
  const states = async (): Promise<(string | null)[]> => {
    const { nodes } = contract['tree.all'].reply.parse(object(await run('tree', '--json')));
    return nodes.filter((node) => node.kind === 'measure').map((node) => node.state);
  };

  it('are ticked by id, with a day and a reason where one is needed', async () => {
    expect(await states()).toEqual(['in_progress', 'in_progress', 'in_progress']);
    const done = object(await run('set-measure', 'm1', '--state', 'done', '--on', '2024-08-30', '--json'));
    contract['measure.setState'].reply.parse(done);
    await run('set-measure', '2', '--state', '基本完成');
    expect(await states()).toEqual(['done', 'mostly_done', 'in_progress']);
    refused(await run('set-measure', 'm1', '--state', 'in_progress'), 'reason_required');
    refused(await run('set-measure', 'm1', '--state', 'done', '--on', '2024-09-02'), 'on_in_future');
    refused(await run('set-measure', 'm99', '--state', 'done'), 'row_missing');
    const back = await run('set-measure', 'm1', '--state', 'in_progress', '--reason', '复查发现未落实');
    expect(back.code).toBe(0);
    expect(await states()).toEqual(['in_progress', 'mostly_done', 'in_progress']);
  });

  it('that stand as asked already are told so; in a closed issue that is refused too', async () => {
    expect((await run('set-measure', 'm1', '--state', 'in_progress')).out).toContain('没有改动');
    expect((await run('set-measure', 'm1', '--state', 'mostly_done')).out).toContain('已写入');
    await run('undo');
    const copy = join(folder, 'sample.db');
    copyFileSync(sampleFile, copy);
    const asked = (...args: string[]) => runCli(['--db', copy, ...TODAY, ...args], folder);
    refused(await asked('set-measure', 'm1', '--state', 'done'), 'issue_closed');
    refused(await asked('establish', 'm4'), 'issue_closed');
    refused(await asked('no-evidence', 'm1', '--reason', '口头布置'), 'issue_closed');
  });

  it('get progress, a reason for no evidence, and are established only when ongoing', async () => {
    object(
      await run(
        'add-progress',
        'm1',
        '--month',
        '2024-08',
        '--text',
        '再次核查',
        '--delay',
        '待批复',
        '--json',
      ),
    );
    object(await run('no-evidence', 'm1', '--reason', '口头布置', '--json'));
    refused(await run('establish', 'm1'), 'demand_not_ongoing');
    const log = await run('log', '--json');
    expect(log.out).toContain('再次核查');
    expect(log.out).toContain('待批复');
    expect(log.out).toContain('口头布置');
  });
});

describe('a ledger held by a window', () => {
  it('can be read and not written', async () => {
    await run('init', '--sample');
    const letGo = await holdLedger(join(folder, 'a.db'));
    try {
      expect(object(await run('stats', '--json'))).toMatchObject({ measures: 93 });
      refused(await run('undo'), 'ledger_in_use');
      refused(await run('set-measure', '1', '--state', 'done'), 'ledger_in_use');
    } finally {
      await letGo();
    }
    expect((await run('add-progress', 'm1', '--month', '2024-08', '--text', '已补充。')).code).toBe(0);
  });
});

describe('bad ledgers', () => {
  it('that are not there, or no ledgers, are refused and left alone', async () => {
    refused(await run('tree'), 'ledger_missing');
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'a.db'), 'not a database at all, but a text of some length. '.repeat(20));
    const before = readFileSync(join(folder, 'a.db'));
    refused(await run('tree'), 'ledger_not_database');
    refused(await run('set-measure', '1', '--state', 'done'), 'ledger_not_database');
    refused(await run('init'), 'ledger_exists');
    expect(readFileSync(join(folder, 'a.db')).equals(before)).toBe(true);
  });

  it('are found out by verify: rows changed behind the log’s back', async () => {
    await run('init', '--sample');
    const db = new Database(join(folder, 'a.db'));
    for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
      db.exec(`DROP TRIGGER "${String(name)}"`);
    }
    db.exec("UPDATE issues SET title = '改过' WHERE id = 1");
    db.close();
    const found = contract['ledger.verified'].reply.parse(object(await run('verify', '--json'), 1));
    expect(found.ok).toBe(false);
    expect(found.problems).toContainEqual({ table: 'issues', row: 1, kind: 'row_differs' });
    const text = await run('verify');
    expect(text.code).toBe(1);
    expect(text.out).toContain('issues');
  });

  it('are found out by verify: destroyed pages', async () => {
    await run('init', '--sample');
    const file = join(folder, 'a.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 3, 4096 * 30);
    writeFileSync(file, bytes);
    const found = object(await run('verify', '--json'), 1);
    expect(found).toMatchObject({ ok: false });
    expect((found['problems'] as object[]).length).toBeGreaterThan(0);
  });
});

describe('matters for decision', () => {
  it('are submitted, decided and listed', async () => {
    const copy = join(folder, 'sample.db');
    copyFileSync(sampleFile, copy);
    const matter = (...args: string[]) => runCli(['--db', copy, ...TODAY, 'matter', ...args], folder);
    const { id } = object(
      await matter('add', '--title', '提请研究某事', '--month', '2024-08', '--issues', 'i1,2', '--json'),
    );
    refused(await matter('edit', String(id), '--decision', '同意'), 'matter_decision_without_meeting');
    object(await matter('edit', String(id), '--meeting', '2024-08-30', '--decision', '同意', '--json'));
    expect((await matter('list')).out).toMatch(
      /提请研究某事 +一（一）1、一（一）2 +2024-08-30 +已研究待落实/,
    );
    expect((await matter('edit', String(id))).code).toBe(2);
  });
});
