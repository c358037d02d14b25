/** Extending deadlines, the agenda and the working calendar on the built command line. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { buildSample, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
let sample: (file: string) => void;
beforeAll(async () => {
  sample = await buildSample('2024-08-31');
}, 60_000);
beforeEach(() => {
  folder = temporaryFolder();
  sample(join(folder, 'ledger.db'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ledger = (...args: string[]): Promise<Ended> =>
  runCli(['--db', 'ledger.db', '--today', '2024-08-31', ...args], folder);

async function told(...args: string[]): Promise<unknown> {
  const { code, out, err } = await ledger(...args, '--json');
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${err}`);
  return JSON.parse(out);
}

const agenda = async (...args: string[]) =>
  contract['plan.agenda'].reply.parse(await told('agenda', ...args));

describe('extend', () => {
  const ways = (...args: string[]) => ['extend', ...args, '--reason', '等待批复', '--by', '党委会'];

  it('moves the deadline in force, keeps the first one, and can be undone', async () => {
    const [late] = (await agenda()).overdue.rows;
    const id = `m${late?.measure ?? 0}`;
    const done = await ledger(...ways(id, '--to', '2024年12月底', '--on', '2024-08-30'));
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('已延长 1 条措施的期限');
    expect((await agenda()).overdue.count).toBe(0);
    const december = (await agenda('--days', '122')).due.rows.find((row) => `m${row.measure}` === id);
    expect(december).toMatchObject({ dueOn: '2024-12-31', days: 122, lamp: 'green' });
    expect((await ledger('undo')).code).toBe(0);
    expect((await agenda()).overdue.count).toBe(1);
    expect((await ledger('verify')).code).toBe(0);
  });

  it.each([
    [['m89', '--to', '2024-07-31'], 'extension_not_later'],
    [['m89', '--to', '12月底'], 'deadline_incomplete'],
    [['m89', '--to', '长期坚持'], 'extension_needs_day'],
    [['m89', '--to', '2025年2月30日'], 'deadline_no_such_day'],
    [['m89', '--to', '2024-12-31', '--on', '2024-09-01'], 'on_in_future'],
    [['m1', '--to', '2024-12-31'], 'issue_closed'],
    [['m89', 'm999', '--to', '2024-12-31'], 'row_missing'],
  ])('%s is refused: %s', async (args, code) => {
    const { code: exit, out, err } = await ledger(...ways(...args));
    expect({ exit, out, code: err.split(':')[0] }).toEqual({ exit: 1, out: '', code });
    expect(err).toMatch(/\p{Script=Han}{4}/u);
  });

  it.each([
    [['extend', '--to', '2024-12-31', '--reason', '因', '--by', '会']],
    [['extend', 'm89', '--reason', '因', '--by', '会']],
    [['extend', 'm89', '--to', '2024-12-31', '--reason', ' ', '--by', '会']],
    [['extend', 'i5', '--to', '2024-12-31', '--reason', '因', '--by', '会']],
    [['extend', 'm89', '--to', '2024-12-31', '--reason', '因', '--by', '会', '--on', '31.12.2024']],
    [['agenda', '--days', '366']],
    [['calendar']],
    [['calendar', '--year', '2024', '--clear', '2024-01-01']],
    [['calendar', '--year', '1']],
    [['calendar', '--clear', '2024-01-01', '--name', '元旦']],
    [['calendar', '--holiday', '2024-02-30']],
  ])('%s is wrong usage', async (args) => {
    const { code, out, err } = await ledger(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^wrong_usage: /);
  });
});

describe('agenda', () => {
  it('lists what is late and what is due, in words too', async () => {
    expect(await agenda('--days', '30')).toMatchObject({
      today: '2024-08-31',
      overdue: { count: 1, rows: [{ lamp: 'red', days: -31 }] },
      due: { count: 1, rows: [{ dueOn: '2024-09-10', lamp: 'amber' }] },
      stages: [{ title: '集中整改' }, { title: '整改情况报告' }, { title: '主要负责人组织落实情况报告' }],
      ready: 1,
      returns: { month: '2024-08', dueOn: '2024-09-05' },
    });
    const { out } = await ledger('agenda', '--days', '30');
    for (const words of [
      '超期 1 条',
      '30 天内到期 1 条',
      '2024-09-10',
      '集中整改',
      '2024-08 报送：2024-09-05 截止',
    ])
      expect(out).toContain(words);
  });

  it('says nothing of the clock when the day is given', async () => {
    // The ledger was made just now, long after the day that is given.
    expect((await agenda()).clockBehind).toBeNull();
    expect((await ledger('agenda')).out).not.toContain('请核对本机日期');
  });
});

describe('calendar', () => {
  it('prints a year, takes own days, and says when a year is not covered', async () => {
    const { out } = await ledger('calendar', '--year', '2024');
    expect(out).toMatch(/2024-10-01\s+放假\s+国庆节\s+国务院安排/);
    expect(out).toMatch(/2024-09-29\s+上班\s+国庆节/);
    expect(await told('calendar', '--year', '2050')).toMatchObject({ year: 2050, days: [], known: false });
    expect((await ledger('calendar', '--year', '2050')).out).toContain('没有收录');

    expect((await ledger('calendar', '--holiday', '2050-01-01', '--name', '元旦')).out).toContain(
      '已登记放假',
    );
    expect((await ledger('calendar', '--workday', '2050-01-02')).code).toBe(0);
    expect(await told('calendar', '--year', '2050')).toMatchObject({
      known: true,
      days: [
        { day: '2050-01-01', work: false, name: '元旦', source: 'own' },
        { day: '2050-01-02', work: true, name: '', source: 'own' },
      ],
    });
    expect((await ledger('calendar', '--workday', '2050-01-02')).out).toContain('没有改动');
    expect((await ledger('calendar', '--clear', '2050-01-01')).out).toContain('已删去');
    expect(await told('calendar', '--year', '2050')).toMatchObject({ known: false });
    expect((await ledger('verify')).code).toBe(0);
  });
});
