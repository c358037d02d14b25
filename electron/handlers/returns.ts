/** Files in: taken, looked through, decided, taken over, and taken back. */
import {
  decideAll,
  decideCells,
  findRows,
  listBatches,
  mappingOf,
  matchRow,
  measuresOfFile,
  receive,
  recordMapping,
  reviewOf,
  reviewRows,
  setAside,
  stagedFile,
  toJudge,
  warmReview,
} from '../../db/returns/index.ts';
import type { ReadDb } from '../../db/index.ts';
import type { returnCalls } from '../../shared/contract/returns.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { commitBatch, undoBatch } from '../returns/commit.ts';
import { excerptOf } from '../returns/excerpt.ts';
import { compareAgain, oneByOne, rejudge } from '../returns/rejudge.ts';
import { inSlices } from '../returns/slices.ts';
import { takeIn } from '../returns/takeIn.ts';
import { defined } from './defined.ts';
import { reading } from './steps.ts';

export type ReturnNames = Exclude<
  Extract<keyof typeof returnCalls, `returns.${string}`>,
  'returns.receipt' | 'returns.answer'
>;

/** The contract's shapes are mutable, the database's are not; the object itself is the same. */
export const mutable = <T>(value: unknown): T => value as T;

export const returnHandlers: Family<ReturnNames, Context> = {
  'returns.pickFiles': async (_, { desk, tokens }) => ({
    files: ((await desk.pickReturns()) ?? []).map((path) => tokens.addPlace(path)),
  }),
  'returns.pickFolder': async (_, { desk, tokens }) => {
    const path = await desk.pickFolder('returns');
    return { files: path === null ? [] : [tokens.addPlace(path)] };
  },
  'returns.take': ({ files, month, dryRun, accept }, context) => {
    const paths = files.map((token) => context.tokens.place(token));
    const options = { paths, month, dryRun: dryRun ?? false, accept: accept ?? 'none' };
    return { job: takeIn(context, options).id };
  },
  'returns.outcome': ({ job }, { outcomes }) => outcomes.of(job),

  'returns.batches': (_, context) => ({ batches: mutable(listBatches(reading(context).db)) }),
  'returns.review': ({ batch }, context) => {
    const { db, ledger, today } = reading(context);
    return mutable(reviewOf(db, batch, ledger.revision(), today));
  },
  'returns.find': async ({ batch, filter }, context) => {
    const { db } = reading(context);
    await warm(db, batch);
    return mutable(findRows(db, batch, filter));
  },
  'returns.rows': ({ batch, keys }, context) => {
    const { db, today } = reading(context);
    return { rows: mutable(reviewRows(db, batch, keys, today)) };
  },
  'returns.measures': ({ file }, context) => {
    const { db, today } = reading(context);
    return measuresOfFile(db, file, today);
  },
  'returns.place': (place, context) => excerptOf(context, place),
  'returns.mapping': ({ file }, context) => {
    const { db, today } = reading(context);
    return mutable(mappingOf(db, file, today));
  },

  'returns.map': async ({ file, chosen }, context) => {
    const { session } = context;
    await oneByOne(session, 'judge', async () => {
      await rejudge(context, file, defined(chosen));
      const { name } = mappingOf(session.ledger().read, file, session.today()).file;
      await session.write({ action: 'returns.map', detail: { name } }, (db) => recordMapping(db, file));
    });
    const { db, today } = reading(context);
    return { file: mutable(stagedFile(db, file, today)) };
  },
  'returns.setAside': async ({ file, aside }, context) => {
    const { session, tellReview } = context;
    // The review's own tables first: a step in which no logged row differs takes all of it back.
    await session.unlogged((db) => setAside(db, file, aside));
    const { db, today } = reading(context);
    const staged = stagedFile(db, file, today);
    await session.write({ action: 'returns.setAside', detail: { name: staged.name, aside } }, (write) =>
      receive(write, file),
    );
    tellReview(toJudge(db, file).batch);
    return { file: mutable(staged) };
  },
  'returns.decide': async ({ batch, decisions, all }, context) => {
    const { session, tellReview } = context;
    const { db, today } = reading(context);
    return oneByOne(session, 'decide', async () => {
      const slices =
        all === undefined
          ? decideCells(db, batch, decisions ?? [], today)
          : decideAll(db, batch, all.filter, all.choice, today);
      const { changed, before } = await inSlices(session, slices, true);
      if (changed > 0) tellReview(batch);
      return { changed, before };
    });
  },
  'returns.match': async ({ file, row, measure }, context) => {
    const { session } = context;
    await oneByOne(session, 'judge', async () => {
      await session.unlogged((db) => matchRow(db, file, row, measure, session.today()));
      await rejudge(context, file);
    });
    return {};
  },
  'returns.compare': ({ batch }, context) => ({ job: compareAgain(context, batch).id }),
  'returns.commit': ({ batch, revision }, context) => ({ job: commitBatch(context, batch, revision).id }),
  'returns.undoBatch': ({ batch }, context) => ({ job: undoBatch(context, batch).id }),
};

/** A large review is put into memory file by file, so that nobody waits for all of it. */
async function warm(db: ReadDb, batch: number): Promise<void> {
  for (const _ of warmReview(db, batch)) await new Promise<void>((resolve) => setImmediate(resolve));
}
