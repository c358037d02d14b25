/**
 * The ledger on a day as its papers print it: issues in reading order with their measures, each under the names and in
 * the standing of that day. Every list and ledger table is laid out from these rows, so that no two of them disagree.
 */
import type { LedgerSettings } from '../contract/types.ts';
import type { Day, Month } from '../day.ts';
import type { Demand, IssueState, Lamp, MeasureState } from '../lists.ts';
import { lastClosings } from '../counting.ts';
import { issueInPlan, ledgerAt } from '../summary/asOf.ts';
import type { IssueAt, LedgerAt, MeasureAt, MeasuresByIssue } from '../summary/asOf.ts';
import type { Facts, HeadingFact, IssueFact, MeasureFact } from '../summary/facts.ts';
import { annexRows, measureLine } from '../summary/lines.ts';
import type { LineContext } from '../summary/lines.ts';
import { marker, nameBook } from '../summary/names.ts';
import type { Named, NameBook, Place, Tree } from '../summary/names.ts';
import { deadlineSaid, type DeadlineSaid } from './deadlineSaid.ts';
import type { OutcomeFact } from './outcomeWords.ts';
import { outcomeWords } from './outcomeWords.ts';

/** What papers say of a measure beside the facts that are counted. */
export interface MeasureWords {
  /** The whole measure in words, beginning with its title or standing beside it; '' where there is only the title. */
  readonly text: string;
  readonly assignee: string;
  readonly noEvidenceReason: string;
  /** Units that assist, in the order in which they were named. */
  readonly assisting: readonly number[];
}

export interface EvidenceFact {
  readonly id: number;
  readonly title: string;
  readonly reference: string;
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly addedOn: Day;
}

/** All of a round that its papers are made from, once for every day asked. */
export interface RoundFacts {
  readonly facts: Facts;
  readonly measures: MeasuresByIssue;
  readonly tree: Tree;
  readonly round: {
    readonly title: string;
    readonly organisation: string;
    readonly inspectedBy: string;
    readonly feedbackOn: Day | null;
  };
  readonly issueFacts: ReadonlyMap<number, IssueFact>;
  readonly measureFacts: ReadonlyMap<number, MeasureFact>;
  readonly issueTexts: ReadonlyMap<number, string>;
  readonly measureWords: ReadonlyMap<number, MeasureWords>;
  readonly evidence: ReadonlyMap<number, readonly EvidenceFact[]>;
  readonly outcomes: readonly OutcomeFact[];
}

export interface MeasureRow {
  readonly id: number;
  /** 一是; '' where the measure bears no number. */
  readonly number: string;
  readonly title: string;
  /** The whole of it in words. */
  readonly words: string;
  readonly lead: Named | null;
  readonly unit: Named | null;
  readonly assisting: readonly string[];
  readonly assignee: string;
  readonly demand: Demand;
  readonly deadline: DeadlineSaid;
  readonly dueOn: Day | null;
  readonly state: MeasureState;
  readonly established: boolean;
  readonly complete: boolean;
  readonly finishedOn: Day | null;
  readonly lamp: Lamp;
  readonly lagging: boolean;
  readonly daysLate: number;
  readonly evidence: readonly EvidenceFact[];
  readonly noEvidenceReason: string;
  readonly progress: string;
  readonly outcomes: readonly string[];
}

export interface IssueRow {
  readonly id: number;
  readonly place: Place;
  /** Headings between its aspect and itself, from above. */
  readonly below: readonly HeadingFact[];
  /** Its way through the tree, 一（二）3. */
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly lead: Named | null;
  readonly unit: Named | null;
  readonly state: IssueState;
  readonly closedOn: Day | null;
  /** Came in as closed: nobody applied for it here. */
  readonly imported: boolean;
  readonly measures: readonly MeasureRow[];
  /** Of the issue as a whole. */
  readonly outcomes: readonly string[];
}

export interface LedgerRows {
  readonly day: Day;
  readonly month: Month;
  readonly organisation: string;
  readonly issues: readonly IssueRow[];
  /** Adopted by the day and out of the plan on it; measures of withdrawn issues among them. */
  readonly withdrawn: { readonly issues: number; readonly measures: number };
}

