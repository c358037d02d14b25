/** Papers that are no documents, to disk and printer. A file is whole or not there; the target is asked for before anything is made. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { receiptOf, reminderHead } from '../../db/returns/index.ts';
import { dashboardFileName } from '../../shared/dashboard/address.ts';
import { ganttFileName } from '../../shared/ganttAddress.ts';
import type { shellCalls } from '../../shared/contract/shell.ts';
import type { Context, Paper } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { replaceFile } from '../files/atomic.ts';
import { reading } from './steps.ts';
import { reminderWords } from '../../shared/words.ts';

type Names = Extract<keyof typeof shellCalls, `paper.${string}`>;

export const paperHandlers: Family<Names, Context> = {
  'paper.savePaper': async (paper, context) => {
    const target = await context.desk.pickTarget('pdf', `${fileNameOf(paper, context)}.pdf`);
    if (target === null) return { file: null };
    const pdf = await context.desk.paperPdf(paper);
    await replaceFile(target, (file) => writeFile(file, pdf));
    return { file: basename(target) };
  },
  'paper.printPaper': async (paper, context) => {
    fileNameOf(paper, context);
    return { outcome: await context.desk.printPaper(paper) };
  },
};

/** Name proposed for a paper's file. @throws Refusal when there is no such paper */
function fileNameOf(paper: Paper, context: Context): string {
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
