/** The monthly summary of the current round, computed from the ledger. */
import type { Day, Month } from '../../shared/day.ts';
import type {
  FigureRows,
  LedgerSettings,
  NarrativeRun,
  Summary,
  SummaryPart,
} from '../../shared/contract/types.ts';
import { nextMonth, previousMonth } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import type { ComputedSummary } from '../../shared/summary/compute.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { align, textOf, withEdits } from '../../shared/summary/edit.ts';
import { narrativesOf } from '../narratives.ts';
import { currentRoundId } from '../rounds.ts';
import { readSettings } from '../settings.ts';
import { readFacts, recordedMonths } from './readFacts.ts';

/** The month's summary. Refuses `round_missing` when there is no round. */
export function summaryFor(
  db: ReadDb,
  month: Month,
  today: Day,
  settings: LedgerSettings = readSettings(db),
): Summary {
  return computedSummary(db, month, today, settings).summary;
}

/** The rows behind a figure of the month. Refuses `figure_missing` for a key that is none of its figures. */
export function summaryRows(
  db: ReadDb,
  month: Month,
  key: string,
  today: Day,
  settings: LedgerSettings = readSettings(db),
): FigureRows {
  const rows = computedSummary(db, month, today, settings).rows(key);
  if (rows === null) throw new Refusal('figure_missing', { key });
  return rows;
}

/**
 * The clerk's wording of a part with its figures found again, as it is kept; null where it is the composed one.
 * Refuses `narrative_blank`.
 */
export function wordingOf(
  { narrative }: Summary,
  part: SummaryPart,
  text: string,
): readonly NarrativeRun[] | null {
  if (text.trim() === '') throw new Refusal('narrative_blank', { part });
  const paragraph = narrative.find((p) => p.part === part);
  if (paragraph === undefined) throw new Refusal('narrative_blank', { part });
  const runs = align(paragraph.runs, paragraph.composed, text);
  return textOf(paragraph.composed) === text ? null : runs;
}

/** Months that have anything to show, newest first: from the first record to today's month, or beyond by record. */
export function summaryMonths(db: ReadDb, today: Day): { months: Month[]; latest: Month | null } {
  const roundId = currentRoundId(db);
  const recorded = roundId === null ? null : recordedMonths(db, roundId);
  if (recorded === null) return { months: [], latest: null };
  const now = today.slice(0, 7);
  const last = recorded.last > now ? recorded.last : now;
  const months: Month[] = [];
  for (let month = recorded.first; month <= last; month = nextMonth(month)) months.push(month);
  return { months: months.reverse(), latest: recorded.last };
}

interface Kept {
  readonly asked: string;
  readonly computed: ComputedSummary;
}
/** The last summary of each connection: opening a figure asks for the same month again. */
const last = new WeakMap<ReadDb, Kept>();

/** The month's summary with the sets behind its figures. Refuses `round_missing`. */
export function computedSummary(
  db: ReadDb,
  month: Month,
  today: Day,
  settings: LedgerSettings,
): ComputedSummary {
  const revision = revisionOf(db);
  const round = currentRoundId(db);
  const asked = JSON.stringify([revision, round, month, today, settings]);
  const known = last.get(db);
  if (known?.asked === asked) return known.computed;
  const composed = computeSummary(readFacts(db, { base: previousMonth(month) }), { month, today, settings });
  const edits = narrativesOf(db, composed.summary.round.id, month);
  const { summary } = composed;
  const fresh = { ...composed, summary: { ...summary, narrative: withEdits(summary.narrative, edits) } };
  last.set(db, { asked, computed: fresh });
  return fresh;
}
