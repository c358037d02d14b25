/**
 * The words of all measures, held in memory, so that finding as one types reads no file: a hundred thousand measures
 * are looked through in some milliseconds, where SQLite needs fifty. Follows the ledger by its change log.
 */
import { type ReadDb, revisionOf } from './connection.ts';
import { foldWords, measuresOfStep } from './searchIndex.ts';
import { LOG_OF_STEP } from './touched.ts';

interface Held {
  /** Revision of the ledger that the words show. */
  revision: number;
  /** Largest id of a measure that is held; null once all are. */
  loadedTo: number | null;
  /** By the measure's id. */
  words: (string | undefined)[];
}

const held = new WeakMap<ReadDb, Held>();

/** Rows read in one go while the program has time; some milliseconds' worth. */
const SLICE = 2000;
/** Beyond so many changes all is read again. */
const MANY = 5000;

/** Forgets what is held: the index was made again from its sources. */
export function forgetWords(db: ReadDb): void {
  held.delete(db);
}

/** Reads the next slice. @returns false when all is there */
function loadMore(db: ReadDb, one: Held, slice: number): boolean {
  if (one.loadedTo === null) return false;
  const rows = db.all<{ id: number; words: string }>(
    'SELECT measure_id AS id, words FROM measure_index WHERE measure_id > ? ORDER BY measure_id LIMIT ?',
    one.loadedTo,
    slice,
  );
  for (const row of rows) one.words[row.id] = row.words;
  one.loadedTo = rows.length < slice ? null : (rows.at(-1)?.id ?? null);
  return one.loadedTo !== null;
}

function heldFor(db: ReadDb): Held {
  const known = held.get(db);
  if (known !== undefined) return known;
  const fresh: Held = { revision: revisionOf(db), loadedTo: 0, words: [] };
  held.set(db, fresh);
  return fresh;
}

/** Reads the words slice by slice; between two slices the caller may let others go first. */
export function* warmWords(db: ReadDb): Generator<void, void, void> {
  const one = heldFor(db);
  while (loadMore(db, one, SLICE)) yield;
}

function follow(db: ReadDb, one: Held, revision: number): void {
  const changes = db.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${LOG_OF_STEP} WHERE step > ? LIMIT ?)`,
    one.revision,
    MANY,
  );
  if ((changes?.n ?? 0) >= MANY || revision < one.revision) {
    one.words = [];
    one.loadedTo = 0;
  } else {
    const touched = new Set<number>();
    for (let step = one.revision + 1; step <= revision; step += 1)
      for (const id of measuresOfStep(db, step)) touched.add(id);
    for (const id of touched) one.words[id] = undefined;
    for (const row of db.all<{ id: number; words: string }>(
      `SELECT x.measure_id AS id, x.words FROM json_each(?) j JOIN measure_index x ON x.measure_id = j.value`,
      JSON.stringify([...touched]),
    ))
      one.words[row.id] = row.words;
  }
  one.revision = revision;
}

/** The words typed, in the spelling of the index. */
export function typedWords(find: string): string[] {
  return find
    .split(/\s+/)
    .map(foldWords)
    .filter((word) => word !== '');
}

/** Whether a measure holds all of the given words (as `typedWords` gives them) in its texts, names or initials. */
export function holding(db: ReadDb, words: readonly string[]): (id: number) => boolean {
  const one = heldFor(db);
  const revision = revisionOf(db);
  if (one.revision !== revision) follow(db, one, revision);
  while (loadMore(db, one, MANY));
  const [first = '', ...others] = words;
  const texts = one.words;
  return (id) => {
    const text = texts[id];
    return text !== undefined && text.includes(first) && others.every((word) => text.includes(word));
  };
}
