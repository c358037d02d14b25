/** Questions that look through the whole round: what is too much for the main process is a child's, with the same answers. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listChecks } from '../../db/checks/index.ts';
import {
  agendaOf,
  closingBoard,
  ganttOf,
  missingOf,
  peopleLoad,
  planMonth,
  readSettings,
} from '../../db/index.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { fillLedger } from '../bench/bigLedger.ts';
import { openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

const TODAY = '2024-09-01';
let program: TestProgram;
beforeEach(() => {
  program = openTestProgram(TODAY);
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

test('four thousand measures: listed, counted and waved through by a child, undone here', async () => {
  await ask('ledger.create', { folder: null, sample: false });
  const ledger = program.context.session.ledger();
  fillLedger(ledger, 4000);
  ledger.write({ action: 'test' }, (db) => db.run('UPDATE measures SET deadline_inferred = 1'));
  const question = { kinds: [], waived: false, offset: 0, limit: 500 };
  const here = listChecks(ledger.read, question, TODAY);
  expect(here.open).toBeGreaterThan(1000);
  expect(await ask('check.list', question)).toEqual(here);
  for (const by of ['lead', 'unit'] as const) {
    expect(await ask('people.load', { by })).toEqual(
      peopleLoad(ledger.read, by, TODAY, readSettings(ledger.read)),
    );
  }

  const keys = here.rows.map((row) => row.key);
  const revision = ledger.revision();
  expect(await ask('check.waive', { keys, reason: '批量核对' })).toEqual({ revision: revision + 1 });
  expect(await ask('check.list', { ...question, limit: 0 })).toMatchObject({
    open: here.open - keys.length,
    waived: keys.length,
  });
  expect(await ask('check.reasons', {})).toEqual({ reasons: ['批量核对'] });
  await ask('history.undo', {});
  expect(await ask('check.list', { ...question, limit: 0 })).toMatchObject({ open: here.open, waived: 0 });

  const gone = await program.dispatcher.call('check.waive', {
    keys: Array.from({ length: 400 }, (_, n) => `deadline_inferred:${1_000_000 + n}`),
    reason: '没有了',
  });
  expect(gone).toMatchObject({ ok: false, error: { code: 'check_gone' } });
});

test('deadlines and the closing board of four thousand measures: a child says what would be said here', async () => {
  await ask('ledger.create', { folder: null, sample: false });
  const ledger = program.context.session.ledger();
  fillLedger(ledger, 4000);
  const settings = readSettings(ledger.read);
  const bars = { by: 'unit', level: 'measure', complete: true, units: [], leads: [] } as const;
  const gantt = ganttOf(ledger.read, { ...bars, units: [], leads: [] }, TODAY, settings);
  expect(gantt.groups.reduce((sum, group) => sum + group.bars.length, 0)).toBe(4000);
  expect(await ask('plan.gantt', { ...bars, units: [], leads: [] })).toEqual(gantt);
  const month = { month: '2024-09', units: [], leads: [] };
  expect(await ask('plan.month', month)).toEqual(planMonth(ledger.read, month, TODAY, settings));
  const agenda = agendaOf(ledger.read, 15, TODAY, settings, () => TODAY);
  expect(agenda.overdue.count).toBeGreaterThan(0);
  expect(await ask('plan.agenda', { days: 15 })).toEqual(agenda);
  const board = closingBoard(ledger.read, { find: 'glbg' }, TODAY, pinyinInitials);
  expect(board.columns.reduce((sum, column) => sum + column.total, 0)).toBeGreaterThan(100);
  expect(await ask('closing.board', { find: 'glbg' })).toEqual({ revision: ledger.revision(), ...board });
  const ids = ledger.read.pluck<number>('SELECT id FROM issues ORDER BY id LIMIT 50');
  expect(await ask('closing.missing', { ids })).toEqual({ issues: missingOf(ledger.read, ids) });
});

test('the board is found in by pinyin before anything was ever written', async () => {
  await ask('ledger.create', { folder: null, sample: true });
  const { columns } = await ask('closing.board', { find: 'cqrq' });
  expect(columns.flatMap((column) => column.cards.map((card) => card.title))).toEqual([
    '城区燃气设施建设整合进度慢于计划',
  ]);
});
