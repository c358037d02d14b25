/** Batches and the files that lie in their reviews, as the screens list them. */
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import type { Batch, StagedFile } from '../../shared/contract/types.ts';
import { wordNotes } from '../../shared/returns/noteWords.ts';
import type { Chosen, FileCounts, Recognised } from '../../shared/returns/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { LOG_OF_STEP } from '../touched.ts';
import { lastMark } from '../undo.ts';
import type { Tally } from './decisions.ts';

/** What the commits of a batch took over of one file; kept with the batch, so that undo takes it back too. */
export interface CommittedFile {
  readonly file: number;
  readonly name: string;
  readonly sha256: string;
  readonly unit: string;
  readonly month: Month;
  readonly rows: number;
  readonly counts: FileCounts;
  readonly accepted: number;
  readonly kept: number;
  readonly edited: number;
  readonly open: number;
}

export interface KeptValue {
  readonly table: string;
  readonly row: number;
  /** Number and title of the measure, or title of the issue, that it belongs to; '' for all else. */
  readonly about: string;
  readonly field: string;
  readonly now: string;
}

/** `batches.counts` of a batch of returns. */
export interface ReturnCounts {
  readonly files: number;
  readonly committed: readonly CommittedFile[];
  readonly operator?: string;
  /** Steps that committed, oldest first. */
  readonly steps?: readonly number[];
  /** Day of the last commit. */
  readonly on?: Day;
  /** Once it was undone as a batch: when, and what was not restored. */
  readonly undone?: { readonly on: Day; readonly kept: readonly KeptValue[] } | null;
}

export interface BatchRow {
  readonly id: number;
  readonly round_id: number;
  readonly kind: Batch['kind'];
  readonly source_name: string;
  readonly imported_on: Day;
  readonly counts: string;
}

export function batchRow(db: ReadDb, batch: number): BatchRow {
  const row = db.get<BatchRow>(
    'SELECT id, round_id, kind, source_name, imported_on, counts FROM batches WHERE id = ?',
    batch,
  );
  if (row === undefined) throw new Refusal('batch_missing', { batch });
  return row;
}

export interface FileRow {
  readonly id: number;
  readonly batch_id: number;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly status: 'asks' | 'review' | 'refused' | 'aside';
  readonly refused: string | null;
  readonly chosen: string;
  readonly recognised: string | null;
  readonly unit_id: number | null;
  readonly month: Month | null;
  readonly counts: string | null;
  readonly absent: string;
  readonly problems: string;
  readonly compared_at: number;
  readonly version: number;
  readonly decided_version: number;
  readonly tally: string;
}

const FILE_COLUMNS = `id, batch_id, name, sha256, bytes, status, refused, chosen, recognised, unit_id, month, counts,
  absent, problems, compared_at, version, decided_version, tally`;

export function fileRow(db: ReadDb, file: number): FileRow {
  const row = db.get<FileRow>(
    `SELECT ${FILE_COLUMNS} FROM staged_files WHERE id = ? AND EXISTS (SELECT 1 FROM batches WHERE id = batch_id)`,
    file,
  );
  if (row === undefined) throw new Refusal('file_not_in_review', { file });
  return row;
}

function fileRows(db: ReadDb, batch: number): FileRow[] {
  return db.all<FileRow>(
    `SELECT ${FILE_COLUMNS} FROM staged_files WHERE batch_id = ? ORDER BY position, id`,
    batch,
  );
}

const NO_TALLY: Tally = { open: 0, decided: [0, 0, 0], unmatched: 0, steps: {} };
export const tallyIn = (json: string): Tally => ({ ...NO_TALLY, ...(JSON.parse(json) as Partial<Tally>) });

/** Commits of a batch that are not undone. Every one of them wrote down what it took over in the batch's own row. */
export function liveCommits(db: ReadDb, batch: number): Set<number> {
  return new Set(
    db.pluck<number>(
      `SELECT s.id FROM steps s WHERE s.id IN
          (SELECT step FROM change_log WHERE tbl = 'batches' AND row_id = ? AND op = 'update')
        AND s.kind = 'do' AND s.action = 'returns.commit' AND ${lastMark('s')} IS NOT 'undo'`,
      batch,
    ),
  );
}

interface Left {
  readonly accept: number;
  readonly keep: number;
  readonly edit: number;
  readonly open: number;
  readonly unmatched: number;
}

