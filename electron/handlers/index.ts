/** All handlers, one family a file. A call without a handler does not compile. */
import type { Context } from '../context.ts';
import type { Handlers } from '../door/dispatcher.ts';
import { ledgerHandlers } from './ledger.ts';
import { ledgerImportHandlers } from './ledgerImport.ts';
import { measureHandlers } from './measures.ts';
import { noticeHandlers } from './notice.ts';
import { paperHandlers } from './papers.ts';
import { peopleHandlers } from './people.ts';
import { returnHandlers } from './returns.ts';
import { rollHandlers } from './roll.ts';
import { roundHandlers } from './rounds.ts';
import { shellHandlers } from './shell.ts';
import { summaryHandlers } from './summary.ts';
import { treeHandlers } from './tree.ts';

export const handlers: Handlers<Context> = {
  ...ledgerHandlers,
  ...roundHandlers,
  ...treeHandlers,
  ...measureHandlers,
  ...peopleHandlers,
  ...noticeHandlers,
  ...ledgerImportHandlers,
  ...summaryHandlers,
  ...returnHandlers,
  ...rollHandlers,
  ...shellHandlers,
  ...paperHandlers,
};
