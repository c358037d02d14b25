import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';
import type { CallName } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/result.ts';
import { createDispatcher } from '../../electron/door/dispatcher.ts';
import { describeIssue } from '../../electron/door/failures.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;
beforeEach(() => {
  program = openTestProgram();
});
afterEach(() => program.close());

const names = Object.keys(contract) as CallName[];

describe('names', () => {
  it('has one own handler for each declared call and no other', () => {
    expect(Object.keys(handlers).sort()).toEqual([...names].sort());
    for (const name of names) expect(typeof handlers[name]).toBe('function');
  });

  it.each([
    ['no such call', 'ledger.burn'],
    ['an inherited name', 'constructor'],
    ['the prototype', '__proto__'],
    ['a method of objects', 'hasOwnProperty'],
    ['another method of objects', 'toString'],
    ['an empty name', ''],
    ['a number', 42],
    ['null', null],
    ['nothing', undefined],
    ['an object that pretends to be a name', { toString: () => 'ledger.state' }],
    ['a list that reads like a name', ['ledger.state']],
  ])('refuses %s', async (_, name) => {
    const result = await program.dispatcher.dispatch(name, {});
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown_call' } });
  });
});

describe('arguments', () => {
  it.each(names.filter((name) => name !== 'prefs.set'))(
    '%s refuses an unknown key by its path',
    async (name) => {
      const result = await program.dispatcher.dispatch(name, { surplus: 1 });
      expect(result).toEqual({
        ok: false,
        error: { code: 'bad_arguments', detail: { call: name, path: 'surplus', problem: 'unknown_key' } },
      });
    },
  );

  it.each(names)('%s refuses what is no object', async (name) => {
    for (const args of [null, undefined, 1, 'x', [], () => 1]) {
      const result = await program.dispatcher.dispatch(name, args);
      expect(result).toMatchObject({ ok: false, error: { code: 'bad_arguments' } });
    }
  });

  it('names the path of an unknown key deep inside', async () => {
    const deep = await program.dispatcher.dispatch('measure.edit', { ids: [1], patch: { colour: 'red' } });
    expect(deep).toMatchObject({ error: { detail: { path: 'patch.colour', problem: 'unknown_key' } } });
    const inUnion = await program.dispatcher.dispatch('notice.commit', {
      job: 'x',
      nodes: [],
      month: '2024-08',
      target: { newRound: { title: 'x', feedbackOn: null, months: 6, colour: 'red' } },
    });
    expect(inUnion).toMatchObject({
      error: { detail: { path: 'target.newRound.colour', problem: 'unknown_key' } },
    });
  });

  it('names the path and the rule of a wrong value', async () => {
    const day = await program.dispatcher.dispatch('measure.setState', {
      ids: [1],
      state: 'done',
      on: '2024-02-30',
    });
    expect(day).toMatchObject({ error: { detail: { path: 'on', problem: 'not_a_day' } } });
    const list = await program.dispatcher.dispatch('checklist.rows', { ids: [1, 2.5] });
    expect(list).toMatchObject({ error: { code: 'bad_arguments', detail: { path: 'ids.1' } } });
  });

  it('keeps preferences from reaching the prototype', async () => {
    const args = JSON.parse('{"__proto__":{"polluted":true},"size":3}') as Record<string, unknown>;
    await program.dispatcher.dispatch('prefs.set', args);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const read = await program.dispatcher.call('prefs.get', {});
    expect(read.ok && read.value['polluted']).toBeUndefined();
    expect(read).toMatchObject({ value: { size: 3 } });
  });
});

describe('describeIssue', () => {
  it('tells the branch of a union that came furthest', () => {
    const schema = z.union([
      z.strictObject({ text: z.string() }),
      z.strictObject({ file: z.strictObject({ token: z.string() }) }),
    ]);
    const { error } = schema.safeParse({ file: { token: 1 } });
    expect(describeIssue(error!)).toEqual({ path: 'file.token', problem: 'invalid_type' });
  });
});

describe('replies and failures', () => {
  function withHandler(name: CallName, handler: (args: never) => unknown, checkReplies: 'all' | 'cheap') {
    const logged: unknown[] = [];
    const dispatcher = createDispatcher({ ...handlers, [name]: handler }, program.context, {
      checkReplies,
      logError: (_, error) => `id-${logged.push(error)}`,
    });
    return { dispatcher, logged };
  }

  it('turns a refusal into data', async () => {
    const { dispatcher, logged } = withHandler(
      'ledger.state',
      () => {
        throw new Refusal('no_such_thing', { name: 'x' });
      },
      'all',
    );
    expect(await dispatcher.dispatch('ledger.state', {})).toEqual({
      ok: false,
      error: { code: 'no_such_thing', detail: { name: 'x' } },
    });
    expect(logged).toEqual([]);
  });

  it('keeps the stack of an unforeseen error in the log and answers its id only', async () => {
    const { dispatcher, logged } = withHandler(
      'ledger.state',
      () => {
        throw new TypeError('secret inside');
      },
      'all',
    );
    const result = await dispatcher.dispatch('ledger.state', {});
    expect(result).toEqual({ ok: false, error: { code: 'internal', detail: { logId: 'id-1' } } });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(logged[0]).toBeInstanceOf(TypeError);
  });

  it.each([
    ['all', 'ledger.state', 'internal'],
    ['cheap', 'ledger.state', 'internal'],
    ['all', 'round.list', 'internal'],
  ] as const)('checking %s, a reply of %s against the contract is %s', async (check, name, code) => {
    const { dispatcher } = withHandler(name, () => ({ wrong: true }), check);
    expect(await dispatcher.dispatch(name, {})).toMatchObject({ ok: false, error: { code } });
  });

  it('a failing handler of a promise is a failure too', async () => {
    const { dispatcher } = withHandler('prefs.get', () => Promise.reject(new Refusal('late')), 'all');
    expect(await dispatcher.dispatch('prefs.get', {})).toEqual({ ok: false, error: { code: 'late' } });
  });
});
