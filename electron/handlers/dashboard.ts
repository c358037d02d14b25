/** The dashboard, on any day. */
import type { dashboardCalls } from '../../shared/contract/dashboard.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const dashboardHandlers = {} as Family<keyof typeof dashboardCalls, Context>;
