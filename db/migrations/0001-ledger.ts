/**
 * Version 1: the whole ledger. Months are 'YYYY-MM', days 'YYYY-MM-DD', money integer fen, times UTC ISO.
 * A migration imports no living code: every list of words below is frozen as it was at this version.
 */
import type { Migration } from './types.ts';

const MONTH = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'`;
const DAY = (column: string) => `${column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'`;
const DAY_OR_NULL = (column: string) => `(${column} IS NULL OR ${DAY(column)})`;

const tables: readonly string[] = [
  `CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE handovers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    effective_on TEXT NOT NULL CHECK (${DAY('effective_on')}),
    from_operator TEXT NOT NULL,
    to_operator TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE units (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('department', 'subsidiary')),
    merged_into INTEGER REFERENCES units (id),
    merged_on TEXT CHECK (${DAY_OR_NULL('merged_on')}),
    CHECK ((merged_into IS NULL) = (merged_on IS NULL)),
    CHECK (merged_into IS NOT id)
  ) STRICT`,
  `CREATE TABLE unit_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES units (id),
    name TEXT NOT NULL CHECK (name <> ''),
    from_on TEXT NOT NULL CHECK (${DAY('from_on')}),
    UNIQUE (unit_id, from_on)
  ) STRICT`,
  `CREATE INDEX unit_names_name ON unit_names (name)`,

  `CREATE TABLE persons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL DEFAULT '',
    leader INTEGER NOT NULL DEFAULT 0 CHECK (leader IN (0, 1)),
    unit_id INTEGER REFERENCES units (id)
  ) STRICT`,
  `CREATE INDEX persons_name ON persons (name)`,

  `CREATE TABLE rounds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    organisation TEXT NOT NULL DEFAULT '',
    inspected_by TEXT NOT NULL DEFAULT '',
    feedback_on TEXT CHECK (${DAY_OR_NULL('feedback_on')}),
    months INTEGER NOT NULL DEFAULT 6 CHECK (months BETWEEN 1 AND 36),
    current INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1)),
    closing_steps TEXT NOT NULL DEFAULT '["applied","reviewed","verified","closed"]' CHECK (json_valid(closing_steps)),
    stated_source TEXT NOT NULL DEFAULT 'unknown' CHECK (stated_source IN ('notice', 'typed', 'none', 'unknown')),
    stated_aspects INTEGER CHECK (stated_aspects >= 0),
    stated_issues INTEGER CHECK (stated_issues >= 0),
    stated_measures INTEGER CHECK (stated_measures >= 0),
    stated_closed INTEGER CHECK (stated_closed >= 0),
    stated_open INTEGER CHECK (stated_open >= 0),
    stated_clues_received INTEGER CHECK (stated_clues_received >= 0),
    stated_clues_concluded INTEGER CHECK (stated_clues_concluded >= 0),
    stated_regulations_new INTEGER CHECK (stated_regulations_new >= 0),
    stated_regulations_revised INTEGER CHECK (stated_regulations_revised >= 0)
  ) STRICT`,
  `CREATE UNIQUE INDEX rounds_one_current ON rounds (current) WHERE current = 1`,
  `CREATE TABLE stated_amounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    family TEXT NOT NULL CHECK (family IN ('sanction', 'recovery')),
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    UNIQUE (round_id, family, kind)
  ) STRICT`,
  `CREATE TABLE round_departures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    left_on TEXT NOT NULL CHECK (${DAY('left_on')}),
    counted TEXT NOT NULL CHECK (json_valid(counted)),
    stated TEXT NOT NULL CHECK (json_valid(stated))
  ) STRICT`,
  `CREATE TABLE stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('feedback_meeting', 'feedback', 'plan', 'democratic_meeting', 'concentrated',
      'report', 'leader_report', 'publication', 'follow_up', 'follow_up_report', 'recheck')),
    title TEXT NOT NULL,
    due_on TEXT CHECK (${DAY_OR_NULL('due_on')}),
    done_on TEXT CHECK (${DAY_OR_NULL('done_on')}),
    paper TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
  ) STRICT`,
  `CREATE INDEX stages_round ON stages (round_id, position)`,

  `CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'return', 'ledger', 'sample')),
    source_name TEXT NOT NULL,
    source_sha256 TEXT NOT NULL CHECK (length(source_sha256) = 64),
    imported_on TEXT NOT NULL CHECK (${DAY('imported_on')}),
    counts TEXT NOT NULL CHECK (json_valid(counts))
  ) STRICT`,
  `CREATE INDEX batches_source ON batches (source_sha256)`,

  `CREATE TABLE headings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    parent_id INTEGER REFERENCES headings (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    batch_id INTEGER REFERENCES batches (id),
    CHECK (parent_id IS NOT id)
  ) STRICT`,
  `CREATE INDEX headings_parent ON headings (round_id, parent_id, position)`,

  `CREATE TABLE issues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    heading_id INTEGER REFERENCES headings (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    lead_id INTEGER REFERENCES persons (id),
    unit_id INTEGER REFERENCES units (id),
    adopted_on TEXT NOT NULL CHECK (${DAY('adopted_on')}),
    withdrawn_on TEXT CHECK (${DAY_OR_NULL('withdrawn_on')}),
    batch_id INTEGER REFERENCES batches (id)
  ) STRICT`,
  `CREATE INDEX issues_heading ON issues (round_id, heading_id, position)`,
  `CREATE INDEX issues_lead ON issues (lead_id)`,
  `CREATE INDEX issues_unit ON issues (unit_id)`,

  `CREATE TABLE measures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issues (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    demand TEXT NOT NULL DEFAULT 'dated' CHECK (demand IN ('immediate', 'dated', 'ongoing')),
    state TEXT NOT NULL DEFAULT 'not_started' CHECK (state IN ('not_started', 'in_progress', 'mostly_done', 'done')),
    done_on TEXT CHECK (${DAY_OR_NULL('done_on')}),
    established_on TEXT CHECK (${DAY_OR_NULL('established_on')}),
    lead_id INTEGER REFERENCES persons (id),
    unit_id INTEGER REFERENCES units (id),
    assignee TEXT NOT NULL DEFAULT '',
    deadline_raw TEXT NOT NULL DEFAULT '',
    deadline_on TEXT CHECK (${DAY_OR_NULL('deadline_on')}),
    deadline_immediate INTEGER NOT NULL DEFAULT 0 CHECK (deadline_immediate IN (0, 1)),
    deadline_ongoing INTEGER NOT NULL DEFAULT 0 CHECK (deadline_ongoing IN (0, 1)),
    deadline_inferred INTEGER NOT NULL DEFAULT 0 CHECK (deadline_inferred IN (0, 1)),
    no_evidence_reason TEXT NOT NULL DEFAULT '',
    adopted_on TEXT NOT NULL CHECK (${DAY('adopted_on')}),
    withdrawn_on TEXT CHECK (${DAY_OR_NULL('withdrawn_on')}),
    batch_id INTEGER REFERENCES batches (id),
    CHECK (done_on IS NULL OR state = 'done')
  ) STRICT`,
  `CREATE INDEX measures_issue ON measures (issue_id, position)`,
  `CREATE INDEX measures_lead ON measures (lead_id)`,
  `CREATE INDEX measures_unit ON measures (unit_id)`,

  `CREATE TABLE measure_units (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    UNIQUE (measure_id, unit_id)
  ) STRICT`,
  `CREATE INDEX measure_units_unit ON measure_units (unit_id)`,

  `CREATE TABLE measure_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    kind TEXT NOT NULL CHECK (kind IN ('state', 'established', 'unestablished', 'withdrawn', 'restored')),
    from_state TEXT,
    to_state TEXT,
    effective_on TEXT NOT NULL CHECK (${DAY('effective_on')}),
    reason TEXT NOT NULL DEFAULT '',
    recorded_at TEXT NOT NULL,
    CHECK ((kind = 'state') = (to_state IS NOT NULL))
  ) STRICT`,
  `CREATE INDEX measure_events_measure ON measure_events (measure_id, effective_on)`,

  `CREATE TABLE extensions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    approved_on TEXT NOT NULL CHECK (${DAY('approved_on')}),
    raw TEXT NOT NULL,
    new_on TEXT CHECK (${DAY_OR_NULL('new_on')}),
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL DEFAULT '',
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX extensions_measure ON extensions (measure_id, approved_on)`,

  `CREATE TABLE plan_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    kind TEXT NOT NULL CHECK (kind IN ('added', 'withdrawn', 'replaced', 'restored')),
    issue_id INTEGER REFERENCES issues (id),
    measure_id INTEGER REFERENCES measures (id),
    replaced_by INTEGER REFERENCES measures (id),
    reason TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    effective_on TEXT NOT NULL CHECK (${DAY('effective_on')}),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX plan_changes_issue ON plan_changes (issue_id)`,
  `CREATE INDEX plan_changes_measure ON plan_changes (measure_id)`,

  `CREATE TABLE progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    text TEXT NOT NULL CHECK (text <> ''),
    unit_id INTEGER REFERENCES units (id),
    source TEXT NOT NULL CHECK (source IN ('typed', 'notice', 'return', 'sample')),
    delay_reason TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES batches (id),
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX progress_measure ON progress (measure_id, month)`,
  `CREATE TRIGGER progress_never_overwritten BEFORE UPDATE ON progress
   BEGIN SELECT RAISE(ABORT, 'progress is never overwritten'); END`,

  `CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL CHECK (bytes >= 0)
  ) STRICT`,
  `CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    title TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT '',
    file_id INTEGER REFERENCES files (id),
    file_name TEXT,
    added_on TEXT NOT NULL CHECK (${DAY('added_on')}),
    CHECK ((file_id IS NULL) = (file_name IS NULL))
  ) STRICT`,
  `CREATE INDEX evidence_measure ON evidence (measure_id)`,

  `CREATE TABLE closing_cycles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issues (id),
    cycle INTEGER NOT NULL CHECK (cycle >= 1),
    steps TEXT NOT NULL CHECK (json_valid(steps)),
    UNIQUE (issue_id, cycle)
  ) STRICT`,
  `CREATE TABLE closing_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issues (id),
    cycle_id INTEGER NOT NULL REFERENCES closing_cycles (id),
    attempt INTEGER NOT NULL CHECK (attempt >= 1),
    step TEXT NOT NULL CHECK (step IN ('applied', 'reviewed', 'verified', 'closed', 'sent_back',
      'application_withdrawn', 'recheck_passed', 'reopened', 'imported_closed')),
    actor TEXT NOT NULL,
    effective_on TEXT NOT NULL CHECK (${DAY('effective_on')}),
    opinion TEXT NOT NULL DEFAULT '',
    recorded_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX closing_events_issue ON closing_events (issue_id, id)`,

  `CREATE TABLE regulations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    issue_id INTEGER REFERENCES issues (id),
    kind TEXT NOT NULL CHECK (kind IN ('new', 'revised', 'abolished')),
    title TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '',
    made_on TEXT CHECK (${DAY_OR_NULL('made_on')}),
    first_month TEXT CHECK (first_month IS NULL OR ${MONTH('first_month')}),
    duplicate_of INTEGER REFERENCES regulations (id)
  ) STRICT`,
  `CREATE TABLE sanctions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    issue_id INTEGER REFERENCES issues (id),
    kind TEXT NOT NULL CHECK (kind IN ('talk_reminder', 'education_reminder', 'criticism', 'admonishment',
      'party_discipline', 'administrative_discipline', 'organisational', 'judicial')),
    people INTEGER NOT NULL CHECK (people >= 0),
    names TEXT NOT NULL DEFAULT '',
    imposed_on TEXT CHECK (${DAY_OR_NULL('imposed_on')}),
    first_month TEXT CHECK (first_month IS NULL OR ${MONTH('first_month')}),
    duplicate_of INTEGER REFERENCES sanctions (id)
  ) STRICT`,
  `CREATE TABLE recoveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    issue_id INTEGER REFERENCES issues (id),
    kind TEXT NOT NULL,
    fen INTEGER NOT NULL CHECK (fen >= 0),
    recovered_on TEXT CHECK (${DAY_OR_NULL('recovered_on')}),
    first_month TEXT CHECK (first_month IS NULL OR ${MONTH('first_month')}),
    duplicate_of INTEGER REFERENCES recoveries (id)
  ) STRICT`,
  `CREATE TABLE clues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    title TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (${DAY('received_on')}),
    concluded_on TEXT CHECK (${DAY_OR_NULL('concluded_on')}),
    result TEXT NOT NULL DEFAULT ''
  ) STRICT`,
  `CREATE TABLE matters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    title TEXT NOT NULL,
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    meeting_on TEXT CHECK (${DAY_OR_NULL('meeting_on')}),
    decision TEXT NOT NULL DEFAULT '',
    follow_up TEXT NOT NULL DEFAULT ''
  ) STRICT`,
  `CREATE TABLE matter_issues (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    matter_id INTEGER NOT NULL REFERENCES matters (id),
    issue_id INTEGER NOT NULL REFERENCES issues (id),
    UNIQUE (matter_id, issue_id)
  ) STRICT`,

  `CREATE TABLE forms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    template_version INTEGER NOT NULL,
    sent_on TEXT NOT NULL CHECK (${DAY('sent_on')}),
    file_id INTEGER REFERENCES files (id)
  ) STRICT`,
  `CREATE TABLE form_cells (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL REFERENCES forms (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (form_id, measure_id, field)
  ) STRICT`,
  `CREATE TABLE submissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    form_id INTEGER REFERENCES forms (id),
    batch_id INTEGER REFERENCES batches (id),
    file_id INTEGER REFERENCES files (id),
    received_on TEXT NOT NULL CHECK (${DAY('received_on')})
  ) STRICT`,
  `CREATE TABLE reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'reminder', 'warning')),
    number TEXT NOT NULL DEFAULT '',
    sent_on TEXT NOT NULL CHECK (${DAY('sent_on')})
  ) STRICT`,
  `CREATE TABLE releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES rounds (id),
    month TEXT NOT NULL CHECK (${MONTH('month')}),
    edition INTEGER NOT NULL CHECK (edition >= 1),
    released_on TEXT NOT NULL CHECK (${DAY('released_on')}),
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    xlsx_file INTEGER REFERENCES files (id),
    docx_file INTEGER REFERENCES files (id),
    pdf_file INTEGER REFERENCES files (id),
    UNIQUE (round_id, month, edition)
  ) STRICT`,
  `CREATE TABLE mappings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER REFERENCES units (id),
    fingerprint TEXT NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns))
  ) STRICT`,
];

