/** Writes an edition into the ledger, once its files lie in the store. */
import type { Day, Month } from '../../shared/day.ts';
import type { ReleaseFigures } from '../../shared/releases/content.ts';
import { Refusal } from '../../shared/result.ts';
import type { WriteDb } from '../connection.ts';
import { knownBytes } from '../returns/stage.ts';
import { roundIdOr } from '../rounds.ts';
import type { Kept } from '../store.ts';
import { refuseRelease } from './compose.ts';
import { lastEdition } from './rows.ts';

export interface NewRelease {
  readonly month: Month;
  readonly edition: number;
  readonly asOf: Day;
  readonly reason: string;
  readonly figures: ReleaseFigures;
  /** At which all of it was made. */
  readonly revision: number;
  readonly files: { readonly pdf: Kept; readonly xlsx: Kept; readonly docx: Kept; readonly content: Kept };
}

/**
 * The row of an edition, and those of its files.
 * @throws Refusal `ledger_changed_meanwhile` when a step came between, `release_reason_missing`, as `refuseRelease`
 */
export function recordRelease(db: WriteDb, made: NewRelease): number {
  const { month, edition, asOf, reason, figures, revision, files } = made;
  const before = db.get<{ id: number | null }>('SELECT max(id) AS id FROM steps WHERE id < ?', db.step())?.id;
  if ((before ?? 0) !== revision) throw new Refusal('ledger_changed_meanwhile');
  refuseRelease(db, made, db.today);
  const round = roundIdOr(db, undefined);
  if ((lastEdition(db, round, month)?.edition ?? 0) + 1 !== edition)
    throw new Refusal('ledger_changed_meanwhile');
  const fileId = ({ sha256, bytes }: Kept) => knownBytes(db, sha256, bytes);
  return db.run(
    `INSERT INTO releases (round_id, month, edition, released_on, as_of, reason, figures, pdf_file, xlsx_file, docx_file,
      content_file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[round, month, edition, db.today, asOf, reason.trim(), JSON.stringify(figures)],
    ...[fileId(files.pdf), fileId(files.xlsx), fileId(files.docx), fileId(files.content)],
  ).id;
}
