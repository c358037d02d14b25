/** Forms out, who answered and who did not, papers to units, requests for extension, receipts and answers. */
import { currentRoundId } from '../../db/index.ts';
import { plannedForms } from '../../db/returns/form.ts';
import {
  addReminder,
  decideExtension,
  extensionRequests,
  receiptOf,
  rollCallOf,
  setDueDay,
} from '../../db/returns/index.ts';
import type { returnCalls } from '../../shared/contract/returns.ts';
import type { rollCallCalls } from '../../shared/contract/rollCall.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { mutable } from './returns.ts';
import type { ReturnNames } from './returns.ts';
import { sendAnswers } from '../returns/sendAnswers.ts';
import { sendForms } from '../returns/sendForms.ts';
import { reading, step } from './steps.ts';

type Names =
  | Exclude<keyof typeof returnCalls, ReturnNames>
  | Exclude<keyof typeof rollCallCalls, `ledgerImport.${string}`>;

export const rollHandlers: Family<Names, Context> = {
  'forms.plan': ({ month }, context) => {
    const { db, today } = reading(context);
    return plannedForms(db, month, today);
  },
  'forms.send': async (args, context) => ({ job: (await sendForms(context, args))?.id ?? null }),

  'returns.receipt': ({ batch }, context) => mutable(receiptOf(reading(context).db, batch)),
  'returns.answer': async ({ batch, files }, context) => ({
    job: (await sendAnswers(context, batch, files))?.id ?? null,
  }),

  'rollCall.get': ({ month }, context) => {
    const { db, today } = reading(context);
    return rollCallOf(db, month, today);
  },
  'rollCall.setDue': ({ month, dueOn }, context) =>
    step(context, 'rollCall.setDue', { month }, (db) => setDueDay(db, month, dueOn)),
  'reminder.add': async ({ unit, month, kind, number }, { session }) => {
    const { value, revision } = await session.write(
      { action: 'reminder.add', detail: { month, kind } },
      (db) => addReminder(db, { unit, month, kind, number }),
    );
    return { revision, ...value };
  },

  'extension.requests': (_, context) => {
    const { db, today } = reading(context);
    // A ledger without a round has no requests either.
    return { requests: currentRoundId(db) === null ? [] : extensionRequests(db, today) };
  },
  'extension.decide': ({ id, ...verdict }, context) =>
    step(context, 'extension.decide', { accept: verdict.accept }, (db) => decideExtension(db, id, verdict)),
};
