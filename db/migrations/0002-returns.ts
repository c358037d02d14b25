/**
 * Version 2: returns. Forms as sent, what both sides last knew, where each outcome came from, requests for extension,
 * due days of months; and the review's own tables, which are not logged: they hold only what was not yet decided.
 */
import type { Migration } from './types.ts';
import { migration0001 } from './0001-ledger.ts';

const MONTH = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'`;
const DAY = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'`;
const DAY_OR_NULL = (column: string) => `(${column} IS NULL OR ${DAY(column)})`;

/** A unit that is late may give its reason without any progress: such a record has no text. */
const progress: readonly string[] = [
  `DROP TRIGGER progress_never_overwritten`,
  `CREATE TABLE progress_2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    text TEXT NOT NULL,
    unit_id INTEGER REFERENCES units (id),
    source TEXT NOT NULL CHECK (source IN ('typed', 'notice', 'return', 'ledger', 'sample')),
    delay_reason TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    remark TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES batches (id),
    recorded_at TEXT NOT NULL,
    CHECK (text <> '' OR delay_reason <> '' OR next_step <> '' OR remark <> '')
  ) STRICT`,
  `INSERT INTO progress_2 (id, measure_id, month, text, unit_id, source, delay_reason, next_step, batch_id, recorded_at)
    SELECT id, measure_id, month, text, unit_id, source, delay_reason, next_step, batch_id, recorded_at FROM progress`,
  `DROP TABLE progress`,
  `ALTER TABLE progress_2 RENAME TO progress`,
  `CREATE INDEX progress_measure ON progress (measure_id, month)`,
  `CREATE TRIGGER progress_never_overwritten BEFORE UPDATE ON progress
   BEGIN SELECT RAISE(ABORT, 'progress is never overwritten'); END`,
];

const outcomes: readonly string[] = ['regulations', 'sanctions', 'recoveries'].flatMap((table) => [
  `ALTER TABLE ${table} ADD COLUMN measure_id INTEGER REFERENCES measures (id)`,
  `ALTER TABLE ${table} ADD COLUMN unit_id INTEGER REFERENCES units (id)`,
  `ALTER TABLE ${table} ADD COLUMN batch_id INTEGER REFERENCES batches (id)`,
  `CREATE INDEX ${table}_measure ON ${table} (measure_id)`,
  // A row that goes asks who refers to it.
  `CREATE INDEX ${table}_duplicate ON ${table} (duplicate_of) WHERE duplicate_of IS NOT NULL`,
]);

const tables: readonly string[] = [
  `ALTER TABLE evidence ADD COLUMN unit_id INTEGER REFERENCES units (id)`,
  `ALTER TABLE evidence ADD COLUMN batch_id INTEGER REFERENCES batches (id)`,

  // Nothing was ever sent by version 1. One row a measure: the cells of a form are always read together.
  `DROP TABLE form_cells`,
  `ALTER TABLE forms ADD COLUMN file_name TEXT NOT NULL DEFAULT ''`,
  `CREATE INDEX forms_unit ON forms (unit_id, month)`,
  `CREATE TABLE form_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL REFERENCES forms (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    UNIQUE (form_id, measure_id)
  ) STRICT`,
  `CREATE INDEX form_rows_measure ON form_rows (measure_id)`,
  `CREATE TABLE decided_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    UNIQUE (unit_id, month, measure_id)
  ) STRICT`,
  `CREATE INDEX decided_rows_measure ON decided_rows (measure_id)`,

  `ALTER TABLE submissions ADD COLUMN file_name TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE submissions ADD COLUMN rows INTEGER NOT NULL DEFAULT 0`,
  // Expected measures of which the file says nothing.
  `ALTER TABLE submissions ADD COLUMN absent TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(absent))`,
  `CREATE INDEX submissions_unit ON submissions (unit_id, month)`,
  `CREATE INDEX submissions_batch ON submissions (batch_id)`,
  `CREATE INDEX submissions_file ON submissions (file_id)`,
  `CREATE UNIQUE INDEX reminders_number ON reminders (round_id, number) WHERE number <> ''`,
  `CREATE UNIQUE INDEX mappings_layout ON mappings (coalesce(unit_id, 0), fingerprint)`,

  `CREATE TABLE extension_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    new_on TEXT CHECK (${DAY_OR_NULL('new_on')}),
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'refused')),
    extension_id INTEGER REFERENCES extensions (id),
    batch_id INTEGER REFERENCES batches (id),
    recorded_at TEXT NOT NULL,
    UNIQUE (measure_id, unit_id, month)
  ) STRICT`,
  `CREATE TABLE due_days (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    due_on TEXT NOT NULL CHECK (${DAY('due_on')}),
    UNIQUE (round_id, month)
  ) STRICT`,
  // By which a returned workbook is known to be this ledger's.
  `INSERT INTO settings (name, value) VALUES ('ledgerId', '"' || lower(hex(randomblob(8))) || '"')`,
];

