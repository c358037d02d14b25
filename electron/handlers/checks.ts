/** Contradictions in the ledger. */
import type { checkCalls } from '../../shared/contract/checks.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const checkHandlers = {} as Family<keyof typeof checkCalls, Context>;
