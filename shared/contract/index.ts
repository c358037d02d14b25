/**
 * Every call between window and ledger, declared once. Types of both sides, the preload's methods and the
 * command line are derived from this record; a missing handler is a compile error.
 */
import type { z } from 'zod';
import { blankCalls } from './blanks.ts';
import { checkCalls } from './checks.ts';
import { closingCalls } from './closing.ts';
import { dashboardCalls } from './dashboard.ts';
import { evidenceCalls } from './evidence.ts';
import { ledgerCalls } from './ledger.ts';
import { matterCalls } from './matters.ts';
import { noticeCalls } from './notice.ts';
import { outcomeCalls } from './outcomes.ts';
import { paperFontCalls } from './paperFonts.ts';
import { paperCalls } from './papers.ts';
import { peopleCalls } from './people.ts';
import { planCalls } from './plan.ts';
import { releaseCalls } from './releases.ts';
import { returnCalls } from './returns.ts';
import { rollCallCalls } from './rollCall.ts';
import { shellCalls } from './shell.ts';
import { summaryCalls } from './summary.ts';
import { treeCalls } from './tree.ts';

export const contract = {
  ...ledgerCalls,
  ...treeCalls,
  ...peopleCalls,
  ...noticeCalls,
  ...summaryCalls,
  ...returnCalls,
  ...rollCallCalls,
  ...closingCalls,
  ...planCalls,
  ...evidenceCalls,
  ...outcomeCalls,
  ...checkCalls,
  ...dashboardCalls,
  ...paperCalls,
  ...paperFontCalls,
  ...releaseCalls,
  ...matterCalls,
  ...blankCalls,
  ...shellCalls,
};

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller hands in (before checking). */
export type Args<K extends CallName> = z.input<Contract[K]['args']>;
/** What a handler gets (after checking). */
export type Checked<K extends CallName> = z.output<Contract[K]['args']>;
export type Reply<K extends CallName> = z.output<Contract[K]['reply']>;
export type CallsOfKind<Kind extends 'read' | 'write' | 'shell'> = {
  [K in CallName]: Contract[K]['kind'] extends Kind ? K : never;
}[CallName];
