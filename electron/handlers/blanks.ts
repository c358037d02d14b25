import type { blankCalls } from '../../shared/contract/blanks.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const blankHandlers = {} as Family<keyof typeof blankCalls, Context>;
