/** The calls of the plan at the door: every reply has its declared shape, bad arguments are refused, steps can be undone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;
beforeEach(async () => {
  program = openTestProgram('2024-09-01');
  await ask('ledger.create', { folder: null, sample: true });
});
afterEach(() => {
  program.close();
  if (program.errors.length > 0) throw new Error(`logged: ${program.errors.map(String).join('; ')}`);
});

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function codeOf<K extends CallName>(name: K, args: Args<K>): Promise<string> {
  const result = await program.dispatcher.call(name, args);
  return result.ok ? 'ok' : result.error.code;
}

const all = { units: [], leads: [] };

describe('what a deadline in words means', () => {
  const read = (raw: string) => ask('deadline.read', { raw });

  it('in the current round, with its calendar', async () => {
    expect(await read('反馈后10个工作日内')).toEqual({
      deadline: {
        ...{ raw: '反馈后10个工作日内', date: '2024-03-19' },
        ...{ immediate: false, ongoing: false, inferred: false },
      },
      problem: null,
      beyondCalendar: false,
    });
    expect(await read('尽快')).toEqual({
      ...{ deadline: null, problem: 'deadline_not_understood', beyondCalendar: false },
    });
    expect((await read('反馈后900个工作日内')).beyondCalendar).toBe(true);
    await ask('calendar.set', { days: [{ day: '2024-03-12', kind: 'holiday', name: '停电' }] });
    expect((await read('反馈后10个工作日内')).deadline?.date).toBe('2024-03-20');
  });

  it('without a round asks for the days that are counted from it', async () => {
    program.close();
    program = openTestProgram('2024-09-01');
    await ask('ledger.create', { folder: null, sample: false });
    expect(await read('反馈后10个工作日内')).toMatchObject({ problem: 'deadline_needs_feedback_day' });
    expect(await read('集中整改期内')).toMatchObject({ problem: 'deadline_needs_round_end' });
    expect((await read('2024年底前')).deadline?.date).toBe('2024-12-31');
  });
});

describe('views', () => {
  it.each([
    { by: 'unit', level: 'issue', complete: true, bars: 28 },
    { by: 'lead', level: 'issue', complete: false, bars: 3 },
    { by: 'unit', level: 'measure', complete: true, bars: 93 },
  ] as const)('the chart by $by, $level: $bars', async ({ bars, ...query }) => {
    const chart = await ask('plan.gantt', { ...query, ...all });
    expect(chart.groups.reduce((sum, group) => sum + group.bars.length, 0)).toBe(bars);
    expect(chart).toMatchObject({ from: '2024-03-01', today: '2024-09-01', revision: chart.revision });
    expect(chart.stages).toHaveLength(11);
  });

  it('month and agenda', async () => {
    const { days, coverage } = await ask('plan.month', { month: '2024-09', ...all });
    expect(days).toHaveLength(30);
    expect(coverage.from).toBe(2004);
    expect(await ask('plan.agenda', { days: 30 })).toMatchObject({
      overdue: { count: 1 },
      due: { count: 1 },
    });
  });

  it('days of the calendar, as far as one may ask', async () => {
    const asked = (from: string, to: string) => codeOf('calendar.days', { from, to });
    const { days } = await ask('calendar.days', { from: '2024-02-28', to: '2024-03-01' });
    expect(days.map(({ day, work }) => [day, work])).toEqual([
      ['2024-02-28', true],
      ['2024-02-29', true],
      ['2024-03-01', true],
    ]);
    expect(await asked('2024-01-01', '2026-12-31')).toBe('ok');
    expect(await asked('0001-01-01', '9999-12-31')).toBe('bad_arguments');
    expect(await asked('2024-03-01', '2024-02-28')).toBe('bad_arguments');
    expect(await asked('2024-02-30', '2024-03-01')).toBe('bad_arguments');
  });
});

describe('steps', () => {
  it('extend, keep holidays, add, count and remove stages; each can be undone', async () => {
    const [round] = (await ask('round.list', {})).rounds;
    const roundId = round?.id ?? 0;
    const stages = async () => (await ask('round.list', {})).rounds[0]?.stages ?? [];
    const [late] = (await ask('plan.agenda', { days: 0 })).overdue.rows;
    const ids = [late?.measure ?? 0];
    await ask('extension.add', { ids, deadline: '2024年12月底', reason: '等待批复', approvedBy: '党委会' });
    expect((await ask('extension.bodies', {})).bodies).toEqual(['党委会']);
    await ask('calendar.set', { days: [{ day: '2030-01-01', kind: 'holiday', name: '元旦' }] });
    expect((await ask('calendar.own', {})).coverage.own).toEqual([2030]);
    const after = (await stages())[1]?.id ?? null;
    const { id } = await ask('stage.add', { roundId, after, title: '动员会', period: '10个工作日' });
    expect((await stages())[2]).toMatchObject({
      id,
      title: '动员会',
      dueOn: '2024-03-19',
      period: '10个工作日',
    });
    await ask('stage.edit', { id, fields: { period: '1个月' } });
    expect((await stages())[2]).toMatchObject({ dueOn: '2024-04-05', period: '1个月' });
    expect(await codeOf('stage.edit', { id, fields: { period: '改天' } })).toBe('period_not_understood');
    await ask('stage.remove', { id });
    expect(await stages()).toHaveLength(11);
    for (let n = 0; n < 5; n += 1) await ask('history.undo', {});
    expect((await ask('calendar.own', {})).days).toEqual([]);
    expect((await ask('extension.bodies', {})).bodies).toEqual([]);
    expect((await ask('round.list', {})).rounds[0]).toEqual(round);
  });

  it('refuse what can not be', async () => {
    const words = { reason: '因', approvedBy: '会' };
    expect(await codeOf('extension.add', { ids: [], deadline: '2024-12-31', ...words })).toBe(
      'bad_arguments',
    );
    expect(await codeOf('extension.add', { ids: [1], deadline: ' ', ...words })).toBe('bad_arguments');
    expect(await codeOf('extension.add', { ids: [1], deadline: '2024-12-31', ...words })).toBe(
      'issue_closed',
    );
    expect(await codeOf('calendar.set', { days: [{ day: '2024-02-30', kind: 'holiday', name: '' }] })).toBe(
      'bad_arguments',
    );
    const used = (await ask('round.list', {})).rounds[0]?.stages[0]?.id ?? 0;
    expect(await codeOf('stage.remove', { id: used })).toBe('stage_in_use');
  });
});
