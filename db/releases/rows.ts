/** Editions as the ledger names them. */
import type { Release } from '../../shared/contract/types.ts';
import type { Month } from '../../shared/day.ts';
import { Refusal } from '../../shared/result.ts';
import { editionMark, summaryFileName } from '../../shared/summary/phrases.ts';
import type { ReadDb } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';

export type ReleaseForm = 'pdf' | 'xlsx' | 'docx';
const forms: readonly ReleaseForm[] = ['pdf', 'xlsx', 'docx'];

interface Row {
  readonly id: number;
  readonly month: Month;
  readonly edition: number;
  readonly releasedOn: string;
  readonly asOf: string;
  readonly operator: string;
  readonly reason: string;
  readonly pdf: string | null;
  readonly pdfBytes: number | null;
  readonly xlsx: string | null;
  readonly xlsxBytes: number | null;
  readonly docx: string | null;
  readonly docxBytes: number | null;
}

// Who sat at the PC stands in the step that made the row.
const ROWS = `SELECT r.id, r.month, r.edition, r.released_on AS releasedOn,
    coalesce(r.as_of, r.released_on) AS asOf, r.reason,
    coalesce((SELECT s.operator FROM change_log c JOIN steps s ON s.id = c.step
      WHERE c.tbl = 'releases' AND c.row_id = r.id AND c.op = 'insert' ORDER BY c.seq LIMIT 1), '') AS operator,
    p.sha256 AS pdf, p.bytes AS pdfBytes, x.sha256 AS xlsx, x.bytes AS xlsxBytes, d.sha256 AS docx, d.bytes AS docxBytes
  FROM releases r LEFT JOIN files p ON p.id = r.pdf_file LEFT JOIN files x ON x.id = r.xlsx_file
    LEFT JOIN files d ON d.id = r.docx_file`;

function releaseOf(row: Row): Release {
  const kept = (sha256: string | null, bytes: number | null) =>
    sha256 === null ? null : { sha256, bytes: bytes ?? 0 };
  return {
    id: row.id,
    month: row.month,
    edition: row.edition,
    releasedOn: row.releasedOn,
    asOf: row.asOf,
    operator: row.operator,
    reason: row.reason,
    pdf: kept(row.pdf, row.pdfBytes),
    xlsx: kept(row.xlsx, row.xlsxBytes),
    docx: kept(row.docx, row.docxBytes),
  };
}

/** Editions of the current round, the newest month and in it the newest edition first. */
export function listReleases(db: ReadDb): Release[] {
  const round = currentRoundId(db);
  if (round === null) return [];
  return db
    .all<Row>(`${ROWS} WHERE r.round_id = ? ORDER BY r.month DESC, r.edition DESC`, round)
    .map(releaseOf);
}

/** @throws Refusal `release_missing` */
export function releaseOfId(db: ReadDb, id: number): Release {
  const row = db.get<Row>(`${ROWS} WHERE r.id = ?`, id);
  if (row === undefined) throw new Refusal('release_missing', { release: id });
  return releaseOf(row);
}

/** The last edition of a month of the current round; null when there is none. */
export function lastEdition(db: ReadDb, roundId: number, month: Month): Release | null {
  const row = db.get<Row>(
    `${ROWS} WHERE r.round_id = ? AND r.month = ? ORDER BY r.edition DESC LIMIT 1`,
    roundId,
    month,
  );
  return row === undefined ? null : releaseOf(row);
}

/** 2024年8月整改月报; from the second edition on with its number. */
export function releaseName({ month, edition }: Pick<Release, 'month' | 'edition'>): string {
  return `${summaryFileName(month)}${editionMark(edition)}`;
}

/**
 * The kept file of an edition in a form: what printing and saving it again hands out.
 * @returns its hash in the store and the name proposed for a copy, with its ending
 * @throws Refusal `release_missing`, `release_form_missing`
 */
export function keptRelease(db: ReadDb, id: number, form: ReleaseForm): { sha256: string; name: string } {
  const release = releaseOfId(db, id);
  const kept = release[form];
  if (kept === null) throw new Refusal('release_form_missing', { release: id, form });
  return { sha256: kept.sha256, name: `${releaseName(release)}.${form}` };
}

/** Forms whose file an edition keeps, with where it should lie. */
export function keptForms(release: Release): { form: ReleaseForm; sha256: string; bytes: number }[] {
  return forms.flatMap((form) => {
    const kept = release[form];
    return kept === null ? [] : [{ form, ...kept }];
  });
}

/** What a kept file is of a released month; null when it belongs to none. */
export function releaseFileName(db: ReadDb, file: number): string | null {
  const row = db.get<{ month: Month; edition: number; form: string }>(
    `SELECT month, edition, CASE ?1 WHEN pdf_file THEN 'pdf' WHEN xlsx_file THEN 'xlsx' WHEN docx_file THEN 'docx'
      ELSE 'json' END AS form FROM releases WHERE ?1 IN (pdf_file, xlsx_file, docx_file, content_file) LIMIT 1`,
    file,
  );
  return row === undefined ? null : `${releaseName(row)}.${row.form}`;
}
