import { currentRoundId, importLedger, type ReadDb, type Written } from '../../db/index.ts';
import type { LedgerImported } from '../../db/importLedger.ts';
import { ledgerKnown } from '../../db/returns/known.ts';
import type { Day } from '../../shared/day.ts';
import { IMMEDIATE_DAYS } from '../../shared/deadline.ts';
import { readLedger } from '../../shared/ledgerImport/readLedger.ts';
import { ledgerTree } from '../../shared/ledgerImport/tree.ts';
import { valueOf } from '../../shared/result.ts';
import { recogniseLedger } from '../../shared/returns/recognise.ts';
import type { LedgerKnown } from '../../shared/returns/types.ts';
import { storeOf } from '../../db/store.ts';
import type { FoundLedger, ReadLedgerPayload, WriteLedgerPayload } from '../jobs/kinds.ts';
import { openBook, readBook } from './book.ts';
import { reader, writeBeside } from './ledger.ts';

/**
 * Reads an old ledger as first content; its original is kept, for the grid on which its columns are corrected.
 * @throws Refusal `no_table_found`, `book_…`, those of the inbox and of the store
 */
export async function readLedgerBody({ source, ledger, chosen }: ReadLedgerPayload): Promise<FoundLedger> {
  const opened = await openBook(source);
  const book = await readBook(opened);
  const known = knownOf(reader(ledger), ledger.today);
  const recognised = valueOf(recogniseLedger(book, opened.name, known, chosen));
  const { name, sha256, bytes } = opened;
  if ('incoming' in source) await storeOf(ledger.file).keep(bytes, sha256);
  const tree = ledgerTree(readLedger(book, recognised, known), recognised.sheet);
  return { name, sha256, recognised, tree };
}

/** A ledger that has no round yet knows no units and no feedback day. */
function knownOf(db: ReadDb, today: Day): LedgerKnown {
  if (currentRoundId(db) !== null) return ledgerKnown(db, today);
  return {
    ...{ ledgerId: '', roundId: 0, revision: 0, today, feedbackOn: null, roundEnd: null },
    ...{ immediateDays: IMMEDIATE_DAYS, ownDays: [], units: [], forms: [], mappings: [] },
  };
}

/** Writes what was read, in one step. @throws Refusal as `importLedger` */
export function writeLedgerBody({ given, ...task }: WriteLedgerPayload): Promise<Written<LedgerImported>> {
  const detail = { name: given.source.name, month: given.month };
  return writeBeside(task, (steps) =>
    steps.write({ action: 'ledgerImport.commit', detail }, (db) => importLedger(db, given)),
  );
}
