/** 归档目录 as a job: asked where to, written beside it under a temporary name, then put in place. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { archiveLines, currentRoundId } from '../../db/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { Context } from '../context.ts';
import { writeRefusal } from '../files/atomic.ts';
import { WRITE_ARCHIVE } from '../jobs/kinds.ts';
import type { Archived, WriteArchivePayload } from '../jobs/kinds.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { safeName } from './names.ts';
import { LONG_MS } from './takeIn.ts';

type Exported = Reply<'evidence.exported'>;

export interface ExportOptions {
  /** Null: the whole round. */
  readonly issue: number | null;
  readonly as: 'folder' | 'zip';
}

/** Where a packed archive will be unpacked is not known: room for a folder of an ordinary desktop. */
const UNPACKED_AT = 60;

/** Asks where to; null when the clerk cancelled. @throws Refusal `archive_empty`, `round_missing` and those of the ledger */
export async function exportEvidence(
  context: Context,
  options: ExportOptions,
): Promise<Started<Exported> | null> {
  const { session, desk, jobs, exported } = context;
  const name = archiveName(context, options);
  const asked =
    options.as === 'folder' ? await desk.pickFolder('archive') : await desk.pickTarget('zip', `${name}.zip`);
  if (asked === null) return null;
  return jobs.run('evidence.export', (voice) =>
    session.occupy(async () => {
      const came = await write(context, { ...options, asked: resolve(asked), name }, voice);
      exported.keep(voice.id, came);
      return came;
    }),
  );
}

/** 归档材料-（一）问题…-2024-08-31 */
function archiveName({ session }: Context, { issue }: ExportOptions): string {
  const { read } = session.ledger();
  const round = currentRoundId(read);
  if (round === null) throw new Refusal('round_missing');
  const [first] = archiveLines(read, issue === null ? { round } : { issue });
  if (first === undefined) throw new Refusal('archive_empty');
  const what =
    issue === null
      ? (read.get<{ title: string }>('SELECT title FROM rounds WHERE id = ?', round)?.title ?? '')
      : first.issue;
  return `${safeName(`归档材料-${what}`, 48)}-${session.today()}`;
}

interface Writing extends ExportOptions {
  /** The folder into which the archive's own is put, or the packed archive itself. */
  readonly asked: string;
  readonly name: string;
}

async function write(context: Context, { issue, as, asked, name }: Writing, voice: Voice): Promise<Exported> {
  const folder = as === 'folder' ? asked : dirname(asked);
  const temporary = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    const place = as === 'folder' ? join(asked, await freeName(asked, name)) : asked;
    const payload: WriteArchivePayload = {
      ledger: context.session.beside(),
      issue,
      as,
      temporary,
      base: as === 'folder' ? place.length + 1 : UNPACKED_AT,
    };
    const { files, missing, altered } = (await voice.alone(WRITE_ARCHIVE, payload, LONG_MS)) as Archived;
    voice.check();
    voice.stands();
    if (as === 'folder') await rename(temporary, place);
    else {
      await flush(join(temporary, 'all.zip'));
      await rename(join(temporary, 'all.zip'), place);
    }
    return { files, missing, altered, place };
  } catch (error) {
    throw writeRefusal(error, asked) ?? error;
  } finally {
    // Where nothing could be made there is nothing to take away.
    await rm(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch(
      () => undefined,
    );
  }
}

/** A name that nothing in the folder bears. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set((await readdir(folder)).map((each) => each.toLowerCase()));
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? name : `${name}(${n})`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}

/** To the disk itself, so that a stick that is drawn out holds a whole archive. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
