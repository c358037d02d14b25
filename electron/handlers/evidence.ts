/** Evidence as files. */
import type { evidenceCalls } from '../../shared/contract/evidence.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const evidenceHandlers = {} as Family<keyof typeof evidenceCalls, Context>;
