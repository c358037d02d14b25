/** Lines of the summary's lists: one row of the ledger as it stood on the day, with the names of that day. */
import type { AnnexRow, IssueLine, MeasureLine } from '../contract/types.ts';
import { daysBetween, monthOf } from '../day.ts';
import type { Day } from '../day.ts';
import type { IssueAt, LedgerAt, MeasureAt } from './asOf.ts';
import { progressBy } from './asOf.ts';
import type { IssueFact, MeasureFact } from './facts.ts';
import { marker } from './names.ts';
import type { NameBook, Tree } from './names.ts';

export interface LineContext {
  readonly now: LedgerAt;
  /** Rows that were counted in the base but are in the plan no more are told as they stood then. */
  readonly base: LedgerAt;
  readonly tree: Tree;
  readonly names: NameBook;
  readonly issueFacts: ReadonlyMap<number, IssueFact>;
  readonly measureFacts: ReadonlyMap<number, MeasureFact>;
  /** Newly counted rows whose day lies within the base's time. */
  readonly backDatedIssues: ReadonlySet<number>;
  readonly backDatedMeasures: ReadonlySet<number>;
}

/** Null for an id that is no issue of the round. */
export function issueLine(c: LineContext, id: number): IssueLine | null {
  const fact = c.issueFacts.get(id);
  if (fact === undefined) return null;
  const at = c.now.issues.get(id) ?? null;
  const shown = at ?? c.base.issues.get(id) ?? null;
  const place = c.tree.place(id);
  return {
    id,
    number: fact.number,
    place: place.path,
    title: fact.title,
    aspect: place.aspect?.title ?? '',
    lead: c.names.leadOf(fact),
    unit: c.names.unitOf(fact),
    state: shown?.state ?? 'not_started',
    closedOn: shown?.closedOn ?? null,
    backDated: c.backDatedIssues.has(id),
    withdrawn: at === null,
  };
}

/** Null for an id that is no measure of the round. */
export function measureLine(c: LineContext, id: number): MeasureLine | null {
  const fact = c.measureFacts.get(id);
  if (fact === undefined) return null;
  const at = c.now.measures.get(id) ?? null;
  const shown = at ?? c.base.measures.get(id) ?? null;
  const issue = c.issueFacts.get(fact.issueId);
  const told = reported(fact, c.now.day);
  return {
    id,
    issueId: fact.issueId,
    number: fact.number,
    issuePlace: c.tree.place(fact.issueId).path,
    issueTitle: issue?.title ?? '',
    title: fact.title,
    lead: c.names.leadOf(fact),
    unit: c.names.unitOf(fact),
    state: shown?.state ?? 'not_started',
    established: shown?.established ?? false,
    lamp: shown?.lamp ?? 'off',
    dueOn: shown?.dueOn ?? fact.dueOn,
    deadlineRaw: shown?.deadlineRaw ?? fact.deadlineRaw,
    doneOn: shown?.doneOn ?? shown?.finishedOn ?? null,
    daysLate: shown === null ? 0 : daysLate(shown, c.now.day),
    lagging: at?.lagging ?? false,
    delayReason: told.delayReason,
    nextStep: told.nextStep,
    backDated: c.backDatedMeasures.has(id),
    withdrawn: at === null,
  };
}

/** Rows of the annex for one issue: one for each measure, one alone where there is none. */
export function annexRows(c: LineContext, at: IssueAt): AnnexRow[] {
  const place = c.tree.place(at.fact.id);
  const issue = {
    issueId: at.fact.id,
    aspect: place.aspect?.title ?? '',
    issuePlace: place.path,
    issueTitle: at.fact.title,
    issueState: at.state,
  };
  if (at.measures.length === 0) {
    return [
      {
        ...issue,
        measureId: null,
        measureNumber: '',
        measureTitle: '',
        lead: c.names.leadOf(at.fact)?.name ?? '',
        unit: c.names.unitOf(at.fact)?.name ?? '',
        demand: null,
        deadline: '',
        dueOn: null,
        state: null,
        established: false,
        lamp: null,
        progress: '',
      },
    ];
  }
  return at.measures.map((m) => ({
    ...issue,
    measureId: m.fact.id,
    measureNumber: marker(m.fact.number),
    measureTitle: m.fact.title,
    lead: c.names.leadOf(m.fact)?.name ?? '',
    unit: c.names.unitOf(m.fact)?.name ?? '',
    demand: m.demand,
    deadline: deadlineWords(m.deadlineRaw, m.dueOn),
    dueOn: m.dueOn,
    state: m.state,
    established: m.established,
    lamp: m.lamp,
    progress: progressBy(m.fact, monthOf(c.now.day)).findLast((p) => p.text !== '')?.text ?? '',
  }));
}

/**
 * A deadline for a narrow column: the day understood, with the words beside it where they say more than a day
 * (立行立改, 集中整改期内, 并长期坚持) on a line of their own.
 */
export function deadlineWords(raw: string, dueOn: Day | null): string {
  if (dueOn === null) return raw;
  const [year, month, day] = dueOn.split('-').map(Number);
  const short = `${year}.${month}.${day}`;
  const words = raw.trim();
  if (words === '') return short;
  if (!/[0-9０-９〇零一二三四五六七八九十]/u.test(words)) return `${words}\n（${short}）`;
  return /长期/u.test(words) ? `${short}\n并长期坚持` : short;
}

/** Days past the deadline: until `day` while incomplete, until the day it was finished once complete. */
function daysLate(at: MeasureAt, day: Day): number {
  if (at.dueOn === null) return 0;
  const until = at.complete ? at.finishedOn : day;
  return until === null ? 0 : Math.max(0, daysBetween(at.dueOn, until));
}

/** The last reason and next step that were reported, each on its own: a later month may repeat only one of them. */
function reported(fact: MeasureFact, day: Day): { delayReason: string; nextStep: string } {
  const entries = progressBy(fact, monthOf(day));
  const last = (field: 'delayReason' | 'nextStep') =>
    entries.findLast((entry) => entry[field].trim() !== '')?.[field] ?? '';
  return { delayReason: last('delayReason'), nextStep: last('nextStep') };
}
