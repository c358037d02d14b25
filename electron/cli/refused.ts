import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/result.ts';
import type { Dispatcher } from '../door/dispatcher.ts';

/** A request that was understood and refused (exit code 1). */
export class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'Refused';
    this.failure = failure;
  }
}

/** Makes calls at the door; a failure ends the command. */
export interface Caller {
  <K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>>;
}

export function callerAt(dispatcher: Dispatcher): Caller {
  return async (name, args) => {
    const result = await dispatcher.call(name, args);
    if (!result.ok) throw new Refused(result.error);
    return result.value;
  };
}
