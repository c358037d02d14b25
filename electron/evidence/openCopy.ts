/**
 * Looking at evidence with the system's programs: always in a read-only copy, in a folder of this run of the program, under
 * the file's own name. The original in the store is handed to nobody.
 */
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceFile } from '../../db/index.ts';
import type { EvidenceFile } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import { replaceFile } from '../files/atomic.ts';
import { COPY_OUT } from '../jobs/kinds.ts';
import type { CopyOutPayload } from '../jobs/kinds.ts';
import { requireRoom } from './copyOut.ts';
import { mayRun, safeName } from './names.ts';
import { LONG_MS } from './takeIn.ts';

const PREFIX = 'rectification-ledger-open-';

let folder: string | null = null;

/** The folder of this run; made when first needed. */
function ownFolder(): string {
  // Someone may have cleaned the temporary files.
  if (folder === null || !existsSync(folder))
    folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  return folder;
}

/** Takes away what runs that ended otherwise have left. Never throws. */
export function clearOldCopies(): void {
  clear((pid) => pid !== process.pid && !isAlive(pid));
}

/** Takes away the copies of this run too, at its end. Never throws. */
export function clearCopies(): void {
  clear((pid) => pid === process.pid || !isAlive(pid));
  folder = null;
}

function clear(which: (pid: number) => boolean): void {
  try {
    for (const name of readdirSync(tmpdir())) {
      const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
      if (!Number.isNaN(pid) && which(pid)) removeFolder(join(tmpdir(), name));
    }
  } catch {
    // What can't be looked at stays.
  }
}

function removeFolder(path: string): void {
  try {
    // Windows removes no file that is write-protected.
    for (const name of readdirSync(path, { recursive: true }))
      if (lstatSync(join(path, String(name))).isFile()) chmodSync(join(path, String(name)), 0o600);
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Still open in another program: the next start takes it away.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @throws Refusal `file_not_opened_for_safety`, `no_program_for_file`, and those of `copyOut` */
export async function openEvidence(context: Context, id: number): Promise<void> {
  const file = evidenceFile(context.session.ledger().read, id);
  if (mayRun(file.name)) throw new Refusal('file_not_opened_for_safety', { name: safeName(file.name) });
  const path = await readOnlyCopy(context, file);
  if (!(await context.desk.openFile(path)))
    throw new Refusal('no_program_for_file', { name: safeName(file.name) });
}

/** The copy that is there from before is opened again: nothing can have written to it. */
async function readOnlyCopy(context: Context, file: EvidenceFile): Promise<string> {
  const place = join(ownFolder(), `${file.id}-${file.sha256.slice(0, 8)}`);
  const target = join(place, safeName(file.name));
  if (statSync(target, { throwIfNoEntry: false })?.size === file.bytes) return target;
  await mkdir(place, { recursive: true });
  await requireRoom(place, file.bytes);
  rmSync(target, { force: true });
  await copyTo(context, file, target);
  await chmod(target, 0o400);
  return target;
}

/** Saves a copy where the clerk says; null when he cancelled. @throws Refusal */
export async function saveEvidence(context: Context, id: number): Promise<string | null> {
  const file = evidenceFile(context.session.ledger().read, id);
  const target = await context.desk.pickTarget('file', safeName(file.name));
  if (target === null) return null;
  await replaceFile(target, async (temporary) => {
    rmSync(temporary, { force: true });
    await copyTo(context, file, temporary);
  });
  return target;
}

/** By a child, as a job: a film of some gigabytes is seen to be copied and can be cancelled. */
async function copyTo({ session, jobs }: Context, file: EvidenceFile, target: string): Promise<void> {
  const { sha256, bytes } = file;
  const kept = storeOf(session.ledger().file).path(sha256);
  const payload: CopyOutPayload = { kept, sha256, name: safeName(file.name), target };
  const { finished } = jobs.run('evidence.copyOut', async (voice) => {
    const progress = (step: string, done: number): void => voice.progress(step, done, bytes);
    const result = await jobs.pool.run(COPY_OUT, payload, {
      signal: voice.signal,
      progress,
      milliseconds: LONG_MS,
    });
    if (!result.ok) rmSync(target, { force: true, maxRetries: 10 });
    return valueOf(result);
  });
  valueOf(await finished);
}
