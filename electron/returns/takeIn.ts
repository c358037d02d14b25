/**
 * Files in: listed, hashed, judged by the pool, staged as they come, received in one logged step. Whatever a file does
 * to its reader, the others go on; a take-in that is broken off leaves nothing.
 */
import { basename } from 'node:path';
import { currentRoundId, listUnits } from '../../db/index.ts';
import { dropTake, finishTake, knownFile, newTake, stageFile } from '../../db/returns/index.ts';
import type { Month } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import type { Failure } from '../../shared/result.ts';
import type { Chosen, Judged } from '../../shared/returns/types.ts';
import type { Context } from '../context.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { takeOverClean } from './commit.ts';
import type { Incoming } from './inbox.ts';
import { hashBook, judgeBook, listBooks, refusedFile } from './judge.ts';
import { judgedFile } from './judgedFile.ts';
import type { Outcome } from './outcomes.ts';
import { inOrder } from './inOrder.ts';
import { inSlices, settle } from './slices.ts';
import { tidy } from './tidy.ts';

export interface TakeOptions {
  readonly paths: readonly string[];
  /** For files that name none. */
  readonly month: Month | null;
  /** Judges and keeps nothing. */
  readonly dryRun: boolean;
  /** `clean`: what raises no question is decided and taken over at once. */
  readonly accept: 'clean' | 'none';
}

/** Where a SHA-256 must stand and none is known, since the file could not be read. */
const NO_HASH = '0'.repeat(64);

interface Hashed {
  readonly incoming: Incoming;
  readonly sha256: string;
  readonly bytes: number;
  readonly refused: Failure | null;
}

/** @throws Refusal `no_ledger`, `ledger_read_only`, `round_missing` */
export function takeIn(context: Context, options: TakeOptions): Started<Outcome> {
  const { jobs, session, outcomes } = context;
  const { read, readOnly } = session.ledger();
  if (readOnly && !options.dryRun) throw new Refusal('ledger_read_only');
  if (currentRoundId(read) === null) throw new Refusal('round_missing');
  return jobs.run('returns.take', (voice) =>
    session.occupy(async () => {
      const outcome = await take(context, options, voice);
      outcomes.keep(voice.id, outcome);
      return outcome;
    }),
  );
}

async function take(context: Context, options: TakeOptions, voice: Voice): Promise<Outcome> {
  const { session } = context;
  voice.progress('list', 0, 0);
  if (!options.dryRun) await tidy(session, context.logError);
  const files = await hashAll(
    await listBooks(options.paths, context.jobs.pool, voice.signal),
    context,
    voice,
  );
  const units = new Map(
    listUnits(session.ledger().read, session.today()).map((unit) => [unit.id, unit.name]),
  );
  const told: Extract<Outcome, { kind: 'taken' }>['files'] = [];
  const number = newTake();
  try {
    for await (const [position, judged] of judgeAll(files, context, options, voice)) {
      told.push(judgedFile(judged, judged.sha256 === NO_HASH ? '' : judged.sha256, units));
      voice.progress('judge', told.length, files.length);
      if (!options.dryRun)
        await inSlices(session, stageFile(number, { position, judged, chosen: chosenFor(judged, options) }));
      voice.check();
    }
    if (!options.dryRun) await settle(context);
    const batch = options.dryRun ? null : await finish(context, number, options.paths, told, voice);
    if (batch !== null && options.accept === 'clean') await takeOverClean(context, batch, voice);
    return { kind: 'taken', batch, files: told };
  } catch (error) {
    if (!options.dryRun) {
      await inSlices(session, dropTake(number));
      await settle(context);
    }
    throw error;
  }
}

/** The month that was given for files that name none is remembered of those for which it was taken. */
function chosenFor({ recognised }: Judged, { month }: TakeOptions): Chosen {
  return month !== null && recognised?.month.how === 'chosen' ? { month } : {};
}

/** The batch of what was staged; null when every file was refused. */
async function finish(
  { session, tellReview }: Context,
  number: number,
  paths: readonly string[],
  told: readonly { readonly file: string; readonly refused: unknown }[],
  voice: Voice,
): Promise<number | null> {
  const received = told.filter((file) => file.refused === null);
  const name = nameOf(paths, received);
  const { value } = await session.write(
    { action: 'returns.take', detail: { name, count: received.length } },
    (db) => finishTake(db, number, name),
  );
  if (value === null) {
    await inSlices(session, dropTake(number));
    return null;
  }
  voice.stands();
  tellReview(value.batch);
  return value.batch;
}

function nameOf(paths: readonly string[], received: readonly { readonly file: string }[]): string {
  const [path = ''] = paths;
  const [first] = received;
  if (paths.length === 1 || first === undefined) return basename(path);
  return received.length === 1 ? first.file : `${first.file}等${received.length}个文件`;
}

async function hashAll(incoming: readonly Incoming[], context: Context, voice: Voice): Promise<Hashed[]> {
  const { pool } = context.jobs;
  const { read } = context.session.ledger();
  let done = 0;
  const hashed: Hashed[] = [];
  const hash = async (one: Incoming): Promise<Hashed> => {
    const found = one.refused ??
      (await hashBook({ incoming: one }, pool, voice.signal)) ?? { code: 'cancelled' };
    voice.check();
    voice.progress('hash', (done += 1), incoming.length);
    return 'code' in found
      ? { incoming: one, sha256: NO_HASH, bytes: one.bytes, refused: found }
      : { incoming: one, ...found, refused: null };
  };
  const seen = new Map<string, string>();
  for await (const one of inOrder(incoming, hash)) {
    const before = seen.get(one.sha256);
    const known = one.refused === null ? knownFile(read, one.sha256) : null;
    if (one.refused === null && before === undefined) seen.set(one.sha256, one.incoming.name);
    hashed.push({
      ...one,
      refused:
        one.refused ??
        (known !== null
          ? { code: 'already_imported', detail: { ...known } }
          : before !== undefined
            ? { code: 'same_file_twice', detail: { name: before } }
            : null),
    });
  }
  return hashed;
}

async function* judgeAll(
  files: readonly Hashed[],
  { jobs, session }: Context,
  options: TakeOptions,
  voice: Voice,
): AsyncGenerator<readonly [position: number, judged: Judged]> {
  const ledger = session.beside();
  const judge = async ({ incoming, sha256, bytes, refused }: Hashed): Promise<Judged> => {
    const file = { name: incoming.name, sha256, bytes };
    if (refused !== null) return refusedFile(file, refused);
    const payload = {
      source: { incoming },
      ledger,
      chosen: {},
      month: options.month,
      matches: {},
      keep: !options.dryRun,
    };
    const judged = await judgeBook(payload, file, jobs.pool, voice.signal);
    if (judged === null) throw new Refusal('cancelled');
    return judged;
  };
  let position = 0;
  for await (const judged of inOrder(files, judge)) yield [position++, judged];
}
