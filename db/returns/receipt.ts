/** The receipt of a batch: what was received, decided and taken over, and what an undoing could not restore. */
import { createHash } from 'node:crypto';
import type { Receipt } from '../../shared/contract/types.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import type { ReadDb } from '../connection.ts';
import { batchRow, type CommittedFile, countsIn } from './review.ts';

/** A decision as it is kept: place in the file, measure, field, choice, what stood and what stands. */
export type ReceiptLine = [
  at: string,
  measure: string,
  field: AnswerField,
  choice: 'accept' | 'keep' | 'edit',
  before: string,
  after: string,
];

/** Refuses `batch_missing`. */
export function receiptOf(db: ReadDb, batch: number): Receipt {
  const row = batchRow(db, batch);
  const counts = countsIn(row);
  const round = db.get<{ organisation: string }>(
    'SELECT organisation FROM rounds WHERE id = ?',
    row.round_id,
  );
  const taken = db.get<{ operator: string }>(
    `SELECT s.operator FROM change_log c JOIN steps s ON s.id = c.step
      WHERE c.tbl = 'batches' AND c.row_id = ? AND c.op = 'insert' ORDER BY c.seq LIMIT 1`,
    batch,
  );
  const sum = (of: 'rows' | 'accepted' | 'kept' | 'edited' | 'open') =>
    counts.committed.reduce((total, file) => total + file[of], 0);
  const names = new Map(counts.committed.map((file) => [file.file, file.name]));
  const content: Omit<Receipt, 'hash'> = {
    batch,
    on: counts.on ?? row.imported_on,
    operator: counts.operator ?? taken?.operator ?? '',
    organisation: round?.organisation ?? '',
    counts: {
      files: counts.files,
      ...{
        rows: sum('rows'),
        accepted: sum('accepted'),
        kept: sum('kept'),
        edited: sum('edited'),
        open: sum('open'),
      },
    },
    files: counts.committed.map(listed),
    decisions: decisionsOf(db, batch, names),
    keptOnUndo: counts.undone?.kept.map((kept) => ({ ...kept })) ?? [],
    undoneOn: counts.undone?.on ?? null,
  };
  return { ...content, hash: createHash('sha256').update(JSON.stringify(content)).digest('hex') };
}

function listed({
  name,
  sha256,
  unit,
  month,
  rows,
  counts,
  ...taken
}: CommittedFile): Receipt['files'][number] {
  const { accepted, kept, edited, open } = taken;
  return { name, sha256, unit, month, rows, counts, accepted, kept, edited, open };
}

function decisionsOf(db: ReadDb, batch: number, names: ReadonlyMap<number, string>): Receipt['decisions'] {
  return db
    .all<{ file: number; decisions: string }>(
      'SELECT file, decisions FROM receipt_parts WHERE batch_id = ? ORDER BY id',
      batch,
    )
    .flatMap((part) =>
      (JSON.parse(part.decisions) as ReceiptLine[]).map(([at, measure, field, choice, before, after]) => ({
        ...{ file: names.get(part.file) ?? '', at, measure, field, choice, before, after },
      })),
    );
}
