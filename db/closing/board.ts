/** Who holds what, and for how long: the issues of the current round by where they stand in the closing chain. */
import type { Reply } from '../../shared/contract/index.ts';
import type { StepSetting } from '../../shared/contract/types.ts';
import { daysBetween } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { nextStep, readySince } from '../../shared/closing.ts';
import {
  type ClosingEvent,
  type ClosingStep,
  type ClosureState,
  closureStates,
  type Demand,
  type MeasureState,
} from '../../shared/lists.ts';
import { issueStateOf } from '../../shared/states.ts';
import type { ReadDb } from '../connection.ts';
import { named, personNames, unitNames } from '../names.ts';
import { currentRoundId } from '../rounds.ts';
import { foldWords } from '../searchIndex.ts';
import { typedWords } from '../words.ts';
import { issuePlaces } from './places.ts';
import { roundSteps, settingsOf } from './steps.ts';

type Board = Omit<Reply<'closing.board'>, 'revision'>;
type Column = Board['columns'][number];
type Card = Column['cards'][number];

export interface BoardQuery {
  /** Words typed: found in title, place and number, and by the title's initials. All must occur. */
  readonly find?: string | undefined;
  readonly leads?: readonly number[] | undefined;
  readonly units?: readonly number[] | undefined;
}

const MOST_CARDS = 500;

interface IssueRow {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly lead: number | null;
  readonly unit: number | null;
  readonly adoptedOn: Day;
  readonly active: number | null;
  readonly notStarted: number | null;
  readonly complete: number | null;
  readonly nearly: number | null;
}

/** `measureComplete` of shared/complete.ts, over a hundred thousand rows. */
const COMPLETE = `(m.state = 'done' OR (m.demand = 'ongoing' AND m.established_on IS NOT NULL))`;

function issuesOf(db: ReadDb, round: number): IssueRow[] {
  return db.all<IssueRow>(
    `SELECT i.id, i.number, i.title, i.lead_id AS lead, i.unit_id AS unit, i.adopted_on AS adoptedOn,
      t.active, t.notStarted, t.complete, t.nearly
      FROM issues i LEFT JOIN (SELECT m.issue_id, count(*) AS active, sum(m.state = 'not_started') AS notStarted,
          sum(${COMPLETE}) AS complete, sum(m.state = 'mostly_done' OR ${COMPLETE}) AS nearly
        FROM issues o JOIN measures m ON m.issue_id = o.id
        WHERE o.round_id = ?1 AND m.withdrawn_on IS NULL GROUP BY m.issue_id) t ON t.issue_id = i.id
      WHERE i.round_id = ?1 AND i.withdrawn_on IS NULL`,
    round,
  );
}

/** Where the chain of an issue stands, from its events. */
interface Chain {
  closure: ClosureState;
  /** The event by which it stands there. */
  on: Day;
  cycle: number;
  attempt: number;
  steps: StepSetting[];
  imported: boolean;
  recheckedOn: Day | null;
  returned: Card['returned'];
}

function chainsOf(db: ReadDb, round: number): Map<number, Chain> {
  const lists = new Map<string, StepSetting[]>();
  const listOf = (steps: string, words: string): StepSetting[] => {
    const key = `${steps}\n${words}`;
    const known = lists.get(key) ?? settingsOf({ steps, words });
    lists.set(key, known);
    return known;
  };
  const chains = new Map<number, Chain>();
  for (const event of db.all<{
    issue: number;
    cycle: number;
    attempt: number;
    step: ClosingEvent;
    actor: string;
    on: Day;
    opinion: string;
    steps: string;
    words: string;
  }>(
    `SELECT e.issue_id AS issue, c.cycle, e.attempt, e.step, e.actor, e.effective_on AS "on", e.opinion,
      c.steps, c.step_words AS words
      FROM issues i JOIN closing_events e ON e.issue_id = i.id JOIN closing_cycles c ON c.id = e.cycle_id
      WHERE i.round_id = ? ORDER BY e.id`,
    round,
  )) {
    const before = chains.get(event.issue);
    if (event.step === 'recheck_passed') {
      if (before !== undefined) before.recheckedOn = event.on;
      continue;
    }
    const same = before !== undefined && before.cycle === event.cycle;
    const back = event.step === 'sent_back' ? { on: event.on, by: event.actor, reason: event.opinion } : null;
    chains.set(event.issue, {
      closure: standingOf(event.step),
      on: event.on,
      cycle: event.cycle,
      attempt: event.attempt,
      steps: listOf(event.steps, event.words),
      imported: event.step === 'imported_closed',
      recheckedOn: null,
      returned: back ?? (same ? before.returned : null),
    });
  }
  return chains;
}

function standingOf(event: ClosingEvent): ClosureState {
  if (event === 'imported_closed') return 'closed';
  return closureStates.find((state) => state === event) ?? 'open';
}

/** Days on which the issues became ready, from their measures. */
function readyDays(db: ReadDb, issues: readonly number[]): Map<number, Day | null> {
  const measures = new Map<number, Parameters<typeof readySince>[0][number][]>();
  for (const m of db.all<{
    issue: number;
    state: MeasureState;
    demand: Demand;
    doneOn: Day | null;
    establishedOn: Day | null;
    withdrawnOn: Day | null;
  }>(
    `SELECT m.issue_id AS issue, m.state, m.demand, m.done_on AS doneOn, m.established_on AS establishedOn,
      m.withdrawn_on AS withdrawnOn FROM json_each(?) j JOIN measures m ON m.issue_id = j.value`,
    JSON.stringify(issues),
  )) {
    const list = measures.get(m.issue);
    const row = { ...m, established: m.establishedOn !== null, withdrawn: m.withdrawnOn !== null };
    if (list === undefined) measures.set(m.issue, [row]);
    else list.push(row);
  }
  return new Map([...measures].map(([issue, rows]) => [issue, readySince(rows)]));
}