/** What of a file is decided and not committed, and what is open. */
function leftOf(tally: Tally, live: ReadonlySet<number>): Left {
  const [accept, keep, edit] = [0, 1, 2].map((at) =>
    Object.entries(tally.steps).reduce(
      (sum, [step, counts]) => sum - (live.has(Number(step)) ? (counts[at] ?? 0) : 0),
      tally.decided[at] ?? 0,
    ),
  ) as [number, number, number];
  return { accept, keep, edit, open: tally.open, unmatched: tally.unmatched };
}

const finished = (left: Left) => left.accept + left.keep + left.edit + left.open + left.unmatched === 0;

function shownFile(
  row: FileRow,
  units: ReadonlyMap<number, string>,
  live: ReadonlySet<number>,
  committed: readonly CommittedFile[],
): StagedFile {
  const recognised = row.recognised === null ? null : (JSON.parse(row.recognised) as Recognised);
  const left = leftOf(tallyIn(row.tally), live);
  const taken = committed.filter((one) => one.file === row.id);
  const done = row.status === 'review' && finished(left);
  const unit = row.unit_id === null ? undefined : units.get(row.unit_id);
  return {
    ...{ id: row.id, name: row.name, sha256: row.sha256, bytes: row.bytes },
    status: done ? 'done' : row.status,
    refused: row.refused === null ? null : (JSON.parse(row.refused) as StagedFile['refused']),
    unit: row.unit_id === null || unit === undefined ? null : { id: row.unit_id, name: unit },
    month: row.month,
    kind: recognised?.kind ?? null,
    asks: [...(recognised?.asks ?? [])],
    unmapped: (recognised?.columns ?? []).flatMap((c) =>
      c.field === null && c.heading !== '' ? [c.heading] : [],
    ),
    otherSheets: (recognised?.sheets ?? []).flatMap((s) =>
      s.looksLikeReturn && s.name !== recognised?.sheet ? [s.name] : [],
    ),
    notes: wordNotes(recognised?.notes ?? []),
    counts: row.counts === null ? null : (JSON.parse(row.counts) as StagedFile['counts']),
    decided: {
      ...{ accept: left.accept, keep: left.keep, edit: left.edit, open: left.open },
      committed: taken.reduce((sum, one) => sum + one.accepted + one.kept + one.edited, 0),
    },
  };
}

/** A file of a review as lists show it. Refuses `file_not_in_review`. */
export function stagedFile(db: ReadDb, file: number, today: Day): StagedFile {
  const row = fileRow(db, file);
  const batch = batchRow(db, row.batch_id);
  const { committed } = countsIn(batch);
  return shownFile(row, unitNames(db, today), liveCommits(db, batch.id), committed);
}

/** Counts kept with a batch of returns; other kinds have none of these. */
export function countsIn(batch: BatchRow): ReturnCounts {
  const counts = JSON.parse(batch.counts) as Partial<ReturnCounts>;
  return { ...counts, files: counts.files ?? 1, committed: counts.committed ?? [] };
}

/** All batches, newest first. */
export function listBatches(db: ReadDb): Batch[] {
  return db
    .all<BatchRow>(
      'SELECT id, round_id, kind, source_name, imported_on, counts FROM batches ORDER BY id DESC',
    )
    .map((row) => shownBatch(db, row));
}

function shownBatch(db: ReadDb, row: BatchRow): Batch {
  const counts = countsIn(row);
  const live = liveCommits(db, row.id);
  const files = db.all<{ status: string; tally: string; rows: number | null }>(
    `SELECT status, tally, json_extract(counts, '$.rows') AS rows FROM staged_files WHERE batch_id = ?`,
    row.id,
  );
  const left = files.filter((f) => f.status === 'review').map((f) => leftOf(tallyIn(f.tally), live));
  const waits = files.some((f) => f.status === 'asks') || left.some((one) => !finished(one));
  const sum = (of: (one: CommittedFile) => number) => counts.committed.reduce((n, one) => n + of(one), 0);
  const months = db.pluck<Month>(
    'SELECT DISTINCT month FROM submissions WHERE batch_id = ? ORDER BY month',
    row.id,
  );
  return {
    ...{ id: row.id, kind: row.kind, name: row.source_name, on: row.imported_on, months },
    status: counts.undone != null ? 'undone' : row.kind === 'return' && waits ? 'review' : 'committed',
    counts: {
      files: counts.files,
      rows: files.reduce((n, file) => n + (file.rows ?? 0), 0),
      ...{ accepted: sum((f) => f.accepted), kept: sum((f) => f.kept), edited: sum((f) => f.edited) },
      open: left.reduce((n, one) => n + one.open + one.accept + one.keep + one.edit, 0),
    },
  };
}

