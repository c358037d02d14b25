/** A large step is worked by a child process: other writes wait, reads go on, and what happened is told. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../db/index.ts';
import type { Written } from '../../db/index.ts';
import { isLargeStep } from '../../db/stepSize.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { fillLedger } from '../bench/bigLedger.ts';
import { openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;

beforeEach(() => {
  program = openTestProgram();
});
afterEach(() => program.close());

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function create(measures: number): Promise<number[]> {
  const { session } = program.context;
  const made = await session.create(session.suggestedFile(), (ledger) => void fillLedger(ledger, measures));
  expect(made.ok).toBe(true);
  const { read } = session.ledger();
  return read.pluck<number>(
    `SELECT m.id FROM measures m JOIN issues i ON i.id = m.issue_id
      WHERE m.state = 'not_started' AND m.withdrawn_on IS NULL ORDER BY m.id`,
  );
}

const assignees = (ids: readonly number[]): string[] =>
  program.context.session
    .ledger()
    .read.pluck<string>(
      'SELECT DISTINCT assignee FROM measures WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );

describe('undo and redo of a large step', () => {
  it('are worked by a child, told like any other, and leave a sound ledger', async () => {
    await create(6000);
    const { session } = program.context;
    const all = session.ledger().read.pluck<number>('SELECT id FROM measures');
    const { revision } = await session.write({ action: 'measure.edit', detail: {} }, (db) =>
      db.run("UPDATE measures SET assignee = '统一责任人'"),
    );
    expect(isLargeStep(session.ledger().read, revision)).toBe(true);
    const before = program.states.length;
    const undone = await ask('history.undo', {});
    expect(undone.step.id).toBe(revision);
    expect(undone.revision).toBe(revision + 1);
    expect(assignees(all)).not.toContain('统一责任人');
    const told = program.states.slice(before);
    expect(told[0]).toMatchObject({ kind: 'history.undo', status: 'running' });
    expect(told.at(-1)).toMatchObject({ kind: 'history.undo', status: 'done' });
    expect(program.changes.at(-1)).toMatchObject({ revision: revision + 1, issues: null });

    const again = await ask('history.redo', {});
    expect(again.step.id).toBe(revision);
    expect(assignees(all)).toEqual(['统一责任人']);
    expect(verify(session.ledger().read)).toEqual({ ok: true, problems: [] });
    expect(program.errors).toEqual([]);
  });

  it('are worked here when the step is small', async () => {
    const [id = 0] = await create(60);
    await ask('measure.edit', { ids: [id], patch: { assignee: '张三' } });
    const before = program.states.length;
    await ask('history.undo', {});
    expect(program.states).toHaveLength(before);
  });
});

describe('while a child writes', () => {
  it('other writes wait, reads go on, and no other ledger is opened', async () => {
    const [id = 0] = await create(60);
    const { session } = program.context;
    let end: (written: Written<string>) => void = () => undefined;
    const work = new Promise<Written<string>>((resolve) => {
      end = resolve;
    });
    const begun = session.ledger().revision();
    const delegated = session.delegate(() => work);
    await Promise.resolve();
    let written = false;
    const waiting = ask('measure.edit', { ids: [id], patch: { assignee: '李四' } }).then((answer) => {
      written = true;
      return answer;
    });
    const staged = session.unlogged((db) => db.get<{ n: number }>('SELECT 1 AS n')?.n);
    expect((await ask('measure.get', { id })).id).toBe(id);
    expect(() => session.beginMove(join(program.folder, 'elsewhere', 'ledger.db'))).toThrow(
      'ledger_busy_writing',
    );
    expect(await session.create(join(program.folder, 'new', 'ledger.db'))).toMatchObject({
      ok: false,
      error: { code: 'ledger_busy_writing' },
    });
    expect(session.open(join(program.folder, 'other.db'), false)).toMatchObject({
      ok: false,
      error: { code: 'ledger_busy_writing' },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(written).toBe(false);
    end({ value: 'by the child', change: null });
    expect(await delegated).toEqual({ value: 'by the child', revision: begun });
    expect(await waiting).toEqual({ revision: begun + 1 });
    expect(await staged).toBe(1);
  });

  it('two children write one after the other', async () => {
    await create(60);
    const { session } = program.context;
    const order: string[] = [];
    const one = (name: string) =>
      session.delegate(async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${name} ends`);
        return { value: name, change: null };
      });
    await Promise.all([one('a'), one('b'), one('c')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('a child that dies after its commit is told as what the ledger shows', async () => {
    const [id = 0] = await create(60);
    const { session } = program.context;
    const before = session.ledger().revision();
    const { value, revision } = await session.delegate<string>(async () => {
      // As a child would: on the ledger itself, past the session.
      session
        .ledger()
        .write({ action: 'measure.edit' }, (db) =>
          db.run("UPDATE measures SET assignee = '王五' WHERE id = ?", id),
        );
      await Promise.resolve();
      throw new Error('its last word was lost');
    });
    expect({ value, revision }).toEqual({ value: null, revision: before + 1 });
    expect(program.changes.at(-1)).toMatchObject({ revision: before + 1, tables: ['measures'] });
    await expect(session.delegate(() => Promise.reject(new Error('died before')))).rejects.toThrow(
      'died before',
    );
    expect((await ask('measure.edit', { ids: [id], patch: { assignee: '赵六' } })).revision).toBe(before + 2);
  });
});
