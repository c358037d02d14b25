/** Returns: forms out, files in, the review, its commit, the roll-call. */
import type { returnCalls } from '../../shared/contract/returns.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

/** Calls whose side of the ledger is on its way. */
const later = (): never => {
  throw new Refusal('not_supported');
};

export const returnHandlers: Family<keyof typeof returnCalls, Context> = {
  'forms.plan': later,
  'forms.send': later,
  'returns.pickFiles': async (_, { desk, tokens }) => ({
    files: ((await desk.pickReturns()) ?? []).map((path) => tokens.addPlace(path)),
  }),
  'returns.pickFolder': async (_, { desk, tokens }) => {
    const path = await desk.pickFolder('returns');
    return { files: path === null ? [] : [tokens.addPlace(path)] };
  },
  'returns.take': later,
  'returns.outcome': later,
  'returns.batches': later,
  'returns.review': later,
  'returns.find': later,
  'returns.rows': later,
  'returns.measures': later,
  'returns.place': later,
  'returns.mapping': later,
  'returns.map': later,
  'returns.setAside': later,
  'returns.decide': later,
  'returns.match': later,
  'returns.compare': later,
  'returns.commit': later,
  'returns.undoBatch': later,
  'returns.receipt': later,
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
