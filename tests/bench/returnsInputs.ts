/** What the returns are measured with: two ledgers whose forms were sent, and the workbooks that came back. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { KeptBook } from '../../electron/jobs/kinds.ts';
import { fillLedgerFile } from './ledgers.ts';
import { openDoor } from './returnsDoor.ts';
import { filledForm, foreignTable } from './returnsFill.ts';
import type { OwnRow } from './returnsFill.ts';
import { fillReturnsLedger, numbers, spreadSizes } from './returnsLedger.ts';

const UNITS = 200;
const ROWS = 42_000;
const LARGE = 20_000;
const LARGE_FILES = 10;
const MONTH = '2024-08';

/** A ledger before its month came in, and the workbooks that come. */
export interface Returned {
  readonly ledger: string;
  readonly files: readonly string[];
  readonly rows: number;
}

export interface ReturnsInputs {
  readonly month: Returned;
  readonly large: Returned;
  /** The month's ledger before its forms were sent, and about half of its units with about half of its rows. */
  readonly unsent: { readonly ledger: string; readonly units: readonly number[]; readonly rows: number };
}

/** As they were made before for these sources; else made anew, which takes some minutes. */
export async function returnsInputs(cache: string, root: string): Promise<ReturnsInputs> {
  const name = `returns-${fingerprint(root)}`;
  const folder = join(cache, name);
  const told = join(folder, 'inputs.json');
  if (!existsSync(told)) {
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache).filter((one) => one.startsWith('returns-')))
      rmSync(join(cache, old), { recursive: true, force: true });
    // The note that all is there comes last: a run that is interrupted leaves nothing that counts.
    const inputs = await make(folder);
    writeFileSync(told, JSON.stringify(inputs));
  }
  return JSON.parse(readFileSync(told, 'utf8')) as ReturnsInputs;
}

async function make(folder: string): Promise<ReturnsInputs> {
  const sizes = spreadSizes(UNITS, 20, 2000, ROWS);
  const unsent = join(folder, 'unsent', 'ledger.db');
  fillLedgerFile(unsent, (ledger) => fillReturnsLedger(ledger, sizes));
  const month = await makeMonth(unsent, join(folder, 'month'));
  const large = await makeLarge(join(folder, 'large'));
  const halved = sizes.flatMap((size, index) => (index % 2 === 0 ? [{ id: index + 1, size }] : []));
  return {
    month,
    large,
    unsent: {
      ledger: unsent,
      units: halved.map((unit) => unit.id),
      rows: halved.reduce((sum, unit) => sum + unit.size, 0),
    },
  };
}

/** Sends the month's forms of a copy of a ledger. @returns the copy, with them on record, and where they are */
async function sendAll(unsent: string, folder: string): Promise<{ ledger: string; forms: string }> {
  const ledger = join(folder, 'ledger.db');
  const forms = join(folder, 'forms');
  mkdirSync(forms, { recursive: true });
  cpSync(unsent, ledger);
  const door = openDoor(ledger, forms);
  const { job } = await door.call('forms.send', { month: MONTH, units: null, as: 'folder' });
  await door.ended(job);
  door.close();
  // The originals that are kept beside the ledger are not needed to read what came back.
  rmSync(join(folder, 'files'), { recursive: true, force: true });
  return { ledger, forms };
}

const xlsx = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx'))
    .toSorted();

async function makeMonth(unsent: string, folder: string): Promise<Returned> {
  const { ledger, forms } = await sendAll(unsent, folder);
  const back = join(folder, 'back');
  mkdirSync(back);
  const below = numbers(7);
  let rows = 0;
  const files = xlsx(forms).map((name) => {
    const filled = filledForm(readFileSync(join(forms, name)), below);
    rows += filled.rows;
    writeFileSync(join(back, name), filled.bytes);
    return join(back, name);
  });
  rmSync(forms, { recursive: true });
  if (files.length !== UNITS || rows !== ROWS) throw new Error(`${files.length} forms, ${rows} rows`);
  return { ledger, files, rows };
}

/** One unit with 20,000 measures: its form filled in again and again, and tables of its own with and without numbers. */
async function makeLarge(folder: string): Promise<Returned> {
  const unsent = join(folder, 'unsent.db');
  fillLedgerFile(unsent, (ledger) => fillReturnsLedger(ledger, [LARGE, 200, 200]));
  const { ledger, forms } = await sendAll(unsent, folder);
  const back = join(folder, 'back');
  mkdirSync(back);
  const below = numbers(11);
  const [form = ''] = xlsx(forms).filter((name) => name.includes('第1示例公司'));
  const own = ownRows(ledger);
  const sent = readFileSync(join(forms, form));
  const files = Array.from({ length: LARGE_FILES }, (_, index) => {
    const file = join(back, `${index + 1} 第1示例公司 2024年8月.xlsx`);
    const without = own.map((row, i) => ({ ...row, number: `${i + 1}` }));
    writeFileSync(
      file,
      index % 2 === 0
        ? filledForm(sent, below).bytes
        : foreignTable('第1示例公司', index % 4 === 1 ? own : without, below),
    );
    return file;
  });
  rmSync(forms, { recursive: true });
  rmSync(unsent);
  return { ledger, files, rows: LARGE * LARGE_FILES };
}

function ownRows(ledger: string): OwnRow[] {
  const db = new Database(ledger, { readonly: true });
  const rows = db
    .prepare(
      `SELECT i.number || m.number AS number, i.title AS issue, m.title AS measure FROM measures m
        JOIN issues i ON i.id = m.issue_id WHERE i.unit_id = 1 ORDER BY i.position, m.position`,
    )
    .all() as OwnRow[];
  db.close();
  return rows;
}

/** As the pool's children are told of them: with the hash by which they are kept. */
export function keptBooks(files: readonly string[]): KeptBook[] {
  return files.map((kept) => ({
    kept,
    name: kept,
    sha256: createHash('sha256').update(readFileSync(kept)).digest('hex'),
  }));
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const sources = ['db', 'db/migrations', 'db/returns', 'electron/excel/forms', 'shared/returns']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(folder, entry.name)),
    )
    .toSorted();
  const own = ['returnsInputs', 'returnsLedger', 'returnsFill'].map((name) => `tests/bench/${name}.ts`);
  for (const file of [...sources, ...own]) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 12);
}
