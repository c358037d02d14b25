/** Outcomes as ledgers of their own. */
import type { outcomeCalls } from '../../shared/contract/outcomes.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const outcomeHandlers = {} as Family<keyof typeof outcomeCalls, Context>;
