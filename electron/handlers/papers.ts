/** Papers to disk and printer. A file is whole or not there; the target is asked for before anything is made. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { receiptOf, reminderHead } from '../../db/returns/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { dashboardFileName } from '../../shared/dashboard/address.ts';
import { ganttFileName } from '../../shared/ganttAddress.ts';
import type { shellCalls } from '../../shared/contract/shell.ts';
import type { Context, Paper } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { replaceFile } from '../files/atomic.ts';
import { WRITE_SUMMARY } from '../jobs/kinds.ts';
import type { WriteSummaryPayload } from '../jobs/kinds.ts';
import { reading } from './steps.ts';
import { summaryFileName } from '../../shared/summary/phrases.ts';
import { valueOf } from '../../shared/result.ts';
import { reminderWords } from '../../shared/words.ts';

type Names = Extract<keyof typeof shellCalls, `paper.${string}`>;

export const paperHandlers: Family<Names, Context> = {
  'paper.saveXlsx': async ({ month }, context) => {
    const { db, today, settings } = reading(context);
    // A month without a round is refused before a place is asked for.
    summaryFor(db, month, today, settings);
    const target = await context.desk.pickTarget('xlsx', `${summaryFileName(month)}.xlsx`);
    if (target === null) return { file: null };
    await replaceFile(target, async (file) => {
      const payload: WriteSummaryPayload = { ledger: context.session.beside(), month, file };
      valueOf(await context.jobs.start(WRITE_SUMMARY, payload).finished);
    });
    return { file: basename(target) };
  },
  'paper.savePdf': async ({ month }, context) => {
    reading(context);
    const target = await context.desk.pickTarget('pdf', `${summaryFileName(month)}.pdf`);
    if (target === null) return { file: null };
    return writePdf(target, { paper: 'summary', month }, context);
  },
  'paper.print': async ({ month }, context) => {
    reading(context);
    return { outcome: await context.desk.printPaper({ paper: 'summary', month }) };
  },
  'paper.savePaper': async (paper, context) => {
    const target = await context.desk.pickTarget('pdf', `${fileNameOf(paper, context)}.pdf`);
    if (target === null) return { file: null };
    return writePdf(target, paper, context);
  },
  'paper.printPaper': async (paper, context) => {
    fileNameOf(paper, context);
    return { outcome: await context.desk.printPaper(paper) };
  },
};

async function writePdf(target: string, paper: Paper, { desk }: Context): Promise<{ file: string }> {
  const pdf = await desk.paperPdf(paper);
  await replaceFile(target, (file) => writeFile(file, pdf));
  return { file: basename(target) };
}

/** Name proposed for a paper's file. @throws Refusal when there is no such paper */
function fileNameOf(paper: Exclude<Paper, { paper: 'summary' | 'doc' }>, context: Context): string {
  const { db, today } = reading(context);
  if (paper.paper === 'receipt') {
    const { batch } = receiptOf(db, paper.batch);
    return `导入回执-批次${batch}`;
  }
  if (paper.paper === 'gantt') return ganttFileName(paper.query, today);
  if (paper.paper === 'dashboard') return dashboardFileName(paper);
  const { kind, unit, number } = reminderHead(db, paper.reminder);
  return `${reminderWords[kind]}-${unit}-${number}`.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_').slice(0, 100);
}
