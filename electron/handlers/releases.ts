import type { releaseCalls } from '../../shared/contract/releases.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const releaseHandlers = {} as Family<keyof typeof releaseCalls, Context>;
