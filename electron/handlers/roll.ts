/** Forms out, who answered and who did not, papers to units, requests for extension, receipts and answers. */
import { plannedForms } from '../../db/returns/form.ts';
import { receiptOf } from '../../db/returns/index.ts';
import type { returnCalls } from '../../shared/contract/returns.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { mutable } from './returns.ts';
import type { ReturnNames } from './returns.ts';
import { sendForms } from '../returns/sendForms.ts';
import { reading } from './steps.ts';

type Names = Exclude<keyof typeof returnCalls, ReturnNames>;

/** Calls whose side of the ledger is on its way. */
const later = (): never => {
  throw new Refusal('not_supported');
};

export const rollHandlers: Family<Names, Context> = {
  'forms.plan': ({ month }, context) => {
    const { db, today } = reading(context);
    return plannedForms(db, month, today);
  },
  'forms.send': async (args, context) => ({ job: (await sendForms(context, args))?.id ?? null }),

  'returns.receipt': ({ batch }, context) => mutable(receiptOf(reading(context).db, batch)),
  'returns.answer': later,
  'rollCall.get': later,
  'rollCall.setDue': later,
  'reminder.add': later,
  'reminder.get': later,
  'extension.requests': later,
  'extension.decide': later,
  'ledgerImport.read': later,
  'ledgerImport.preview': later,
  'ledgerImport.map': later,
  'ledgerImport.commit': later,
};
