/** A file of a review judged again: the kept original, with the ledger as it stands and all that the clerk said of it. */
import { type FileState, readState } from '../../db/returns/decisions.ts';
import { CELL_SIZE, ROW_HEAD } from '../../db/returns/digest.ts';
import { filesToCompare, restageFile, toJudge } from '../../db/returns/index.ts';
import type { ToJudge } from '../../db/returns/index.ts';
import { storeOf } from '../../db/store.ts';
import type { ReadDb } from '../../db/index.ts';
import { Refusal } from '../../shared/result.ts';
import type { Chosen, Judged } from '../../shared/returns/types.ts';
import type { Context } from '../context.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import type { KeptBook } from '../jobs/kinds.ts';
import type { Session } from '../session.ts';
import { inOrder } from './inOrder.ts';
import { judgeBook } from './judge.ts';
import type { Outcome } from './outcomes.ts';
import { inSlices, settle } from './slices.ts';

type Lane = 'judge' | 'decide' | 'forms';
const turns = new WeakMap<Session, Record<Lane, Promise<unknown>>>();

/** Answers of the clerk that follow one another fast are worked one by one, so that the last one stands. */
export function oneByOne<T>(session: Session, lane: Lane, work: () => Promise<T>): Promise<T> {
  let lanes = turns.get(session);
  if (lanes === undefined) {
    lanes = { judge: Promise.resolve(), decide: Promise.resolve(), forms: Promise.resolve() };
    turns.set(session, lanes);
  }
  const now = lanes[lane].then(work, work);
  lanes[lane] = now.catch(() => undefined);
  return now;
}

/** Where the original of a file lies. */
export function keptBook({ session }: Context, file: { name: string; sha256: string }): KeptBook {
  return { kept: storeOf(session.ledger().file).path(file.sha256), name: file.name, sha256: file.sha256 };
}

/**
 * Judges one file again and puts the answer in place of the one there.
 * @param chosen what the clerk says now, above what he said before
 * @throws Refusal `file_not_in_review`, `original_missing`, `original_altered`, and why the file can't be read
 */
export async function rejudge(context: Context, file: number, chosen: Chosen = {}): Promise<void> {
  const { session, tellReview } = context;
  const asked = toJudge(session.ledger().read, file);
  const together = overlaid(asked.chosen, chosen);
  const judged = await judgeAgain(context, { ...asked, chosen: together });
  await inSlices(session, restageFile(file, judged, together));
  tellReview(asked.batch);
}

async function judgeAgain(context: Context, asked: ToJudge, signal?: AbortSignal): Promise<Judged> {
  const { session, jobs } = context;
  const source = keptBook(context, asked);
  const { chosen, matches } = asked;
  const judged = await judgeBook(
    { source, ledger: session.beside(), chosen, matches, month: null, keep: false },
    { name: asked.name, sha256: asked.sha256, bytes: 0 },
    jobs.pool,
    signal,
  );
  if (judged === null) throw new Refusal('cancelled');
  if (judged.refused !== null) throw new Refusal(judged.refused.code, { ...judged.refused.detail });
  return judged;
}

/** Another sheet has other headings and columns, other headings other columns: what was said of the old ones is over. */
function overlaid(before: Chosen, now: Chosen): Chosen {
  const { sheet, head, columns, ...rest } = before;
  const sameSheet = now.sheet === undefined || now.sheet === sheet;
  const sameHead = sameSheet && (now.head === undefined || String(now.head) === String(head));
  return {
    ...rest,
    ...(sheet === undefined || !sameSheet ? {} : { sheet }),
    ...(head === undefined || !sameHead ? {} : { head }),
    ...(columns === undefined || !sameHead ? {} : { columns }),
    ...now,
  };
}

/** Compares the open files of a batch with the ledger as it stands now. */
export function compareAgain(context: Context, batch: number): Started<Outcome> {
  const { jobs, session, outcomes, tellReview } = context;
  const files = filesToCompare(session.ledger().read, batch);
  return jobs.run('returns.compare', (voice) =>
    session.occupy(async () => {
      try {
        const changed = await oneByOne(session, 'judge', () => compareFiles(context, files, voice));
        const outcome: Outcome = { kind: 'compared', batch, changed };
        outcomes.keep(voice.id, outcome);
        return outcome;
      } finally {
        tellReview(batch);
      }
    }),
  );
}

/** @returns how many cells are another class or stand against another value than before */
async function compareFiles(context: Context, files: readonly number[], voice: Voice): Promise<number> {
  const { session } = context;
  const { read } = session.ledger();
  let done = 0;
  let changed = 0;
  const judge = async (file: number) => {
    const asked = toJudge(read, file);
    return { file, chosen: asked.chosen, judged: await judgeAgain(context, asked, voice.signal) };
  };
  for await (const { file, chosen, judged } of inOrder(files, judge)) {
    voice.check();
    const before = stateNow(read, file);
    await inSlices(session, restageFile(file, judged, chosen));
    changed += differences(before, stateNow(read, file));
    voice.progress('judge', (done += 1), files.length);
  }
  await settle(context);
  return changed;
}

function stateNow(read: ReadDb, file: number): FileState {
  const version =
    read.get<{ version: number }>('SELECT version FROM staged_files WHERE id = ?', file)?.version ?? 0;
  return readState(read, file, version, 0);
}

function differences(before: FileState, after: FileState): number {
  const was = cellsOf(before);
  const is = cellsOf(after);
  let changed = 0;
  for (const [cell, text] of is) if (was.get(cell) !== text) changed += 1;
  for (const cell of was.keys()) if (!is.has(cell)) changed += 1;
  return changed;
}

/** By row and field: measure, class, L and R in a word. */
function cellsOf({ data, rowAt }: FileState): Map<string, string> {
  const cells = new Map<string, string>();
  for (const start of rowAt) {
    const count = data[start + 3] ?? 0;
    for (let n = 0; n < count; n += 1) {
      const at = start + ROW_HEAD + n * CELL_SIZE;
      const [what = 0] = data.subarray(at, at + 1);
      cells.set(
        `${data[start] ?? 0}.${what & 63}`,
        `${data[start + 1] ?? 0}.${data.subarray(at, at + CELL_SIZE).join('.')}`,
      );
    }
  }
  return cells;
}