/** What was decided in a batch, file by file, as its receipt prints it: the review's own rows do not last. */
const receipts: readonly string[] = [
  `CREATE TABLE receipt_parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batches (id),
    file INTEGER NOT NULL,
    decisions TEXT NOT NULL CHECK (json_valid(decisions))
  ) STRICT`,
  `CREATE INDEX receipt_parts_batch ON receipt_parts (batch_id)`,
];

/**
 * The review: read, compared, not yet decided. Not logged, and no reference to logged rows that undo may take away.
 * A batch_id below 0 is a take-in that is still being read.
 */
const staging: readonly string[] = [
  `CREATE TABLE staged_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('asks', 'review', 'refused', 'aside')),
    refused TEXT CHECK (refused IS NULL OR json_valid(refused)),
    chosen TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(chosen)),
    recognised TEXT CHECK (recognised IS NULL OR json_valid(recognised)),
    unit_id INTEGER,
    month TEXT,
    counts TEXT CHECK (counts IS NULL OR json_valid(counts)),
    problems TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problems)),
    absent TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(absent)),
    compared_at INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0,
    decided_version INTEGER NOT NULL DEFAULT 0,
    tally TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tally))
  ) STRICT`,
  `CREATE INDEX staged_files_batch ON staged_files (batch_id, position)`,
  `CREATE INDEX staged_files_sha ON staged_files (sha256)`,
  // Rows of the newest version of a file count; another one is being written or taken away.
  `CREATE TABLE staged_parts (
    file_id INTEGER NOT NULL REFERENCES staged_files (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    digest TEXT NOT NULL,
    rows TEXT NOT NULL,
    PRIMARY KEY (file_id, version, part)
  ) STRICT`,
  `CREATE TABLE staged_proposals (
    file_id INTEGER NOT NULL REFERENCES staged_files (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    row INTEGER NOT NULL,
    measure_id INTEGER NOT NULL,
    known INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    PRIMARY KEY (file_id, version, row)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX staged_proposals_measure ON staged_proposals (measure_id)`,
  // Decisions of 256 neighbouring rows each: deciding a whole file writes some rows and not some ten thousand.
  `CREATE TABLE staged_decisions (
    file_id INTEGER NOT NULL REFERENCES staged_files (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    cells TEXT NOT NULL CHECK (json_valid(cells)),
    PRIMARY KEY (file_id, block)
  ) STRICT`,
  `CREATE TABLE staged_matches (
    file_id INTEGER NOT NULL REFERENCES staged_files (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    measure_id INTEGER,
    PRIMARY KEY (file_id, row)
  ) STRICT, WITHOUT ROWID`,
];

export const migration0002: Migration = {
  version: 2,
  up: [...progress, ...outcomes, ...tables, ...receipts, ...staging],
  logged: [
    ...migration0001.logged.filter((table) => table !== 'form_cells'),
    ...['form_rows', 'decided_rows', 'extension_requests', 'due_days', 'receipt_parts'],
  ],
};
