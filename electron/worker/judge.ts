/** One file from its bytes to its comparison with the ledger. */
import { revisionOf } from '../../db/connection.ts';
import type { ReadDb } from '../../db/index.ts';
import { partsOf } from '../../db/returns/index.ts';
import { ledgerKnown, unitKnown } from '../../db/returns/known.ts';
import { storeOf } from '../../db/store.ts';
import type { Day } from '../../shared/day.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import { compareRows } from '../../shared/returns/compare.ts';
import type { Workbook } from '../../shared/returns/grid.ts';
import { readRows } from '../../shared/returns/readRows.ts';
import { recognise } from '../../shared/returns/recognise.ts';
import type { Judged, LedgerKnown, Recognised } from '../../shared/returns/types.ts';
import type { JudgePayload } from '../jobs/kinds.ts';
import { openBook, readBook } from './book.ts';
import type { OpenBook } from './book.ts';
import { reader } from './ledger.ts';

/**
 * Opens, reads, recognises, and compares as far as nothing must be asked. What is wrong with the file is part of the
 * answer. @throws Refusal of the ledger and of its store
 */
export async function judgeBody(payload: JudgePayload): Promise<Judged> {
  const { source, ledger, keep } = payload;
  const about =
    'incoming' in source
      ? { name: source.incoming.name, sha256: NO_HASH, bytes: source.incoming.bytes }
      : { name: source.name, sha256: source.sha256, bytes: 0 };
  const opened = await refusedOr(() => openBook(source));
  if (opened instanceof Refusal) return blank(about, opened);
  const { bytes } = opened;
  const file = { name: opened.name, sha256: opened.sha256, bytes: bytes.length };
  const db = reader(ledger);
  const known = knownOf(db, ledger.today);
  const found = await refusedOr(async () => {
    const book = await readBook(opened);
    return { book, recognised: recognised(book, opened, known, payload) };
  });
  if (found instanceof Refusal) return blank(file, found);
  if (keep) await storeOf(ledger.file).keep(bytes, opened.sha256);
  return { ...file, ...compared(found.book, found.recognised, { db, known }, payload) };
}

const NO_HASH = '0'.repeat(64);

let last: { readonly db: ReadDb; readonly known: LedgerKnown } | null = null;

/** What is known of the ledger, read again when it moved. */
function knownOf(db: ReadDb, today: Day): LedgerKnown {
  const revision = revisionOf(db);
  if (last?.db === db && last.known.revision === revision && last.known.today === today) return last.known;
  last = { db, known: ledgerKnown(db, today) };
  return last.known;
}

/** The given month stands for a file that names none, and settles one that is only guessed to be it. */
function recognised(
  book: Workbook,
  { name }: OpenBook,
  known: LedgerKnown,
  { chosen, month }: JudgePayload,
): Recognised {
  const first = valueOf(recognise(book, name, known, chosen));
  const guess = first.month.month;
  if (month === null || !first.asks.includes('month') || (guess !== null && guess !== month)) return first;
  return valueOf(recognise(book, name, known, { ...chosen, month }));
}

function compared(
  book: Workbook,
  found: Recognised,
  { db, known }: { readonly db: ReadDb; readonly known: LedgerKnown },
  { matches, ledger }: JudgePayload,
): Omit<Judged, 'name' | 'sha256' | 'bytes'> {
  const open = { refused: null, recognised: found, revision: known.revision };
  const unit = found.unit.id;
  const { month } = found.month;
  if (found.asks.length > 0 || unit === null || month === null)
    return { ...open, counts: null, absent: [], problems: [], parts: [] };
  const rows = readRows(book, found, known);
  const {
    counts,
    rows: staged,
    absent,
    problems,
  } = compareRows(
    rows,
    found.sheet,
    unitKnown(db, unit, month, found.form, ledger.today),
    new Map(Object.entries(matches).map(([row, measure]) => [Number(row), measure])),
  );
  return { ...open, counts, absent, problems, parts: partsOf(staged) };
}

async function refusedOr<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function blank(file: { name: string; sha256: string; bytes: number }, { failure }: Refusal): Judged {
  return {
    ...file,
    refused: failure.detail === undefined ? { code: failure.code } : { ...failure },
    recognised: null,
    counts: null,
    absent: [],
    problems: [],
    parts: [],
    revision: 0,
  };
}