const later = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b > a) ? b : a);

/**
 * The board of the current round; an empty one without a round. Withdrawn issues do not stand on it. Columns hold who has
 * waited longest first; what is closed waits for nobody and stands newest first.
 * @param initials reads a text's pinyin initials
 */
export function closingBoard(
  db: ReadDb,
  query: BoardQuery,
  today: Day,
  initials: (text: string) => string,
): Board {
  const round = currentRoundId(db);
  if (round === null) return { steps: [], columns: [] };
  const steps = roundSteps(db, round);
  const places = issuePlaces(db, round);
  const holds = filterOf(db, query, places, initials);
  const chains = chainsOf(db, round);
  const shown = issuesOf(db, round).filter(holds);
  const cards = cardsOf(db, shown, chains, places, steps, today);
  const keys: Column['key'][] = ['open', 'ready', 'applied', 'reviewed', 'verified', 'closed'];
  const inRound = new Set<string>(['open', 'ready', ...steps.map(({ step }) => step)]);
  const columns = keys.flatMap((key) => {
    const own = cards.filter((card) => columnOf(card) === key);
    if (own.length === 0 && !inRound.has(key)) return [];
    const direction = key === 'closed' ? -1 : 1;
    own.sort((a, b) => direction * order(a, b) || a.id - b.id);
    return [{ key, total: own.length, cards: own.slice(0, MOST_CARDS) }];
  });
  return { steps, columns };
}

function columnOf(card: Card): Column['key'] {
  return card.state === 'ready' ? 'ready' : card.closure;
}

/** By the day; an unknown one last. */
function order(a: Card, b: Card): number {
  const [x, y] = [a.since ?? '9999', b.since ?? '9999'];
  return x < y ? -1 : x > y ? 1 : 0;
}

function cardsOf(
  db: ReadDb,
  issues: readonly IssueRow[],
  chains: ReadonlyMap<number, Chain>,
  places: ReadonlyMap<number, string>,
  steps: readonly StepSetting[],
  today: Day,
): Card[] {
  const persons = personNames(db);
  const units = unitNames(db, today);
  const states = new Map(
    issues.map((issue) => [
      issue.id,
      issueStateOf(
        {
          active: issue.active ?? 0,
          notStarted: issue.notStarted ?? 0,
          complete: issue.complete ?? 0,
          nearly: issue.nearly ?? 0,
        },
        chains.get(issue.id)?.closure ?? 'open',
      ),
    ]),
  );
  const ready = readyDays(
    db,
    issues.filter((issue) => states.get(issue.id) === 'ready').map((issue) => issue.id),
  );
  return issues.map((issue) => {
    const chain = chains.get(issue.id);
    const closure = chain?.closure ?? 'open';
    const list = closure === 'open' ? steps : (chain?.steps ?? []);
    const due: ClosingStep | null = nextStep(
      list.map(({ step }) => step),
      closure,
    );
    const state = states.get(issue.id) ?? 'not_started';
    const since =
      state === 'ready'
        ? later(ready.get(issue.id) ?? null, chain?.on ?? null)
        : (chain?.on ?? issue.adoptedOn);
    return {
      id: issue.id,
      number: issue.number,
      place: places.get(issue.id) ?? '',
      title: issue.title,
      lead: named(persons, issue.lead),
      unit: named(units, issue.unit),
      state,
      closure,
      cycle: chain?.cycle ?? 0,
      attempt: chain?.attempt ?? 0,
      next: list.find(({ step }) => step === due) ?? null,
      since,
      days: since === null ? null : Math.max(0, daysBetween(since, today)),
      measures: issue.active ?? 0,
      measuresComplete: issue.complete ?? 0,
      returned: chain?.returned ?? null,
      imported: chain?.imported ?? false,
      recheckedOn: chain?.recheckedOn ?? null,
    };
  });
}

/** Initials of titles, which cost more than all else here; kept while the ledger is open. */
const initialsHeld = new WeakMap<ReadDb, Map<string, string>>();

function filterOf(
  db: ReadDb,
  query: BoardQuery,
  places: ReadonlyMap<number, string>,
  initials: (text: string) => string,
): (issue: IssueRow) => boolean {
  const words = typedWords(query.find ?? '');
  const leads = new Set(query.leads ?? []);
  const units = new Set(query.units ?? []);
  const held = initialsHeld.get(db) ?? new Map<string, string>();
  initialsHeld.set(db, held);
  const initialsOf = (title: string): string => {
    const known = held.get(title) ?? initials(title);
    held.set(title, known);
    return known;
  };
  return (issue) => {
    if (leads.size > 0 && (issue.lead === null || !leads.has(issue.lead))) return false;
    if (units.size > 0 && (issue.unit === null || !units.has(issue.unit))) return false;
    if (words.length === 0) return true;
    const text = foldWords(issue.title);
    const place = foldWords(places.get(issue.id) ?? '');
    const number = foldWords(issue.number);
    return words.every(
      (word) =>
        text.includes(word) ||
        place.includes(word) ||
        number.includes(word) ||
        (/^[a-z0-9]+$/.test(word) && initialsOf(issue.title).includes(word)),
    );
  };
}
