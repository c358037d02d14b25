/**
 * The one way into the ledger, for the window, the command line and the tests alike. It knows nothing of Electron.
 * Order of the checks: own-property name, arguments, handler, reply. Whatever goes wrong comes back as data.
 */
import { contract } from '../../shared/contract/index.ts';
import type { Args, CallName, Checked, Reply } from '../../shared/contract/index.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { describeIssue, failureOf } from './failures.ts';

export type Handler<K extends CallName, C> = (args: Checked<K>, context: C) => Reply<K> | Promise<Reply<K>>;

/** One handler per call: a missing one is a compile error. */
export type Handlers<C> = { readonly [K in CallName]: Handler<K, C> };

/** Some of the handlers, for one family of calls; their union must be complete. */
export type Family<K extends CallName, C> = { readonly [N in K]: Handler<N, C> };

export interface DispatcherOptions {
  /** `all` in development and tests; `cheap` leaves out the large replies of reading calls. */
  readonly checkReplies: 'all' | 'cheap';
  /** Writes an unforeseen error with its stack to the log and answers the id under which it stands there. */
  readonly logError: (where: string, error: unknown) => string;
}

export interface Dispatcher {
  /** For callers that are not trusted with types: any name, any arguments. Never throws. */
  dispatch(name: unknown, args: unknown): Promise<Result<unknown>>;
  /** The same with the contract's types. */
  call<K extends CallName>(name: K, args: Args<K>): Promise<Result<Reply<K>>>;
}

/** Is the value the name of a declared call? Inherited names ('constructor', '__proto__') are none. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}

export function createDispatcher<C>(
  handlers: Handlers<C>,
  context: C,
  options: DispatcherOptions,
): Dispatcher {
  async function run<K extends CallName>(name: K, args: unknown): Promise<Result<unknown>> {
    const spec = contract[name];
    const checked = spec.args.safeParse(args);
    if (!checked.success) return fail('bad_arguments', { call: name, ...describeIssue(checked.error) });
    let reply: Reply<K>;
    try {
      reply = await handlers[name](checked.data as Checked<K>, context);
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== null) return { ok: false, error: failure };
      return fail('internal', { logId: options.logError(name, error) });
    }
    if (options.checkReplies === 'all' || spec.kind !== 'read') {
      const answer = spec.reply.safeParse(reply);
      if (!answer.success) {
        const { path, problem } = describeIssue(answer.error);
        const wrong = new Error(`${name} answered against its contract: ${path}: ${problem}`);
        return fail('internal', { logId: options.logError(name, wrong) });
      }
    }
    return ok(reply);
  }

  const dispatch = async (name: unknown, args: unknown): Promise<Result<unknown>> => {
    if (!isCallName(name)) return fail('unknown_call', { call: String(name).slice(0, 100) });
    return run(name, args);
  };
  return {
    dispatch,
    call: async (name, args) => (await dispatch(name, args)) as never,
  };
}
