import type { matterCalls } from '../../shared/contract/matters.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const matterHandlers = {} as Family<keyof typeof matterCalls, Context>;
