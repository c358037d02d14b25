/** All handlers, one family a file. A call without a handler does not compile. */
import type { Context } from '../context.ts';
import type { Handlers } from '../door/dispatcher.ts';
import { blankHandlers } from './blanks.ts';
import { checkHandlers } from './checks.ts';
import { closingHandlers } from './closing.ts';
import { dashboardHandlers } from './dashboard.ts';
import { evidenceHandlers } from './evidence.ts';
import { ledgerHandlers } from './ledger.ts';
import { ledgerImportHandlers } from './ledgerImport.ts';
import { measureHandlers } from './measures.ts';
import { matterHandlers } from './matters.ts';
import { noticeHandlers } from './notice.ts';
import { outcomeHandlers } from './outcomes.ts';
import { paperDocHandlers } from './paperDocs.ts';
import { paperFontHandlers } from './paperFonts.ts';
import { paperHandlers } from './papers.ts';
import { paperWordHandlers } from './paperWords.ts';
import { peopleHandlers } from './people.ts';
import { planHandlers } from './plan.ts';
import { releaseHandlers } from './releases.ts';
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
  ...closingHandlers,
  ...planHandlers,
  ...evidenceHandlers,
  ...outcomeHandlers,
  ...checkHandlers,
  ...dashboardHandlers,
  ...shellHandlers,
  ...paperHandlers,
  ...paperFontHandlers,
  ...paperDocHandlers,
  ...paperWordHandlers,
  ...releaseHandlers,
  ...matterHandlers,
  ...blankHandlers,
};
