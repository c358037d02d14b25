/**
 * One measurement of the returns in a process of its own, so that none inherits another's memory or warmth. Started by
 * `measured` in returnsOne.ts: which one and with what as arguments, the answer as a message to the parent.
 */
import { bombs } from './returnsBombs.ts';
import { commitMonth, importMonth } from './returnsMonth.ts';
import { readAll, readWithExceljs, scanAll } from './returnsRead.ts';
import { sendMonth, writeForms } from './returnsSend.ts';

/** Every measurement: what it is given and what it answers, both plain data. */
export const measurements = {
  exceljs: readWithExceljs,
  scan: scanAll,
  read: readAll,
  import: importMonth,
  commit: commitMonth,
  send: sendMonth,
  write: writeForms,
  bombs,
} as const;

export type Measurements = typeof measurements;

const [kind = '', given = 'null'] = process.argv.slice(2);
if (process.send !== undefined && Object.hasOwn(measurements, kind)) {
  const work = measurements[kind as keyof Measurements] as (given: unknown) => Promise<unknown>;
  const answer = await work(JSON.parse(given));
  process.send(answer, undefined, undefined, () => process.exit(0));
}
