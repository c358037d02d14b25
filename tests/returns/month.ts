/** A month's returns at the program's door, with forms filled in as a unit would. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import type { JobHost } from '../../electron/jobs/messages.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { type AnswerField, fieldWords } from '../../shared/returns/fields.ts';
import { jobEnd, openTestProgram } from '../ipc/program.ts';
import type { TestProgram } from '../ipc/program.ts';

export const TODAY = '2024-08-31';
export const MONTH = '2024-08';

type Outcome = Reply<'returns.outcome'>;
type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

export interface MonthProgram extends TestProgram {
  ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>>;
  /** The code of a refusal; 'no refusal' for none. */
  refusal<K extends CallName>(name: K, args: Args<K>): Promise<string>;
  /** What a job came to; throws with its failure. */
  outcome<K extends Outcome['kind']>(kind: K, job: string | null): Promise<OutcomeOf<K>>;
  /** Sends the month's forms into a folder and answers its path. */
  sendOut(name?: string): Promise<string>;
  takeIn(paths: readonly string[], more?: Partial<Args<'returns.take'>>): Promise<OutcomeOf<'taken'>>;
}

/** A program with the sample ledger open. */
export async function openMonth(around?: (host: JobHost) => JobHost): Promise<MonthProgram> {
  const program = openTestProgram(TODAY, around);
  const ask: MonthProgram['ask'] = async (name, args) => {
    const result = await program.dispatcher.call(name, args);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const outcome: MonthProgram['outcome'] = async (kind, job) => {
    if (job === null) throw new Error('no job');
    const end = await jobEnd(program, job);
    if (end.status !== 'done') throw new Error(`${end.kind} ${end.status}: ${JSON.stringify(end.error)}`);
    const came = await ask('returns.outcome', { job });
    expect(came.kind).toBe(kind);
    return came as OutcomeOf<typeof kind>;
  };
  await ask('ledger.create', { folder: null, sample: true });
  return {
    ...program,
    ask,
    outcome,
    async refusal(name, args) {
      const result = await program.dispatcher.call(name, args);
      return result.ok ? 'no refusal' : result.error.code;
    },
    async sendOut(name = 'out') {
      const folder = join(program.folder, name);
      program.answers['folder'] = folder;
      const { job } = await ask('forms.send', { month: MONTH, units: null, as: 'folder' });
      await outcome('sent', job);
      return folder;
    },
    async takeIn(paths, more = {}) {
      const files = paths.map((path) => program.context.tokens.addPlace(path).token);
      const { job } = await ask('returns.take', { files, month: MONTH, ...more });
      return outcome('taken', job);
    },
  };
}

/** The form of a unit among those sent out. */
export function formOf(folder: string, unit: string): string {
  const name = readdirSync(folder).find((one) => one.includes(`-${unit}-`));
  if (name === undefined) throw new Error(`no form of ${unit} in ${folder}`);
  return join(folder, name);
}

export type Filling = Readonly<Partial<Record<AnswerField, string | number | Date>>>;

/** Fills in rows of a form by their order (0 is the first measure) and saves it under another name. */
export async function fillForm(form: string, target: string, rows: readonly Filling[]): Promise<string> {
  copyFileSync(form, target);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(target);
  const sheet = book.worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  const columns = new Map<string, number>();
  let last = 0;
  sheet.eachRow((row, number) => {
    row.eachCell((cell, column) => {
      const text = typeof cell.value === 'string' ? cell.value : '';
      const field = Object.entries(fieldWords).find(([, word]) => word === text)?.[0];
      if (field === undefined || columns.has(field)) return;
      columns.set(field, column);
      last = Math.max(last, number);
    });
  });
  rows.forEach((filling, index) => {
    for (const [field, value] of Object.entries(filling)) {
      const column = columns.get(field);
      if (column === undefined) throw new Error(`no column for ${field}`);
      sheet.getRow(last + 1 + index).getCell(column).value = value;
    }
  });
  await book.xlsx.writeFile(target);
  return target;
}
