/**
 * Finding as one types: the question without its words is answered once and kept until the ledger changes; every
 * further sign only looks through the words in memory.
 */
import type { Day } from '../shared/day.ts';
import type { ChecklistQuery, LedgerSettings } from '../shared/contract/types.ts';
import { type Found, measuresShown } from './checklist.ts';
import { type ReadDb, revisionOf } from './connection.ts';
import { forgetWords, holding, typedWords } from './words.ts';

interface Answers {
  revision: number;
  readonly known: Map<string, Found>;
}

const answers = new WeakMap<ReadDb, Answers>();
/** The list on screen and the few questions that the window asks beside it. */
const KEPT = 4;

function answered(
  db: ReadDb,
  question: Omit<ChecklistQuery, 'find'>,
  today: Day,
  settings: LedgerSettings,
): Found {
  const revision = revisionOf(db);
  let kept = answers.get(db);
  if (kept === undefined || kept.revision !== revision) {
    kept = { revision, known: new Map() };
    answers.set(db, kept);
  }
  const key = JSON.stringify([question, today, settings]);
  const found = kept.known.get(key) ?? measuresShown(db, question, today, settings);
  // Asked last stands last; the one not asked for longest goes.
  kept.known.delete(key);
  kept.known.set(key, found);
  const [oldest] = kept.known.keys();
  if (kept.known.size > KEPT && oldest !== undefined) kept.known.delete(oldest);
  return found;
}

function narrowed(all: Found, keep: (id: number) => boolean): Found {
  if (all.groups.length === 0) return { ...all, ids: all.ids.filter(keep) };
  const ids: number[] = [];
  const groups: Found['groups'][number][] = [];
  for (const group of all.groups) {
    const start = ids.length;
    for (const id of all.ids.subarray(group.start, group.start + group.count)) if (keep(id)) ids.push(id);
    if (ids.length > start) groups.push({ ...group, start, count: ids.length - start });
  }
  return { ...all, ids: Int32Array.from(ids), groups };
}

/**
 * Measures of the current round that a query shows, in its order, with groups that partition them. Words typed must
 * all occur; filters of one kind add up.
 */
export function findMeasures(db: ReadDb, query: ChecklistQuery, today: Day, settings: LedgerSettings): Found {
  const { find, ...question } = query;
  const all = answered(db, question, today, settings);
  const words = typedWords(find);
  return words.length === 0 ? all : narrowed(all, holding(db, words));
}

/** Forgets what is held in memory of the index: it was made again. */
export function forgetFound(db: ReadDb): void {
  answers.delete(db);
  forgetWords(db);
}