/** All(E) of a round with its measures, in reading order. */
export function ledgerRows(round: RoundFacts, day: Day, month: Month, settings: LedgerSettings): LedgerRows {
  const { facts, measures, tree } = round;
  const now = ledgerAt(facts, measures, day, settings);
  const reader = rowReader(round, now);
  const adopted = facts.issues.filter((issue) => issue.adoptedOn <= day);
  const known = adopted
    .flatMap((issue) => measures.get(issue.id) ?? [])
    .filter((measure) => measure.adoptedOn <= day);
  return {
    day,
    month,
    organisation: round.round.organisation,
    issues: tree.issues.flatMap((fact) => {
      const at = now.issues.get(fact.id);
      return at === undefined ? [] : [reader(at)];
    }),
    withdrawn: {
      issues: adopted.filter((issue) => !issueInPlan(issue, day)).length,
      measures: known.filter((measure) => !now.measures.has(measure.id)).length,
    },
  };
}

/** Makes the row of an issue as it stands in `now`. */
export function rowReader(round: RoundFacts, now: LedgerAt): (at: IssueAt) => IssueRow {
  const { facts, tree, issueFacts, measureFacts } = round;
  const names = nameBook(facts, now.day);
  const headings = new Map(tree.headings.map((heading) => [heading.id, heading]));
  const context: LineContext = {
    ...{ now, base: now, tree, names, issueFacts, measureFacts },
    backDatedIssues: new Set(),
    backDatedMeasures: new Set(),
  };
  const closings = lastClosings(
    [...now.issues.values()].flatMap(({ fact }) =>
      fact.closing.map((event) => ({ issue: fact.id, kind: event.step, on: event.on, seq: event.seq })),
    ),
    now.day,
  );
  const outcomes = outcomeWords(round.outcomes, now.day);
  return (at) => {
    const { fact } = at;
    const progress = new Map(annexRows(context, at).map((row) => [row.measureId, row.progress]));
    const own = outcomes.ofIssue(fact.id);
    return {
      id: fact.id,
      place: tree.place(fact.id),
      below: headingsTo(fact.headingId, headings).slice(1),
      number: tree.place(fact.id).path,
      title: fact.title,
      text: round.issueTexts.get(fact.id) ?? '',
      lead: names.leadOf(fact),
      unit: names.unitOf(fact),
      state: at.state,
      closedOn: at.closedOn,
      imported: at.closedOn !== null && closings.get(fact.id)?.kind === 'imported_closed',
      measures: at.measures.map((measure) =>
        measureRow(round, context, names, measure, {
          progress: progress.get(measure.fact.id) ?? '',
          outcomes: outcomes.ofMeasure(measure.fact.id),
        }),
      ),
      outcomes: own,
    };
  };
}

function measureRow(
  round: RoundFacts,
  context: LineContext,
  names: NameBook,
  at: MeasureAt,
  said: Pick<MeasureRow, 'progress' | 'outcomes'>,
): MeasureRow {
  const { fact } = at;
  const { day } = context.now;
  const words = round.measureWords.get(fact.id);
  const line = measureLine(context, fact.id);
  return {
    ...said,
    id: fact.id,
    number: marker(fact.number),
    title: fact.title,
    words: wholeWords(fact.title, words?.text ?? ''),
    lead: names.leadOf(fact),
    unit: names.unitOf(fact),
    assisting: unitNamesOf(names, words?.assisting ?? []),
    assignee: words?.assignee ?? '',
    demand: at.demand,
    deadline: deadlineSaid(fact, day),
    dueOn: at.dueOn,
    state: at.state,
    established: at.established,
    complete: at.complete,
    finishedOn: line?.doneOn ?? null,
    lamp: at.lamp,
    lagging: at.lagging,
    daysLate: line?.daysLate ?? 0,
    evidence: (round.evidence.get(fact.id) ?? []).filter((piece) => piece.addedOn <= day),
    noEvidenceReason: words?.noEvidenceReason ?? '',
  };
}

/** The way from the aspect down to a heading. */
export function headingsTo(id: number | null, headings: ReadonlyMap<number, HeadingFact>): HeadingFact[] {
  const heading = id === null ? undefined : headings.get(id);
  return heading === undefined ? [] : [...headingsTo(heading.parentId, headings), heading];
}

/** A merged unit and its successor are one and the same. */
export function unitNamesOf(names: NameBook, ids: readonly number[]): string[] {
  return [...new Set(ids.flatMap((id) => names.unit(id)?.name ?? []))].filter((name) => name !== '');
}

/** A measure's text mostly begins with its title; where it does not, the title goes before it. */
export function wholeWords(title: string, text: string): string {
  const whole = text.trim();
  if (whole === '') return title;
  const bare = title.trim().replace(/[。；;，,]+$/u, '');
  return whole.includes(bare) ? whole : `${bare}。${whole}`;
}
