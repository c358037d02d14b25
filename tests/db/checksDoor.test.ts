/** The checks through the door: what is too much for the main process is a child's work, with the same answers. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listChecks } from '../../db/checks/index.ts';
import { peopleLoad, readSettings } from '../../db/index.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { fillLedger } from '../bench/bigLedger.ts';
import { openTestProgram } from '../ipc/program.ts';
import type { TestProgram } from '../ipc/program.ts';

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
