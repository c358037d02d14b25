/** Real ledgers in temporary folders, for every test and bench that needs one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  createLedger,
  failureOf,
  type Ledger,
  type LedgerOptions,
  openLedger,
  type ReadDb,
  type WriteDb,
} from '../../db/index.ts';
import { loadSample } from '../../db/loadSample.ts';
import { migrations } from '../../db/migrations/index.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import type { Result } from '../../shared/result.ts';
import { fillLedger } from '../bench/bigLedger.ts';

/** The day on which tests sit at the PC: the last one of which the sample tells. */
export const TODAY = '2024-08-31';

export function ledgerOptions(more: Partial<LedgerOptions> = {}): LedgerOptions {
  return {
    today: () => TODAY,
    temporary: tmpdir(),
    now: () => `${TODAY}T08:00:00.000Z`,
    operator: '测试员',
    initials: pinyinInitials,
    ...more,
  };
}

const folders: string[] = [];
const open: Ledger[] = [];

/** A new folder; its name holds a blank and Chinese, as real ones do. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), '整改 台账-'));
  folders.push(folder);
  return folder;
}

/** Closes every ledger made here and removes every folder: call it after each test. */
export function clearAway(): void {
  for (const ledger of open.splice(0)) ledger.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Takes the value of a result that must be one, and says which failure it was when it is none. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail ?? {})}`);
  return result.value;
}

/** Closed at the end of the test at the latest; closing twice does no harm. */
function kept(ledger: Ledger): Ledger {
  let closed = false;
  const once: Ledger = {
    ...ledger,
    close: () => {
      if (!closed) ledger.close();
      closed = true;
    },
  };
  open.push(once);
  return once;
}

export function newLedger(more: Partial<LedgerOptions> = {}, file = join(tempFolder(), 'ledger.db')): Ledger {
  return kept(must(createLedger(file, ledgerOptions(more))));
}

export function openAgain(file: string, more: Partial<LedgerOptions> = {}): Ledger {
  return kept(must(openLedger(file, ledgerOptions(more))));
}

/** The sample ledger: 4 aspects, 28 issues, 93 measures. */
export function newSampleLedger(more: Partial<LedgerOptions> = {}): { ledger: Ledger; roundId: number } {
  const ledger = newLedger(more);
  const { value } = ledger.write({ action: 'ledger.sample' }, loadSample);
  return { ledger, roundId: value.roundId };
}

/** A ledger with so many measures in one round. */
export function ledgerOf(measures: number): { ledger: Ledger; roundId: number } {
  const ledger = newLedger();
  return { ledger, ...fillLedger(ledger, measures) };
}

/** One step with a plain name. */
export function write<T>(ledger: Ledger, body: (db: WriteDb) => T): T {
  return ledger.write({ action: 'test' }, body).value;
}

type Rows = Record<string, unknown>[];

/** Every row of every logged table, in order of id. */
export function contents(db: ReadDb): Record<string, Rows> {
  const tables = migrations.at(-1)?.logged ?? [];
  return Object.fromEntries(tables.map((table) => [table, db.all(`SELECT * FROM ${table} ORDER BY id`)]));
}

export function indexRows(db: ReadDb): Rows {
  return db.all('SELECT * FROM measure_index ORDER BY measure_id');
}

/** The code of the refusal that a body ends with; 'no refusal' when it ends well. Any other error is passed on. */
export function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return failure.code;
  }
  return 'no refusal';
}

/** Measures that may be changed: in the plan, of issues that are open. */
export function openMeasures(db: ReadDb): [number, number, ...number[]] {
  const ids = db.pluck<number>(
    `SELECT m.id FROM measures m WHERE m.withdrawn_on IS NULL AND coalesce((SELECT e.step FROM closing_events e
      WHERE e.issue_id = m.issue_id ORDER BY e.id DESC LIMIT 1), 'open') IN ('open', 'sent_back') ORDER BY m.id`,
  );
  return ids as [number, number, ...number[]];
}

/** What someone with another program might do: drops triggers and writes past the log. */
export function behindTheLog(
  file: string,
  triggers: readonly string[],
  body: (raw: Database.Database) => void,
): void {
  const raw = new Database(file);
  try {
    for (const trigger of triggers) raw.exec(`DROP TRIGGER ${trigger}`);
    body(raw);
  } finally {
    raw.close();
  }
}
