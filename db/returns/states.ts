/** Files in review as integers, held in memory while a batch is worked on; checked against the ledger at every use. */
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { type FileState, readState } from './decisions.ts';
import { completionOf, hasHint, ROW_HEAD } from './digest.ts';
import { hints } from '../../shared/returns/types.ts';

interface Held {
  batch: number;
  states: Map<number, FileState>;
  sums: Map<number, Sums>;
}

/** Of one batch per connection: the clerk works on one at a time. */
const held = new WeakMap<ReadDb, Held>();

interface Listed {
  id: number;
  version: number;
  decided_version: number;
}

/** Ids of the files of a batch that can be looked into, in their order. */
export function reviewFiles(db: ReadDb, batch: number): Listed[] {
  return db.all<Listed>(
    `SELECT id, version, decided_version FROM staged_files WHERE batch_id = ? AND status = 'review'
      AND EXISTS (SELECT 1 FROM batches WHERE id = batch_id) ORDER BY position, id`,
    batch,
  );
}

function ofBatch(db: ReadDb, batch: number): Held {
  let found = held.get(db);
  if (found?.batch !== batch) {
    found = { batch, states: new Map(), sums: new Map() };
    held.set(db, found);
  }
  return found;
}

export function stateOf(db: ReadDb, batch: number, file: Listed): FileState {
  const { states, sums } = ofBatch(db, batch);
  const there = states.get(file.id);
  if (there?.version === file.version && there.decidedVersion === file.decided_version) return there;
  const read = readState(db, file.id, file.version, file.decided_version);
  states.set(file.id, read);
  if (there?.version !== file.version) sums.delete(file.id);
  return read;
}

/** A file's state by its id; refuses what is in no review. */
export function stateOfFile(db: ReadDb, batch: number, file: number): FileState {
  const row = db.get<Listed>(
    `SELECT id, version, decided_version FROM staged_files WHERE id = ? AND batch_id = ? AND status = 'review'`,
    file,
    batch,
  );
  if (row === undefined) throw new Refusal('file_not_in_review', { file });
  return stateOf(db, batch, row);
}

/** Puts the states of a batch into memory, file by file: run it in slices before the first look into a large one. */
export function* warmReview(db: ReadDb, batch: number): Generator<void, void, void> {
  for (const file of reviewFiles(db, batch)) {
    if (ofBatch(db, batch).states.get(file.id)?.decidedVersion === file.decided_version) continue;
    stateOf(db, batch, file);
    sumsOf(db, batch, file);
    yield;
  }
}

export interface Sums {
  readonly completions: number;
  readonly hints: Readonly<Record<string, number>>;
}

/** Proposed completions and hints of a file, by kind. */
export function sumsOf(db: ReadDb, batch: number, file: Listed): Sums {
  const state = stateOf(db, batch, file);
  const { sums } = ofBatch(db, batch);
  const there = sums.get(file.id);
  if (there !== undefined) return there;
  const counted: Record<string, number> = {};
  let completions = 0;
  for (const start of state.rowAt) {
    const flags = state.data[start + ROW_HEAD - 2] ?? 0;
    if (completionOf(flags)) completions += 1;
    for (const hint of hints) if (hasHint(flags, hint)) counted[hint] = (counted[hint] ?? 0) + 1;
  }
  const made = { completions, hints: counted };
  sums.set(file.id, made);
  return made;
}

/** Forgets what is held of a batch: something of it went wrong halfway. */
export function forgetStates(db: ReadDb): void {
  held.delete(db);
}