/** Steps and their changes: append only, chained by SHA-256 (db/changeLog.ts writes them by triggers). */
const log: readonly string[] = [
  `CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'migration')),
    target INTEGER REFERENCES steps (id),
    CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL))
  ) STRICT`,
  `CREATE INDEX steps_target ON steps (target) WHERE target IS NOT NULL`,
  `CREATE INDEX steps_doing ON steps (id) WHERE kind IN ('do', 'migration')`,
  `CREATE TABLE change_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    step INTEGER NOT NULL REFERENCES steps (id),
    tbl TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    field TEXT NOT NULL DEFAULT '',
    old ANY,
    new ANY,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX change_log_step ON change_log (step)`,
  `CREATE INDEX change_log_row ON change_log (tbl, row_id)`,
  ...['steps', 'change_log'].flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append only'); END`,
    ),
  ),
];

/** Derived, not logged: rebuilt from the tables above whenever they change (db/searchIndex.ts). */
const derived: readonly string[] = [
  `CREATE TABLE measure_index (
    measure_id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX measure_index_order ON measure_index (round_id, withdrawn, ord)`,
  `CREATE INDEX measure_index_issue ON measure_index (issue_id, ord)`,
];

export const migration0001: Migration = {
  version: 1,
  up: [...tables, ...log, ...derived],
  logged: [
    ...[
      'settings',
      'handovers',
      'units',
      'unit_names',
      'persons',
      'rounds',
      'stated_amounts',
      'round_departures',
    ],
    ...[
      'stages',
      'batches',
      'headings',
      'issues',
      'measures',
      'measure_units',
      'measure_events',
      'extensions',
    ],
    ...['plan_changes', 'progress', 'files', 'evidence', 'closing_cycles', 'closing_events', 'regulations'],
    ...['sanctions', 'recoveries', 'clues', 'matters', 'matter_issues', 'forms', 'form_cells', 'submissions'],
    ...['reminders', 'releases', 'mappings'],
  ],
};
