/** What every file and every form of one revision shares: numbers, titles and outcomes of the whole current round. */
import type { Month } from '../../shared/month.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { regulationLine } from '../../shared/returns/regulation.ts';
import type { UnitKnown } from '../../shared/returns/types.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { amountField, regulationField } from './ledgerValues.ts';
import { type CalledNumbers, calledNumbers } from './numbers.ts';

interface RoundKnown {
  readonly revision: number;
  readonly roundId: number;
  /** By measure, in the order of the tree. */
  readonly called: ReadonlyMap<number, CalledNumbers>;
  readonly rank: ReadonlyMap<number, number>;
  readonly all: UnitKnown['strangers'];
  readonly outcomes: readonly OutcomeRow[];
}

interface OutcomeRow {
  readonly field: AnswerField;
  readonly value: string;
  readonly measure: number | null;
  readonly issueTitle: string;
  readonly unit: number | null;
  readonly month: Month | null;
}

const rounds = new WeakMap<ReadDb, RoundKnown>();

/** Kept with the connection that read it until the ledger moves; not with one that writes, which may move it at any time. */
export function roundKnown(db: ReadDb): RoundKnown {
  const revision = revisionOf(db);
  if ('run' in db) return readRound(db, revision);
  const kept = rounds.get(db);
  if (kept?.revision === revision) return kept;
  const made = readRound(db, revision);
  rounds.set(db, made);
  return made;
}

function readRound(db: ReadDb, revision: number): RoundKnown {
  const roundId = roundIdOr(db, undefined);
  const called = calledNumbers(db, roundId);
  const titles = new Map(
    db
      .all<{ id: number; title: string; issueTitle: string }>(
        `SELECT m.id, m.title, i.title AS issueTitle FROM issues i JOIN measures m ON m.issue_id = i.id
          WHERE i.round_id = ?`,
        roundId,
      )
      .map((row) => [row.id, row]),
  );
  return {
    revision,
    roundId,
    called,
    rank: new Map([...called.keys()].map((id, index) => [id, index])),
    all: [...called].map(([id, numbers]) => ({
      id,
      ...numbers,
      title: titles.get(id)?.title ?? '',
      issueTitle: titles.get(id)?.issueTitle ?? '',
    })),
    outcomes: outcomesOf(db, roundId),
  };
}

function outcomesOf(db: ReadDb, roundId: number): OutcomeRow[] {
  const columns = `o.kind, o.measure_id AS measure, o.unit_id AS unit, o.first_month AS month,
    coalesce((SELECT mi.title FROM measures om JOIN issues mi ON mi.id = om.issue_id WHERE om.id = o.measure_id),
      (SELECT oi.title FROM issues oi WHERE oi.id = o.issue_id), '') AS issueTitle`;
  type Row = Omit<OutcomeRow, 'field' | 'value'> & { kind: string };
  const regulations = db
    .all<Row & { title: string; number: string }>(
      `SELECT ${columns}, o.title, o.number FROM regulations o WHERE o.round_id = ? ORDER BY o.id`,
      roundId,
    )
    .map(({ kind, title, number, ...row }) => ({
      ...row,
      field: regulationField(kind),
      value: regulationLine(title, number),
    }));
  const amounts = (['sanctions', 'recoveries'] as const).flatMap((table) =>
    db
      .all<Row & { amount: number }>(
        `SELECT ${columns}, o.${table === 'sanctions' ? 'people' : 'fen'} AS amount FROM ${table} o
          WHERE o.round_id = ? ORDER BY o.id`,
        roundId,
      )
      .map(({ kind, amount, ...row }) => ({
        ...row,
        field: amountField(table, kind),
        value: String(amount),
      })),
  );
  return [...regulations, ...amounts].flatMap(({ field, ...row }) =>
    field === null || row.value === '0' ? [] : [{ ...row, field }],
  );
}
