/** Evidence as files: recorded for a measure, edited, found again, and all that an archive of it lists. */
import type { Day } from '../shared/day.ts';
import { Refusal } from '../shared/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { refuseFrozenMeasure } from './measures.ts';

/** A file that lies in the store and is to be recorded. */
export interface NewEvidence {
  readonly sha256: string;
  readonly bytes: number;
  /** As the file was called, without folders. */
  readonly name: string;
  readonly title: string;
}

export interface RecordedEvidence {
  /** Null: the measure has this very file already, under this title. */
  readonly id: number | null;
  /** The ledger knew the content before. */
  readonly known: boolean;
  readonly heldAs: string | null;
}

/**
 * Records files as evidence of a measure; content that the measure has already is passed over. Refused while the issue is
 * in the chain or closed. In the order given.
 */
export function addEvidenceFiles(
  db: WriteDb,
  measure: number,
  files: readonly NewEvidence[],
  addedOn: Day,
): RecordedEvidence[] {
  refuseFrozenMeasure(db, measure);
  return files.map((file) => {
    const there = db.pluck<number>('SELECT id FROM files WHERE sha256 = ?', file.sha256)[0];
    const held = db.get<{ title: string }>(
      'SELECT title FROM evidence WHERE measure_id = ? AND file_id = ? LIMIT 1',
      measure,
      there ?? null,
    );
    if (held !== undefined) return { id: null, known: true, heldAs: held.title };
    const row =
      there ?? db.run('INSERT INTO files (sha256, bytes) VALUES (?, ?)', file.sha256, file.bytes).id;
    const { id } = db.run(
      'INSERT INTO evidence (measure_id, title, file_id, file_name, added_on) VALUES (?, ?, ?, ?, ?)',
      ...[measure, file.title, row, file.name, addedOn],
    );
    return { id, known: there !== undefined, heldAs: null };
  });
}

/** Writes title and reference of a piece of evidence; refused while its issue is in the chain or closed. */
export function editEvidence(db: WriteDb, id: number, title: string, reference: string): void {
  const row = db.get<{ measure_id: number }>('SELECT measure_id FROM evidence WHERE id = ?', id);
  if (row === undefined) throw new Refusal('row_missing', { table: 'evidence', row: id });
  refuseFrozenMeasure(db, row.measure_id);
  db.run('UPDATE evidence SET title = ?, reference = ? WHERE id = ?', title, reference, id);
}

export interface EvidenceFile {
  readonly id: number;
  readonly title: string;
  /** As the file was called. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** @throws Refusal `row_missing`, `evidence_without_file` for a mere reference */
export function evidenceFile(db: ReadDb, id: number): EvidenceFile {
  const row = db.get<{ title: string; name: string | null; sha256: string | null; bytes: number | null }>(
    `SELECT v.title, v.file_name AS name, f.sha256, f.bytes
      FROM evidence v LEFT JOIN files f ON f.id = v.file_id WHERE v.id = ?`,
    id,
  );
  if (row === undefined) throw new Refusal('row_missing', { table: 'evidence', row: id });
  if (row.sha256 === null) throw new Refusal('evidence_without_file', { title: row.title });
  return { id, title: row.title, name: row.name ?? '', sha256: row.sha256, bytes: row.bytes ?? 0 };
}

/** Evidence of a measure that is a file, with its hash. */
export function evidenceHashes(db: ReadDb, measure: number): { id: number; sha256: string }[] {
  return db.all(
    'SELECT v.id, f.sha256 FROM evidence v JOIN files f ON f.id = v.file_id WHERE v.measure_id = ? ORDER BY v.id',
    measure,
  );
}

/** Whether anything in the ledger names this content: also a file that is being looked through. */
export function isNamed(db: ReadDb, sha256: string): boolean {
  return (
    db.get('SELECT 1 FROM files WHERE sha256 = ?', sha256) !== undefined ||
    db.get('SELECT 1 FROM staged_files WHERE sha256 = ?', sha256) !== undefined
  );
}

/** All kept files that the ledger names: how many, and their bytes. */
export function filesNamed(db: ReadDb): { files: number; bytes: number } {
  return (
    db.get<{ files: number; bytes: number }>(
      'SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM files',
    ) ?? { files: 0, bytes: 0 }
  );
}

/** A line of the archive's list: a piece of evidence, or a measure with the recorded reason for none. */
export interface ArchiveLine {
  readonly issueId: number;
  readonly measureId: number;
  /** The topmost heading with its number; '' for an issue that stands by itself. */
  readonly aspect: string;
  readonly issue: string;
  readonly measure: string;
  readonly title: string;
  readonly reference: string;
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly addedOn: Day | null;
  /** Where there is no evidence; '' otherwise. */
  readonly noEvidenceReason: string;
}

/** Evidence of a round or of one issue, in the order of the tree. Withdrawn issues and measures are left out. */
export function archiveLines(db: ReadDb, which: { round: number } | { issue: number }): ArchiveLine[] {
  const [condition, id] = 'round' in which ? ['i.round_id = ?', which.round] : ['i.id = ?', which.issue];
  return db.all<ArchiveLine>(
    `WITH RECURSIVE top (id, aspect) AS (
        SELECT id, number || title FROM headings WHERE parent_id IS NULL
        UNION ALL SELECT h.id, top.aspect FROM headings h JOIN top ON h.parent_id = top.id)
      SELECT i.id AS issueId, m.id AS measureId, coalesce(top.aspect, '') AS aspect, i.number || i.title AS issue,
        m.number || m.title AS measure, coalesce(v.title, '') AS title, coalesce(v.reference, '') AS reference,
        v.file_name AS fileName, f.sha256, f.bytes, v.added_on AS addedOn,
        CASE WHEN v.id IS NULL THEN m.no_evidence_reason ELSE '' END AS noEvidenceReason
      FROM measures m JOIN issues i ON i.id = m.issue_id
        JOIN measure_index x ON x.measure_id = m.id
        LEFT JOIN top ON top.id = i.heading_id
        LEFT JOIN evidence v ON v.measure_id = m.id LEFT JOIN files f ON f.id = v.file_id
      WHERE ${condition} AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL
        AND (v.id IS NOT NULL OR m.no_evidence_reason <> '')
      ORDER BY x.ord, m.id, v.id`,
    id,
  );
}
