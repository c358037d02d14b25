/** The month of returns: reading, taking in, taking over, sending out. Each measurement in a process of its own, in turns. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pause } from './pauses.ts';
import type { Measured } from './report.ts';
import { keptBooks } from './returnsInputs.ts';
import type { Returned, ReturnsInputs } from './returnsInputs.ts';
import type { MonthGiven } from './returnsMonth.ts';
import { measured } from './returnsOne.ts';
import { median, timed } from './stats.ts';

const ROUNDS = 3;
const PAUSE = { of: 'value', most: 50 } as const;
const part = 'returns';

/** What a list of measurements says of one of their numbers. */
const middle = <T>(list: readonly T[], of: (one: T) => number): number => median(list.map(of));
const most = <T>(list: readonly T[], of: (one: T) => number): number => Math.max(...list.map(of));
/** The median of each round's ratio. */
const ratio = <A, B>(
  a: readonly A[],
  of: (one: A) => number,
  b: readonly B[],
  to: (one: B) => number,
): number => median(a.map((one, round) => of(one) / to(b[round] as B)));
const ms = (one: { readonly ms: number }): number => one.ms;

/**
 * @param folder for copies of ledgers and what is written
 * @param say tells what is being done
 */
export async function measureReturns(
  inputs: ReturnsInputs,
  folder: string,
  say: (text: string) => void,
): Promise<Measured[]> {
  mkdirSync(folder, { recursive: true });
  const rows: Measured[] = [];
  say(`reading and taking in ${inputs.month.files.length} files …`);
  rows.push(...(await taking(inputs.month, folder, '200 files', ROUNDS)));
  say(`the same with ${inputs.large.files.length} files of 20,000 rows …`);
  rows.push(...(await taking(inputs.large, folder, '10 files of 20,000 rows', 1)));
  say('taking over and back …');
  rows.push(...(await takingOver(inputs.month, folder)));
  say('sending out …');
  rows.push(...(await sending(inputs.unsent, folder)));
  say('refusing …');
  rows.push(...(await refusing(inputs.month.files[100] ?? '')));
  return rows;
}

/** A folder with a copy of a ledger in it, in place of the one before. */
function fresh(ledger: string, folder: string): Pick<MonthGiven, 'ledger' | 'folder'> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, 'ledger.db');
  cpSync(ledger, copy);
  return { ledger: copy, folder };
}

async function taking(given: Returned, folder: string, what: string, rounds: number): Promise<Measured[]> {
  const { files, ledger } = given;
  const books = keptBooks(files);
  const paths = [dirname(files[0] ?? '')];
  const found = { scan: [], read: [], exceljs: [], taken: [] } as {
    scan: Awaited<ReturnType<typeof measured<'scan'>>>[];
    read: Awaited<ReturnType<typeof measured<'read'>>>[];
    exceljs: Awaited<ReturnType<typeof measured<'exceljs'>>>[];
    taken: Awaited<ReturnType<typeof measured<'import'>>>[];
  };
  for (let round = 0; round < rounds; round += 1) {
    found.scan.push(await measured('scan', { files }));
    found.read.push(await measured('read', { books }));
    found.exceljs.push(await measured('exceljs', { files }));
    found.taken.push(await measured('import', { ...fresh(ledger, join(folder, 'import')), paths }));
  }
  const { scan, read, exceljs, taken } = found;
  const rows: Measured[] = [
    {
      ...{
        part,
        what: `${what} (${given.rows} rows) read to plain grids by two children`,
        value: middle(read, ms),
      },
      unit: 'ms',
      against: {
        ...{
          what: 'exceljs in one process',
          value: middle(exceljs, ms),
          ratio: ratio(read, ms, exceljs, ms),
        },
      },
      bound: { of: 'ratio', most: 0.33 },
    },
    {
      ...{ part, what: '…', value: middle(read, ms), unit: 'ms' },
      against: {
        what: 'unpacking and looking at each byte',
        value: middle(scan, ms),
        ratio: ratio(read, ms, scan, ms),
      },
    },
    {
      ...{ part, what: '… most memory, both children', value: most(read, (one) => one.peak), unit: 'MB' },
      against: {
        what: 'exceljs',
        value: most(exceljs, (one) => one.peak),
        ratio: ratio(
          read,
          (one) => one.peak,
          exceljs,
          (one) => one.peak,
        ),
      },
    },
    {
      ...{ part, what: `${what} taken in, until the review shows (${taken[0]?.theirs} cells differ)` },
      ...{ value: middle(taken, ms), unit: 'ms' },
      against: {
        ...{
          what: 'exceljs reading alone',
          value: middle(exceljs, ms),
          ratio: ratio(taken, ms, exceljs, ms),
        },
      },
      bound: { of: 'ratio', most: 1 },
    },
    {
      part,
      what: '… of it: preview asked and shown',
      value: middle(taken, (one) => one.preview),
      unit: 'ms',
    },
    { part, what: '… most memory, children', value: most(taken, (one) => one.children), unit: 'MB' },
    { part, what: '… main process (from its sources)', value: most(taken, (one) => one.main), unit: 'MB' },
    ...paused(
      '…',
      taken.map((one) => one.pauses[0]),
    ),
  ];
  if (rounds > 1) rows.push(...(await office(files, join(folder, 'office'), read)));
  return rows;
}

