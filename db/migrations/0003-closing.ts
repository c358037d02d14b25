/**
 * Version 3: the month's work on an issue. Names and holders of a round's closing steps, grounds of reopening, periods
 * of stages, holidays the clerk keeps, dated names of persons, notes and places of outcomes, what was decided about
 * likely duplicates, and contradictions that were waved through.
 */
import type { Migration } from './types.ts';
import { migration0002 } from './0002-returns.ts';

const DAY = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'`;
const DAY_OR_NULL = (column: string) => `(${column} IS NULL OR ${DAY(column)})`;

const closing: readonly string[] = [
  // { "reviewed": { "name": "初审", "holder": "整改办" } }: what differs from the usual words.
  `ALTER TABLE rounds ADD COLUMN step_words TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(step_words))`,
  `ALTER TABLE closing_cycles ADD COLUMN step_words TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(step_words))`,
  `ALTER TABLE closing_events ADD COLUMN ground TEXT NOT NULL DEFAULT '' CHECK (ground IN ('', 'recheck', 'other'))`,
];

const days: readonly string[] = [
  // In words, counted from the feedback day ('1个月', '15个工作日'); '' for a day that was typed or counted otherwise.
  `ALTER TABLE stages ADD COLUMN period TEXT NOT NULL DEFAULT ''`,
  `CREATE TABLE calendar_days (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL UNIQUE CHECK (${DAY('day')}),
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name TEXT NOT NULL DEFAULT ''
  ) STRICT`,
];

const people: readonly string[] = [
  `CREATE TABLE person_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL CHECK (name <> ''),
    from_on TEXT NOT NULL CHECK (${DAY('from_on')}),
    UNIQUE (person_id, from_on)
  ) STRICT`,
  `ALTER TABLE persons ADD COLUMN left_on TEXT CHECK (${DAY_OR_NULL('left_on')})`,
  `ALTER TABLE handovers ADD COLUMN note TEXT NOT NULL DEFAULT ''`,
];

const outcomes: readonly string[] = [
  ...['regulations', 'sanctions', 'recoveries'].map(
    (table) => `ALTER TABLE ${table} ADD COLUMN note TEXT NOT NULL DEFAULT ''`,
  ),
  `ALTER TABLE clues ADD COLUMN issue_id INTEGER REFERENCES issues (id)`,
  `ALTER TABLE clues ADD COLUMN measure_id INTEGER REFERENCES measures (id)`,
  `ALTER TABLE clues ADD COLUMN unit_id INTEGER REFERENCES units (id)`,
  `ALTER TABLE clues ADD COLUMN batch_id INTEGER REFERENCES batches (id)`,
  `ALTER TABLE clues ADD COLUMN note TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE clues ADD COLUMN duplicate_of INTEGER REFERENCES clues (id)`,
  `CREATE INDEX clues_measure ON clues (measure_id)`,
  `CREATE INDEX clues_duplicate ON clues (duplicate_of) WHERE duplicate_of IS NOT NULL`,
  // Two outcomes that look alike and are two: not asked again. The same one twice stands as duplicate_of.
  `CREATE TABLE outcome_pairs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    family TEXT NOT NULL CHECK (family IN ('regulation', 'sanction', 'recovery', 'clue')),
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    CHECK (first_id < second_id),
    UNIQUE (family, first_id, second_id)
  ) STRICT`,
];

const checks: readonly string[] = [
  `CREATE TABLE check_waivers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    waived_on TEXT NOT NULL CHECK (${DAY('waived_on')})
  ) STRICT`,
];

const evidence: readonly string[] = [
  `CREATE INDEX evidence_file ON evidence (file_id) WHERE file_id IS NOT NULL`,
];

export const migration0003: Migration = {
  version: 3,
  up: [...closing, ...days, ...people, ...outcomes, ...checks, ...evidence],
  logged: [...migration0002.logged, ...['calendar_days', 'person_names', 'outcome_pairs', 'check_waivers']],
};
