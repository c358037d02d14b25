/**
 * Version 4: papers. Edited paragraphs of a month's summary, releases with what they were made of, the office's own
 * words on papers, when a matter was settled, reminders about measures that are late, and blanks of the superior office.
 */
import type { Migration } from './types.ts';
import { migration0003 } from './0003-closing.ts';

const MONTH = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'`;
const DAY_OR_NULL = (column: string) =>
  `(${column} IS NULL OR ${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;

const summary: readonly string[] = [
  // Runs: [{ "text": "25", "name": "closed" }, …]; a part that was not edited has no row.
  `CREATE TABLE narratives (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    part TEXT NOT NULL CHECK (part <> ''),
    runs TEXT NOT NULL CHECK (json_valid(runs)),
    UNIQUE (round_id, month, part)
  ) STRICT`,
  `ALTER TABLE releases ADD COLUMN reason TEXT NOT NULL DEFAULT ''`,
  // The whole of it as JSON: the summary, its narrative, its document, and copies of the rows behind every figure.
  `ALTER TABLE releases ADD COLUMN content_file INTEGER REFERENCES files (id)`,
  `ALTER TABLE releases ADD COLUMN as_of TEXT CHECK (${DAY_OR_NULL('as_of')})`,
  `ALTER TABLE matters ADD COLUMN settled_on TEXT CHECK (${DAY_OR_NULL('settled_on')})`,
];

const papers: readonly string[] = [
  `CREATE TABLE paper_settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL UNIQUE REFERENCES rounds (id),
    settings TEXT NOT NULL CHECK (json_valid(settings))
  ) STRICT`,
  // What a reminder is about: a return that did not come, or measures that are late.
  `ALTER TABLE reminders ADD COLUMN subject TEXT NOT NULL DEFAULT 'return' CHECK (subject IN ('return', 'deadline'))`,
  `ALTER TABLE reminders ADD COLUMN demand TEXT NOT NULL DEFAULT ''`,
  `CREATE TABLE reminder_measures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reminder_id INTEGER NOT NULL REFERENCES reminders (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    UNIQUE (reminder_id, measure_id)
  ) STRICT`,
  `CREATE INDEX reminder_measures_measure ON reminder_measures (measure_id)`,
  `CREATE TABLE blanks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    name TEXT NOT NULL CHECK (name <> ''),
    file_id INTEGER NOT NULL REFERENCES files (id),
    file_name TEXT NOT NULL,
    layout TEXT NOT NULL CHECK (json_valid(layout))
  ) STRICT`,
];

export const migration0004: Migration = {
  version: 4,
  up: [...summary, ...papers],
  logged: [...migration0003.logged, 'narratives', 'paper_settings', 'reminder_measures', 'blanks'],
};