/** The longest pause of the main process: all of it, and what is left without its waiting for a processor. */
function paused(what: string, longest: readonly (Pause | undefined)[]): Measured[] {
  const list = longest.filter((pause) => pause !== undefined);
  if (list.length === 0)
    return [{ part, what: `${what} longest pause of the main process`, value: 0, unit: 'ms', bound: PAUSE }];
  return [
    {
      ...{ part, what: `${what} longest pause of the main process`, value: middle(list, ms), unit: 'ms' },
      bound: PAUSE,
    },
    {
      part,
      what: '… … without waiting for a processor',
      value: middle(list, (pause) => pause.ms - (pause.waited ?? 0)),
      unit: 'ms',
    },
  ];
}

/** Once, and told without a bound: the office program turning the same files into text. */
async function office(
  files: readonly string[],
  folder: string,
  read: readonly { readonly ms: number }[],
): Promise<Measured[]> {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = ['--headless', profile, '--convert-to', 'csv', '--outdir', join(folder, 'out'), ...files];
  let there = true;
  const taken = await timed(
    () =>
      new Promise<void>((resolve) => {
        const child = spawn('soffice', args, { stdio: 'ignore' });
        child.on('error', () => resolve(void (there = false)));
        child.on('exit', () => resolve());
      }),
  );
  if (!there) return [];
  const ours = middle(read, ms);
  return [
    {
      ...{ part, what: `${files.length} files read by two children, once more`, value: ours, unit: 'ms' },
      against: { what: 'LibreOffice converting them', value: taken, ratio: ours / taken },
    },
  ];
}

async function takingOver({ files, ledger }: Returned, folder: string): Promise<Measured[]> {
  const given = { ...fresh(ledger, join(folder, 'commit')), paths: [dirname(files[0] ?? '')] };
  const found = await measured('commit', { ...given, bare: join(folder, 'commit', 'bare.db') });
  return [
    { part, what: 'deciding all that can be', value: found.decide, unit: 'ms' },
    ...paused('…', [found.decidePauses[0]]),
    {
      ...{
        part,
        what: `${found.cells} cells taken over (${found.logRows} rows of the log)`,
        value: found.commit,
      },
      unit: 'ms',
      against: { what: 'the same rows, plainly', value: found.plain, ratio: found.commit / found.plain },
    },
    ...paused('…', [found.commitPauses[0]]),
    { part, what: '… most memory, child', value: found.child, unit: 'MB' },
    { part, what: 'the batch taken back', value: found.undo, unit: 'ms' },
    ...paused('…', [found.undoPauses[0]]),
  ];
}

async function sending(unsent: ReturnsInputs['unsent'], folder: string): Promise<Measured[]> {
  const { units, rows } = unsent;
  const written = await measured('write', { ledger: unsent.ledger, folder: join(folder, 'write'), units });
  const sent: Awaited<ReturnType<typeof measured<'send'>>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const given = fresh(unsent.ledger, join(folder, 'send'));
    sent.push(await measured('send', { ledger: given.ledger, folder: join(given.folder, 'out'), units }));
  }
  const floor = middle(written, (one) => one.floor);
  const whole = middle(sent, (one) => one.writing);
  return [
    {
      ...{ part, what: `${units.length} workbooks (${rows} rows) written, one process, warm` },
      ...{ value: middle(written, (one) => one.write), unit: 'ms' },
      against: {
        ...{ what: 'texts as XML and zlib', value: floor },
        ratio: ratio(
          written,
          (one) => one.write,
          written,
          (one) => one.floor,
        ),
      },
      bound: { of: 'ratio', most: 2 },
    },
    {
      ...{ part, what: 'sent out by two children, until the last is written', value: whole, unit: 'ms' },
      against: { what: 'texts as XML and zlib', value: floor, ratio: whole / floor },
      bound: { of: 'ratio', most: 2 },
    },
    { part, what: '… recording them in the ledger', value: middle(sent, (one) => one.recording), unit: 'ms' },
    { part, what: '… the whole', value: middle(sent, ms), unit: 'ms' },
    { part, what: '… most memory, children', value: most(sent, (one) => one.children), unit: 'MB' },
    ...paused(
      '…',
      sent.map((one) => one.pauses[0]),
    ),
  ];
}

async function refusing(warm: string): Promise<Measured[]> {
  const found = await measured('bombs', { warm });
  return found.flatMap(({ what, ms: taken, peak, code }): Measured[] => [
    {
      ...{ part, what: `${what}: ${code === '' ? 'read' : 'refused'}`, value: taken, unit: 'ms' },
      bound: { of: 'value', most: 20 },
    },
    { part, what: '… more memory', value: peak, unit: 'MB', bound: { of: 'value', most: 80 } },
  ]);
}
