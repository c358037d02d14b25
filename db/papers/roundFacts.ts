/**
 * What a round's lists, ledgers and papers of single issues are made from, read by one query a table and held for the
 * next paper: a whole round's closing papers are asked for one by one.
 */
import { type Day, dayLabel, monthOf } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import type { EvidenceFact, MeasureWords, RoundFacts } from '../../shared/papers/ledgerRows.ts';
import type { OutcomeFact } from '../../shared/papers/outcomeWords.ts';
import { Refusal } from '../../shared/result.ts';
import { measuresByIssue } from '../../shared/summary/asOf.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { treeOf } from '../../shared/summary/names.ts';
import { periodOf } from '../../shared/summary/period.ts';
import type { Period } from '../../shared/summary/period.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { plainOutcomes } from '../outcomes/rows.ts';
import { currentRoundId, roundIdOr } from '../rounds.ts';
import { readFacts, recordedMonths } from '../summary/readFacts.ts';
import type { PaperGround } from './ground.ts';

interface Kept {
  readonly revision: number;
  readonly round: number;
  readonly facts: RoundFacts;
}
/** The last round of each connection. */
const kept = new WeakMap<ReadDb, Kept>();

/** Of the current round. @throws Refusal `round_missing` */
export function roundFacts(db: ReadDb): RoundFacts {
  const round = roundIdOr(db, undefined);
  const revision = revisionOf(db);
  const known = kept.get(db);
  if (known?.revision === revision && known.round === round) return known.facts;
  const facts = read(db, round);
  kept.set(db, { revision, round, facts });
  return facts;
}

/**
 * A month of the current round, and the day its papers speak of. A round begins with its feedback or with what was first
 * adopted, whichever came first. @throws Refusal `round_missing`, `month_before_round`
 */
export function roundMonth({ db, today, settings }: PaperGround, month: Month): Period & RoundFacts {
  const round = roundFacts(db);
  const period = periodOf(month, today, settings.cutoffDay);
  const begun = [round.round.feedbackOn, ...round.facts.issues.map(({ adoptedOn }) => adoptedOn)]
    .filter((day) => day !== null)
    .sort()[0];
  if (begun !== undefined && month < monthOf(begun))
    throw new Refusal('month_before_round', { month, first: monthOf(begun) });
  return { ...period, ...round };
}

/**
 * A summary or a public notice of a month of which the round has no record would tell of nothing.
 * @throws Refusal `month_before_round`
 */
export function refuseUnrecorded(db: ReadDb, month: Month): void {
  const round = currentRoundId(db);
  const first = round === null ? null : (recordedMonths(db, round)?.first ?? null);
  if (first !== null && month < first) throw new Refusal('month_before_round', { month, first });
}

/** What the clerk should know of a month's paper before he gives it out. */
export function monthNotes({ asOf, cutoff }: Period): string[] {
  return asOf >= cutoff
    ? []
    : [`本月数据截止日为${dayLabel(cutoff)}，还没有到：现在印出的是${dayLabel(asOf)}的情况。`];
}

function read(db: ReadDb, round: number): RoundFacts {
  const facts = readFacts(db, { round });
  const measures = measuresByIssue(facts);
  const head = db.get<{ inspectedBy: string; feedbackOn: Day | null }>(
    'SELECT inspected_by AS inspectedBy, feedback_on AS feedbackOn FROM rounds WHERE id = ?',
    round,
  );
  return {
    facts,
    measures,
    tree: treeOf(facts),
    round: {
      title: facts.round.title,
      organisation: facts.round.organisation,
      inspectedBy: head?.inspectedBy ?? '',
      feedbackOn: head?.feedbackOn ?? null,
    },
    issueFacts: new Map(facts.issues.map((issue) => [issue.id, issue])),
    measureFacts: new Map(facts.measures.map((measure) => [measure.id, measure])),
    issueTexts: new Map(
      db
        .all<{ id: number; text: string }>(
          "SELECT id, text FROM issues WHERE round_id = ? AND text <> ''",
          round,
        )
        .map(({ id, text }) => [id, text]),
    ),
    measureWords: measureWords(db, round),
    evidence: evidenceOf(db, round),
    outcomes: outcomesOf(db, round),
  };
}

const OF_ROUND = 'm.issue_id IN (SELECT id FROM issues WHERE round_id = ?)';

function measureWords(db: ReadDb, round: number): Map<number, MeasureWords> {
  const assisting = new Map<number, number[]>();
  for (const { measure, unit } of db.each<{ measure: number; unit: number }>(
    `SELECT a.measure_id AS measure, a.unit_id AS unit FROM measure_units a JOIN measures m ON m.id = a.measure_id
      WHERE ${OF_ROUND} ORDER BY a.id`,
    round,
  ))
    add(assisting, measure, unit);
  const nobody: readonly number[] = [];
  const words = new Map<number, MeasureWords>();
  for (const { id, ...row } of db.each<{
    id: number;
    text: string;
    assignee: string;
    noEvidenceReason: string;
  }>(
    `SELECT m.id, m.text, m.assignee, m.no_evidence_reason AS noEvidenceReason FROM measures m WHERE ${OF_ROUND}`,
    round,
  ))
    words.set(id, { ...row, assisting: assisting.get(id) ?? nobody });
  return words;
}

function evidenceOf(db: ReadDb, round: number): Map<number, EvidenceFact[]> {
  const evidence = new Map<number, EvidenceFact[]>();
  for (const { measure, ...piece } of db.each<EvidenceFact & { measure: number }>(
    `SELECT v.measure_id AS measure, v.id, v.title, v.reference, v.file_name AS fileName, f.sha256, f.bytes,
      v.added_on AS addedOn FROM evidence v JOIN measures m ON m.id = v.measure_id
      LEFT JOIN files f ON f.id = v.file_id WHERE ${OF_ROUND} ORDER BY v.id`,
    round,
  ))
    add(evidence, measure, piece);
  return evidence;
}

function outcomesOf(db: ReadDb, round: number): OutcomeFact[] {
  const rows = (family: OutcomeFact['family']) =>
    plainOutcomes(db, family, round).map(({ id, issueId, measureId, on, month, duplicateOf, ...row }) => ({
      common: { id, issueId, measureId, on, reportedMonth: month, duplicateOf },
      row,
    }));
  return [
    ...rows('regulation').map(({ common, row: { kind, title, number } }) => ({
      ...{ ...common, family: 'regulation' as const, title, number },
      kind: kind as Extract<OutcomeFact, { family: 'regulation' }>['kind'],
    })),
    ...rows('sanction').map(({ common, row: { kind, amount } }) => ({
      ...{ ...common, family: 'sanction' as const, people: amount },
      kind: kind as Extract<OutcomeFact, { family: 'sanction' }>['kind'],
    })),
    ...rows('recovery').map(({ common, row: { kind, amount } }) => ({
      ...common,
      family: 'recovery' as const,
      kind: recoveryName(kind),
      fen: amount,
    })),
    ...rows('clue').map(({ common, row: { title, concludedOn } }) => ({
      ...common,
      family: 'clue' as const,
      title,
      concludedOn,
    })),
  ];
}

function add<V>(map: Map<number, V[]>, key: number, value: V): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}
