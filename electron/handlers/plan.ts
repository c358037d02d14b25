/** Deadlines, the working calendar, the Gantt view, what is due. */
import type { planCalls } from '../../shared/contract/plan.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const planHandlers = {} as Family<keyof typeof planCalls, Context>;
