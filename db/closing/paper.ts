/** 对账销号单: all that the closing of an issue rests on, each line as the ledger keeps it. */
import type { ClosingPaper } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Demand, MeasureState, RegulationKind, SanctionKind } from '../../shared/lists.ts';
import { formatYuan } from '../../shared/money.ts';
import { Refusal } from '../../shared/result.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { regulationWords, sanctionWords } from '../../shared/words.ts';
import type { LedgerSettings } from '../../shared/contract/types.ts';
import type { ReadDb } from '../connection.ts';
import { issueDetail } from '../details.ts';
import { unitNames } from '../names.ts';
import { numbersOf } from '../returns/rows.ts';
import { dueOnSql, latestTextSql } from '../standing.ts';
import { missingOf } from './missing.ts';
import { issuePlaces } from './places.ts';

/** @throws Refusal `row_missing` */
export function closingPaper(db: ReadDb, id: number, today: Day, settings: LedgerSettings): ClosingPaper {
  const issue = issueDetail(db, id, today, settings);
  const round = db.get<{ id: number; title: string; organisation: string; inspectedBy: string }>(
    `SELECT r.id, r.title, r.organisation, r.inspected_by AS inspectedBy
      FROM issues i JOIN rounds r ON r.id = i.round_id WHERE i.id = ?`,
    id,
  );
  if (round === undefined) throw new Refusal('row_missing', { table: 'issues', row: id });
  const { id: roundId, ...head } = round;
  const closed = issue.closing.findLast(({ step }) => step === 'closed' || step === 'imported_closed');
  return {
    round: head,
    issue: {
      id,
      number: issue.number,
      place: issuePlaces(db, roundId).get(id) ?? '',
      path: issue.path.map(({ number, title }) => `${number}${title}`),
      title: issue.title,
      text: issue.text,
      lead: issue.lead?.name ?? '',
      unit: issue.unit?.name ?? '',
      state: issue.state,
      closure: issue.closure,
      closedOn: issue.closure === 'closed' ? (closed?.on ?? null) : null,
      cycle: issue.cycle,
    },
    measures: measuresOf(db, id, roundId, today),
    outcomes: outcomesOf(db, id),
    missing: missingOf(db, [id])[0]?.missing ?? [],
    events: issue.closing,
    steps: issue.steps,
    printedOn: today,
  };
}

function measuresOf(db: ReadDb, issue: number, round: number, today: Day): ClosingPaper['measures'] {
  const numbers = numbersOf(db, round);
  const units = unitNames(db, today);
  const evidence = new Map<number, ClosingPaper['measures'][number]['evidence']>();
  for (const { measure, ...row } of db.all<
    ClosingPaper['measures'][number]['evidence'][number] & { measure: number }
  >(
    `SELECT v.measure_id AS measure, v.title, v.reference, v.file_name AS fileName, f.sha256, f.bytes
      FROM measures m JOIN evidence v ON v.measure_id = m.id LEFT JOIN files f ON f.id = v.file_id
      WHERE m.issue_id = ? ORDER BY v.id`,
    issue,
  ))
    evidence.set(measure, [...(evidence.get(measure) ?? []), row]);
  return db
    .all<{
      id: number;
      title: string;
      unit: number | null;
      assignee: string;
      demand: Demand;
      raw: string;
      lastRaw: string | null;
      dueOn: Day | null;
      state: MeasureState;
      doneOn: Day | null;
      establishedOn: Day | null;
      withdrawnOn: Day | null;
      progress: string | null;
      noEvidenceReason: string;
    }>(
      `SELECT m.id, m.title, coalesce(m.unit_id, i.unit_id) AS unit, m.assignee, m.demand, m.deadline_raw AS raw,
        (SELECT e.raw FROM extensions e WHERE e.measure_id = m.id AND e.approved_on <= ?2
          ORDER BY e.approved_on DESC, e.id DESC LIMIT 1) AS lastRaw,
        ${dueOnSql('?2')} AS dueOn, m.state, m.done_on AS doneOn, m.established_on AS establishedOn,
        m.withdrawn_on AS withdrawnOn, ${latestTextSql} AS progress, m.no_evidence_reason AS noEvidenceReason
        FROM issues i JOIN measures m ON m.issue_id = i.id WHERE i.id = ?1 ORDER BY m.position, m.id`,
      issue,
      today,
    )
    .map(({ raw, lastRaw, establishedOn, unit, progress, ...measure }) => ({
      ...measure,
      number: numbers.get(measure.id) ?? '',
      unit: unit === null ? '' : (units.get(unit) ?? ''),
      deadline: lastRaw === null ? raw : `${raw}（延至${lastRaw}）`,
      established: measure.demand === 'ongoing' && establishedOn !== null,
      progress: progress ?? '',
      evidence: evidence.get(measure.id) ?? [],
    }));
}

/** Outcomes of the issue in words, those counted elsewhere left out. Names in sanctions never stand on a paper. */
function outcomesOf(db: ReadDb, issue: number): string[] {
  const own = 'WHERE issue_id = ? AND duplicate_of IS NULL ORDER BY id';
  const said = (...parts: (string | null)[]) => {
    const known = parts.filter((part) => part !== null && part !== '');
    return known.length === 0 ? '' : `（${known.join('，')}）`;
  };
  return [
    ...db
      .all<{ kind: RegulationKind; title: string; number: string; on: Day | null }>(
        `SELECT kind, title, number, made_on AS "on" FROM regulations ${own}`,
        issue,
      )
      .map((row) => `${regulationWords[row.kind]}${quoted(row.title)}${said(row.number, row.on)}`),
    ...db
      .all<{ kind: SanctionKind; people: number; on: Day | null }>(
        `SELECT kind, people, imposed_on AS "on" FROM sanctions ${own}`,
        issue,
      )
      .map((row) => `${sanctionWords[row.kind]}${row.people}人${said(row.on)}`),
    ...db
      .all<{ kind: string; fen: number; on: Day | null }>(
        `SELECT kind, fen, recovered_on AS "on" FROM recoveries ${own}`,
        issue,
      )
      .map((row) => `${recoveryName(row.kind)}${formatYuan(row.fen)}元${said(row.on)}`),
    ...db
      .all<{ title: string; receivedOn: Day; concludedOn: Day | null }>(
        `SELECT title, received_on AS receivedOn, concluded_on AS concludedOn FROM clues ${own}`,
        issue,
      )
      .map(
        (row) =>
          `问题线索：${row.title}${said(`${row.receivedOn}收到`, row.concludedOn === null ? '未办结' : `${row.concludedOn}办结`)}`,
      ),
  ];
}

function quoted(title: string): string {
  return title.includes('《') ? title : `《${title}》`;
}
