/** All handlers, one family a file. A call without a handler does not compile. */
import type { Context } from '../context.ts';
import type { Handlers } from '../door/dispatcher.ts';
import { ledgerHandlers } from './ledger.ts';
import { shellHandlers } from './shell.ts';

export const handlers: Handlers<Context> = { ...ledgerHandlers, ...shellHandlers } as Handlers<Context>;
