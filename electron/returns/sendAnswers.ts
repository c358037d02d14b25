/** The senders' own workbooks back, marked: written beside where they are to go, then put in place. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { reviewOf } from '../../db/returns/index.ts';
import type { Answered } from '../../shared/returns/answer.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import { writeRefusal } from '../files/atomic.ts';
import { WRITE_ANSWER } from '../jobs/kinds.ts';
import type { WriteAnswerPayload } from '../jobs/kinds.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { inOrder } from './inOrder.ts';
import { failureOfBook } from './judge.ts';
import type { Outcome } from './outcomes.ts';
import { keptBook } from './rejudge.ts';

interface Answering {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
}

/**
 * Asks where to; null when the clerk cancelled. Files that were refused or wait for the clerk's answers have none.
 * @throws Refusal `batch_missing`, `nothing_to_answer`
 */
export async function sendAnswers(
  context: Context,
  batch: number,
  wanted: readonly number[] | null,
): Promise<Started<Outcome> | null> {
  const { session, desk, jobs, outcomes } = context;
  const ledger = session.ledger();
  const { files } = reviewOf(ledger.read, batch, ledger.revision(), session.today());
  const answering = files.filter(
    (file) => file.counts !== null && file.unit !== null && (wanted === null || wanted.includes(file.id)),
  );
  if (answering.length === 0) throw new Refusal('nothing_to_answer', { batch });
  const folder = await desk.pickFolder('answers');
  if (folder === null) return null;
  return jobs.run('returns.answer', (voice) =>
    session.occupy(async () => {
      const outcome = await answerAll(context, answering, folder, voice);
      outcomes.keep(voice.id, outcome);
      return outcome;
    }),
  );
}

async function answerAll(
  context: Context,
  files: readonly Answering[],
  folder: string,
  voice: Voice,
): Promise<Outcome> {
  const { session, jobs } = context;
  const temporary = join(folder, `.answers.${randomBytes(6).toString('hex')}.tmp`);
  const written: { file: string; name: string }[] = [];
  const write = async (one: Answering): Promise<{ file: string; name: string }> => {
    voice.check();
    const target = join(temporary, `${one.id}${extname(one.name)}`);
    const source = keptBook(context, one);
    const payload: WriteAnswerPayload = { ledger: session.beside(), file: one.id, source, target };
    const result = await jobs.pool.run(WRITE_ANSWER, payload, { signal: voice.signal });
    if (!result.ok) {
      // A defect of ours is none of the file's.
      const { code, detail } = result.error.code === 'internal' ? result.error : failureOfBook(result.error);
      throw new Refusal(code, { ...detail, name: one.name });
    }
    return { file: target, name: answerName(one.name, (result.value as Answered).how) };
  };
  try {
    await mkdir(temporary, { recursive: true });
    for await (const one of inOrder(files, write)) voice.progress('write', written.push(one), files.length);
    voice.check();
    const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
    for (const { file, name } of written) await rename(file, join(folder, freeName(name, taken)));
    voice.stands();
    return { kind: 'answered', files: written.length, place: folder };
  } catch (error) {
    throw writeRefusal(error, folder) ?? error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** 标注-财务部.xlsx, from 'a.zip!八月/财务部.xls'. */
function answerName(name: string, how: Answered['how']): string {
  const own = basename(name.slice(name.lastIndexOf('!') + 1));
  const end = extname(own);
  return `标注-${own.slice(0, own.length - end.length)}${how === 'marked' ? end : '.xlsx'}`;
}

function freeName(name: string, taken: Set<string>): string {
  const end = extname(name);
  const stem = name.slice(0, name.length - end.length);
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${stem}(${n})${end}`;
  taken.add(free.toLowerCase());
  return free;
}
