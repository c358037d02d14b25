/** What the papers of a single issue are made from: its standing, the closing chain, and whether its files are there. */
import type { ClosingFacts } from '../../shared/papers/closing.ts';
import { later } from '../../shared/day.ts';
import { issueStanding } from '../../shared/papers/issueStanding.ts';
import { headingsTo, type RoundFacts } from '../../shared/papers/ledgerRows.ts';
import { numberedTitle } from '../../shared/papers/rowWords.ts';
import { Refusal } from '../../shared/result.ts';
import { closingRecords, stepsNow } from '../closing/records.ts';
import { missingOf } from '../closing/missing.ts';
import { closureOf } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { storeOf } from '../store.ts';
import type { PaperGround } from './ground.ts';
import { roundFacts } from './roundFacts.ts';

/** @throws Refusal `round_missing`, `row_missing`, `issue_of_other_round` */
export function issueFacts(
  { db, today, settings, revision }: PaperGround,
  id: number,
): ClosingFacts & { readonly facts: RoundFacts } {
  const facts = roundFacts(db);
  const fact = facts.issueFacts.get(id);
  if (fact === undefined) throw notHere(db, id);
  const issue = issueStanding(facts, id, later(today, fact.adoptedOn), settings);
  if (issue === null) throw notHere(db, id);
  const headings = new Map(facts.tree.headings.map((heading) => [heading.id, heading]));
  const hashes = issue.measures.flatMap(({ evidence }) => evidence.flatMap(({ sha256 }) => sha256 ?? []));
  return {
    ...{ facts, issue, today, revision, round: facts.round },
    path: headingsTo(fact.headingId, headings).map(numberedTitle),
    events: closingRecords(db, id),
    steps: stepsNow(db, id, closureOf(db, id)).steps,
    missing: missingOf(db, [id])[0]?.missing ?? [],
    lost: lostOf(db, hashes),
    rank: issue.place.rank + 1,
  };
}

function notHere(db: ReadDb, id: number): Refusal {
  return db.get('SELECT 1 FROM issues WHERE id = ?', id) === undefined
    ? new Refusal('row_missing', { table: 'issues', row: id })
    : new Refusal('issue_of_other_round', { issue: id });
}

/** Which of these files the store beside the ledger no longer holds. */
function lostOf(db: ReadDb, hashes: readonly string[]): ReadonlySet<string> {
  if (hashes.length === 0) return new Set();
  const main = db
    .all<{ name: string; file: string }>('PRAGMA database_list')
    .find(({ name }) => name === 'main');
  if (main === undefined) return new Set();
  const store = storeOf(main.file);
  return new Set(hashes.filter((sha256) => !store.has(sha256)));
}
