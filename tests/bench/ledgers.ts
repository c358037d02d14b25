/** Program folders with a ledger in them: the sample, and one of 100,000 measures that is kept for the next run. */
import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLedger } from '../../db/index.ts';
import type { Ledger, LedgerOptions } from '../../db/index.ts';
import { loadSample } from '../../db/loadSample.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import { fillLedger } from './bigLedger.ts';

/** The day on which both ledgers are looked at. */
export const TODAY = '2024-08-31';
/** As electron/session.ts names it. */
const FILE = 'ledger.db';

const options: LedgerOptions = {
  today: () => TODAY,
  temporary: tmpdir(),
  now: () => new Date().toISOString(),
  operator: '经办人',
  initials: pinyinInitials,
};

/** Makes a ledger's file and fills it. */
export function fillLedgerFile(file: string, fill: (ledger: Ledger) => void, now = options.now): void {
  mkdirSync(dirname(file), { recursive: true });
  const made = createLedger(file, { ...options, now });
  if (!made.ok) throw new Error(`no ledger: ${made.error.code}`);
  fill(made.value);
  made.value.close();
}

function home(folder: string): string {
  const ledgerFolder = join(folder, '台账');
  mkdirSync(ledgerFolder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ledgerFolder }));
  return join(ledgerFolder, FILE);
}

/** Makes a program folder that opens the sample ledger. @returns the ledger's file */
export function sampleHome(folder: string): string {
  const file = home(folder);
  fillLedgerFile(file, (ledger) => void ledger.write({ action: 'sample.create' }, loadSample));
  return file;
}

/** Makes a program folder that opens a copy of a ledger. @returns the copy */
export function copyHome(folder: string, ledger: string): string {
  const file = home(folder);
  cpSync(ledger, file);
  return file;
}

/** A ledger of that many measures; made once for the sources that shape it, since it takes most of a minute. */
export const bigLedger = (cache: string, root: string, measures: number): { file: string } => ({
  file: keptLedger({ cache, root, name: String(measures), sources: [] }, (ledger) => {
    fillLedger(ledger, measures);
  }),
});

interface Keeping {
  readonly cache: string;
  readonly root: string;
  readonly name: string;
  /** Files besides db/ whose change makes it anew. */
  readonly sources: readonly string[];
  /** The clock it is written by; the computer's own when left out. */
  readonly now?: () => string;
}

/** The file of a ledger that was made before for the sources as they stand, else made now. */
export function keptLedger(
  { cache, root, name, sources, now }: Keeping,
  fill: (ledger: Ledger) => void,
): string {
  const folder = join(cache, `${name}-${fingerprint(root, sources)}`);
  const file = join(folder, FILE);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache).filter((each) =>
    /^-[0-9a-f]{12}$/.test(each.startsWith(name) ? each.slice(name.length) : ''),
  ))
    rmSync(join(cache, old), { recursive: true, force: true });
  // Filled under another name: a run that is interrupted leaves nothing that counts.
  const part = join(cache, 'part');
  rmSync(part, { recursive: true, force: true });
  fillLedgerFile(join(part, FILE), fill, now);
  cpSync(part, folder, { recursive: true });
  rmSync(part, { recursive: true, force: true });
  return file;
}

function fingerprint(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  const files = ['db', 'db/migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(folder, entry.name)),
  );
  for (const file of [...files.toSorted(), 'shared/initials.ts', 'tests/bench/bigLedger.ts', ...sources])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 12);
}
