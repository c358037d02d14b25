/** The closing chain: board, steps and ways back; changes of the plan. */
import type { closingCalls } from '../../shared/contract/closing.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const closingHandlers = {} as Family<keyof typeof closingCalls, Context>;