export function batchOf(db: ReadDb, batch: number): Batch {
  return shownBatch(db, batchRow(db, batch));
}

/**
 * Tables of which no comparison depends; a step that wrote only these leaves a review as good as it was. (Days and
 * names of the round itself are no answer of any unit.)
 */
const beside = [
  ...[
    'steps',
    'batches',
    'submissions',
    'files',
    'mappings',
    'reminders',
    'due_days',
    'handovers',
    'releases',
  ],
  ...[
    'matters',
    'matter_issues',
    'clues',
    'stated_amounts',
    'round_departures',
    'stages',
    'persons',
    'settings',
  ],
  'receipt_parts',
];

/** Did the ledger move since a revision, in anything that a comparison with returns rests on? */
export function movedSince(db: ReadDb, revision: number, before = Number.MAX_SAFE_INTEGER): boolean {
  return (
    db.get(
      `SELECT 1 FROM ${LOG_OF_STEP} WHERE c.step > ? AND c.step < ?
        AND c.tbl NOT IN (${beside.map((table) => `'${table}'`).join(', ')}) LIMIT 1`,
      revision,
      before,
    ) !== undefined
  );
}

/** Files of a batch that still hold something to be decided or committed. */
export function openFiles(db: ReadDb, batch: number): FileRow[] {
  const live = liveCommits(db, batch);
  return fileRows(db, batch).filter(
    (row) => row.status === 'review' && !finished(leftOf(tallyIn(row.tally), live)),
  );
}

/** Files of a batch that were compared, as its receipt lists them before anything is taken over. */
export function receivedFiles(db: ReadDb, batch: number, today: Day): CommittedFile[] {
  const names = unitNames(db, today);
  return fileRows(db, batch).flatMap((row) => {
    if (row.status !== 'review' || row.unit_id === null || row.month === null || row.counts === null)
      return [];
    const counts = JSON.parse(row.counts) as FileCounts;
    return [
      {
        ...{
          file: row.id,
          name: row.name,
          sha256: row.sha256,
          unit: names.get(row.unit_id) ?? '',
          month: row.month,
        },
        ...{ rows: counts.rows, counts, accepted: 0, kept: 0, edited: 0, open: tallyIn(row.tally).open },
      },
    ];
  });
}

export interface Review {
  readonly batch: Batch;
  readonly files: StagedFile[];
  readonly revision: number;
  readonly stale: boolean;
}

/** The review of a batch. Refuses `batch_missing`. */
export function reviewOf(db: ReadDb, batch: number, revision: number, today: Day): Review {
  const row = batchRow(db, batch);
  const live = liveCommits(db, batch);
  const units = unitNames(db, today);
  const { committed } = countsIn(row);
  const oldest = Math.min(...openFiles(db, batch).map((file) => file.compared_at));
  return {
    batch: shownBatch(db, row),
    files: fileRows(db, batch).map((file) => shownFile(file, units, live, committed)),
    revision,
    stale: Number.isFinite(oldest) && movedSince(db, oldest),
  };
}

/** How a file was recognised; null when it was refused before that. */
export function mappingOf(db: ReadDb, file: number, today: Day) {
  const { recognised } = fileRow(db, file);
  return {
    file: stagedFile(db, file, today),
    recognised: recognised === null ? null : (JSON.parse(recognised) as Recognised),
  };
}

/** What a file of a review is judged again with: the kept original and all that the clerk said of it. */
export interface ToJudge {
  readonly file: number;
  readonly batch: number;
  readonly name: string;
  readonly sha256: string;
  readonly chosen: Chosen;
  /** By row: the measure the clerk named, null for a row that is left out. */
  readonly matches: Readonly<Record<number, number | null>>;
}

/** Refuses `file_not_in_review`. */
export function toJudge(db: ReadDb, file: number): ToJudge {
  const row = fileRow(db, file);
  const matches = db.all<{ row: number; measure_id: number | null }>(
    'SELECT row, measure_id FROM staged_matches WHERE file_id = ?',
    file,
  );
  return {
    ...{ file, batch: row.batch_id, name: row.name, sha256: row.sha256 },
    chosen: JSON.parse(row.chosen) as Chosen,
    matches: Object.fromEntries(matches.map((match) => [match.row, match.measure_id])),
  };
}

/** Files of a batch that are to be compared again: those not finished, put aside or refused. */
export function filesToCompare(db: ReadDb, batch: number): number[] {
  batchRow(db, batch);
  return openFiles(db, batch).map((file) => file.id);
}
