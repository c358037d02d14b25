/** Papers as documents: composed, looked at, saved, printed. */
import type { paperCalls } from '../../shared/contract/papers.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { answer } from '../questions.ts';

export const paperDocHandlers = {
  'paper.doc': (asked, context) => answer(context, 'paper.doc', asked),
} as Family<keyof typeof paperCalls, Context>;
