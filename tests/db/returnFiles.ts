/** Returned files as the reading child hands them over, made by hand: what is read is real, only no workbook is written. */
import { createHash } from 'node:crypto';
import type { Ledger, WriteDb } from '../../db/index.ts';
import { partsOf } from '../../db/returns/digest.ts';
import { decideAll, decideCells } from '../../db/returns/decide.ts';
import { commitBatch, type Committed } from '../../db/returns/commit.ts';
import { unitKnown } from '../../db/returns/known.ts';
import { findRows } from '../../db/returns/find.ts';
import { reviewRows } from '../../db/returns/rows.ts';
import { toJudge } from '../../db/returns/review.ts';
import { finishTake, newTake, restageFile, type Slices, stageFile } from '../../db/returns/stage.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import type { Judged, ReadAnswer, Recognised } from '../../shared/returns/types.ts';
import { answer, row } from '../returns/knownUnit.ts';
import { TODAY } from './makeLedger.ts';

export const MONTH = '2024-08';

/** What a unit answers of a measure; null for an answer that is not understood. */
export interface Said {
  /** Null for a row that names no measure of the round. */
  readonly measure: number | null;
  readonly answers: Partial<Record<AnswerField, string | null>>;
}

export interface Return {
  readonly name: string;
  readonly unit: number | null;
  readonly month?: string;
  readonly rows: readonly Said[];
}

const readAnswers = (answers: Said['answers']): ReadAnswer[] =>
  Object.entries(answers).map(([field, value]) => answer(field as AnswerField, value));

const hashOf = (file: Return) => createHash('sha256').update(JSON.stringify(file)).digest('hex');

function recognisedAs(file: Return): Recognised {
  return {
    ...{ kind: 'foreign', sheet: '报送表', sheets: [], head: [0, 0], form: null },
    ...{ fingerprint: 'abc', notes: [] },
    columns: [
      {
        column: 0,
        heading: '整改进展',
        field: 'progress',
        month: null,
        wan: false,
        how: 'exact',
        score: 100,
        filled: 1,
        of: 1,
      },
      {
        column: 1,
        heading: '其他',
        field: null,
        month: null,
        wan: false,
        how: null,
        score: 0,
        filled: 1,
        of: 1,
      },
    ],
    unit: { id: file.unit, how: 'name', found: '' },
    month: { month: file.month ?? MONTH, how: 'name', found: '' },
    asks: file.unit === null ? ['unit'] : [],
  };
}

/** A file as it comes from the child: matched and compared with the ledger as it stands. */
export function judged(ledger: Ledger, file: Return, matches: Record<number, number | null> = {}): Judged {
  const base = {
    name: file.name,
    sha256: hashOf(file),
    bytes: 1000,
    refused: null,
    revision: ledger.revision(),
  };
  const recognised = recognisedAs(file);
  if (file.unit === null) return { ...base, recognised, counts: null, absent: [], problems: [], parts: [] };
  const known = unitKnown(ledger.read, file.unit, file.month ?? MONTH, null, TODAY);
  const byId = new Map(known.strangers.map((one) => [one.id, one]));
  const rows = file.rows.map((said, index) => {
    const named = said.measure === null ? undefined : byId.get(said.measure);
    return row(
      index + 4,
      { number: named?.number ?? '999', title: named?.title ?? '全然无关的一行' },
      readAnswers(said.answers),
    );
  });
  const compared = compareRows(
    rows,
    '报送表',
    known,
    new Map(Object.entries(matches).map(([at, measure]) => [Number(at), measure])),
  );
  return {
    ...{ ...base, recognised, counts: compared.counts, absent: compared.absent, problems: compared.problems },
    parts: partsOf(compared.rows),
  };
}

/** Works slices through, as the shell does. */
export function work<T>(ledger: Ledger, slices: Slices<T>): T {
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
    ledger.unlogged(next.value);
  }
}

export interface Taken {
  readonly batch: number;
  readonly files: number[];
}

/** Takes files in, in one step. */
export function takeIn(ledger: Ledger, returns: readonly Return[]): Taken {
  const take = newTake();
  const files = returns.map((file, position) =>
    work(ledger, stageFile(take, { position, judged: judged(ledger, file), chosen: {} })),
  );
  const { value } = ledger.write({ action: 'returns.take' }, (db) => finishTake(db, take, '八月报送'));
  if (value === null) throw new Error('nothing was taken in');
  return { batch: value.batch, files };
}

/** Compares the files of a batch again. */
export function compareAgain(ledger: Ledger, files: readonly number[], returns: readonly Return[]): void {
  files.forEach((file, index) => {
    const { chosen, matches } = toJudge(ledger.read, file);
    const again = judged(ledger, returns[index] as Return, { ...matches });
    work(ledger, restageFile(file, again, chosen));
  });
}

export const rowsOf = (
  ledger: Ledger,
  batch: number,
  filter: Parameters<typeof findRows>[2] = { all: true },
) => {
  const { keys } = findRows(ledger.read, batch, filter);
  const pairs = Array.from({ length: keys.length / 2 }, (_, n) => ({
    file: keys[n * 2] ?? 0,
    row: keys[n * 2 + 1] ?? 0,
  }));
  return reviewRows(ledger.read, batch, pairs, TODAY);
};

/** Accepts all that may be accepted. */
export const acceptAll = (ledger: Ledger, batch: number) =>
  work(ledger, decideAll(ledger.read, batch, {}, 'accept', TODAY)).changed;

export const decide = (ledger: Ledger, batch: number, decisions: Parameters<typeof decideCells>[2]) =>
  work(ledger, decideCells(ledger.read, batch, decisions, TODAY));

export const commit = (ledger: Ledger, batch: number, expected = ledger.revision()): Committed =>
  ledger.write({ action: 'returns.commit', detail: { batch } }, (db: WriteDb) =>
    commitBatch(db, batch, expected),
  ).value;
