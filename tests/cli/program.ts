/** The built command line as a real process. */
import { execFile, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../build/runtime/lock.ts';
import { silent } from '../../build/runtime/progress.ts';
import { fingerprintOf } from '../../build/scripts/fresh.ts';
import { inRoot, root } from '../../build/scripts/root.ts';
import { buildPart } from '../../build/vite/build.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let built = '';

/** A build that was made for other sources is taken away after this. */
const DAY_MS = 24 * 3_600_000;

/**
 * Builds the command line into a folder of its own, so that no other build can take it away half-way; once for the same
 * sources, whichever test asks first.
 */
export async function buildCli(): Promise<void> {
  // Below node_modules, where the native add-on is found from.
  const cache = inRoot('node_modules', '.cache', 'ledger-cli');
  built = join(cache, fingerprintOf('electron').slice(0, 16));
  await withLock(cache, silent, async () => {
    if (existsSync(built)) return;
    for (const name of readdirSync(cache)) {
      const folder = join(cache, name);
      if (Date.now() - statSync(folder).mtimeMs > DAY_MS) rmSync(folder, { recursive: true, force: true });
    }
    const half = mkdtempSync(join(cache, 'half-'));
    copyFileSync(inRoot('package.json'), join(half, 'package.json'));
    await buildPart('electron', { sources: root, out: join(half, 'dist') });
    renameSync(half, built);
  });
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ledger-cli-'));
}

/** Builds the command line and makes a sample ledger with it, once a file of tests: a copy is a ledger of its own. */
export async function buildSample(today: string): Promise<(file: string) => void> {
  await buildCli();
  const folder = temporaryFolder();
  const made = await runCli(['--db', 'sample.db', '--today', today, 'init', '--sample'], folder);
  if (made.code !== 0) throw new Error(`no sample: ${made.err}`);
  const bytes = readFileSync(join(folder, 'sample.db'));
  rmSync(folder, { recursive: true, force: true });
  return (file) => writeFileSync(file, bytes);
}

export function runCli(args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(built, 'dist', 'electron', 'cli.cjs'), ...args],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
  });
}

/** Holds the writer's lock of a ledger, as an open window does, until it is told to let go. */
export async function holdLedger(file: string): Promise<() => Promise<void>> {
  const script = `
    const { takeWriterLock } = await import(${JSON.stringify(inRoot('db', 'lock.ts'))});
    const lock = takeWriterLock(${JSON.stringify(file)}, {});
    process.stdout.write(lock.ok ? 'held' : 'refused');
    process.stdin.resume();
    process.stdin.on('end', () => process.exit(0));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  const word = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', () => resolve('ended'));
  });
  if (word !== 'held') throw new Error(`the lock was not held: ${word}`);
  return () =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.stdin.end();
    });
}
