/** Shapes of returns (报送): what is sent, taken in, reviewed, received; the calls stand in returns.ts and rollCall.ts. */
import { z } from 'zod';
import { answerFields, columnFields } from '../returns/fields.ts';
import { cellClasses, choices, fileStatuses, hints, rowClasses, rowProblems } from '../returns/types.ts';
import { count, day, id, month, named } from './words.ts';

export const answerField = z.enum(answerFields);
export const columnField = z.enum(columnFields);
export const cellClass = z.enum(cellClasses);
export const job = z.strictObject({ job: z.string() });
/** Null when the clerk cancelled the dialog. */
export const jobOrNull = z.strictObject({ job: z.string().nullable() });
export const failure = z.strictObject({
  code: z.string(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

/* ---- send out ---- */

export const formPlan = z.strictObject({
  month,
  dueOn: day,
  units: z.array(
    z.strictObject({
      unit: named,
      issues: count,
      responsible: count,
      assisting: count,
      /** Forms of this month sent before, newest first. */
      sent: z.array(z.strictObject({ form: id, on: day })),
    }),
  ),
  /** Measures of issues not closed that no unit answers for: nobody would report them. */
  withoutUnit: count,
});

/* ---- take in ---- */

export const fileCounts = z.strictObject({
  rows: count,
  classes: z.record(cellClass, count),
  rowClasses: z.record(z.enum(rowClasses), count),
  problems: count,
  completions: count,
  hints: count,
});

export const recognisedColumn = z.strictObject({
  column: count,
  heading: z.string(),
  field: columnField.nullable(),
  month: month.nullable(),
  wan: z.boolean(),
  how: z.enum(['own', 'remembered', 'exact', 'synonym', 'similar', 'chosen']).nullable(),
  score: z.number(),
  filled: count,
  of: count,
});
export const how = z.enum(['ids', 'text', 'name', 'remembered', 'chosen']).nullable();

export const recognised = z.strictObject({
  kind: z.enum(['own', 'foreign', 'ledger']),
  sheet: z.string(),
  sheets: z.array(
    z.strictObject({ name: z.string(), rows: count, hidden: z.boolean(), looksLikeReturn: z.boolean() }),
  ),
  head: z.tuple([count, count]),
  columns: z.array(recognisedColumn),
  unit: z.strictObject({ id: id.nullable(), how, found: z.string() }),
  month: z.strictObject({ month: month.nullable(), how, found: z.string() }),
  form: id.nullable(),
  asks: z.array(z.enum(['sheet', 'columns', 'unit', 'month'])),
  fingerprint: z.string(),
  notes: z.array(
    z.strictObject({ code: z.string(), sheet: z.string().optional(), cell: z.string().optional() }),
  ),
});

/** The clerk's answers about a file; what is left out stays as guessed. */
export const chosen = z
  .strictObject({
    sheet: z.string().max(200),
    head: z.tuple([count, count]),
    /** By column from 0, as decimal text. */
    columns: z.record(z.string().regex(/^\d{1,5}$/), columnField.nullable()),
    unit: id,
    month,
  })
  .partial();

export const listedProblem = z.strictObject({
  sheet: z.string(),
  cell: z.string(),
  code: z.string(),
  found: z.string(),
  expected: z.string(),
});

/** A file as the list of a batch shows it. */
export const stagedFile = z.strictObject({
  id,
  name: z.string(),
  sha256: z.string(),
  bytes: count,
  status: z.enum(fileStatuses),
  refused: failure.nullable(),
  unit: named.nullable(),
  month: month.nullable(),
  kind: z.enum(['own', 'foreign', 'ledger']).nullable(),
  /** What must be answered before it can be compared. */
  asks: z.array(z.enum(['sheet', 'columns', 'unit', 'month'])),
  /** Headings of columns that are not mapped. */
  unmapped: z.array(z.string()),
  otherSheets: z.array(z.string()),
  /** What the reader noticed of the file, in words. */
  notes: z.array(z.string()),
  counts: fileCounts.nullable(),
  /** Cells by what was decided; `open` wait. Only cells that can be decided are counted (not blank, not unchanged). */
  decided: z.strictObject({ accept: count, keep: count, edit: count, open: count, committed: count }),
});

/** What `import-returns --json` lists, and what a job of taking in came to. */
export const judgedFile = z.strictObject({
  file: z.string(),
  sha256: z.string(),
  unit: z.string().nullable(),
  month: month.nullable(),
  kind: z.enum(['own', 'foreign', 'ledger']).nullable(),
  rows: count,
  classes: z.record(cellClass, count),
  rowClasses: z.record(z.enum(rowClasses), count),
  problems: z.array(listedProblem),
  refused: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
});

/* ---- review ---- */

export const problem = z.strictObject({ code: z.string(), proposed: z.string().nullable() });

export const reviewCell = z.strictObject({
  field: answerField,
  at: z.string(),
  text: z.string(),
  value: z.string().nullable(),
  problem: problem.nullable(),
  sent: z.string().nullable(),
  ledger: z.string(),
  class: cellClass,
  choice: z.enum(choices),
  /** The clerk's own value, for `edit`. */
  edited: z.string().nullable(),
  committed: z.boolean(),
  /** Why it can't be taken over now (e.g. `issue_in_chain`); null when it can. */
  held: z.string().nullable(),
});

export const reviewRow = z.strictObject({
  file: id,
  row: z.int().positive(),
  measure: z
    .strictObject({
      id,
      number: z.string(),
      title: z.string(),
      issueTitle: z.string(),
      role: z.enum(['responsible', 'assisting']),
    })
    .nullable(),
  how: z.enum(['id', 'number', 'text', 'chosen']).nullable(),
  score: z.number(),
  candidates: z.array(z.strictObject({ id, number: z.string(), title: z.string() })),
  class: z.enum(['matched', 'new', 'ambiguous']),
  problem: z.enum(rowProblems).nullable(),
  label: z.string(),
  completion: z.boolean(),
  hints: z.array(z.enum(hints)),
  cells: z.array(reviewCell),
  tampered: z.array(
    z.strictObject({ field: columnField, at: z.string(), text: z.string(), sent: z.string() }),
  ),
});

export const rowKey = z.strictObject({ file: id, row: z.int().positive() });

/** Which rows the review lists. Kinds add up within a list; lists narrow one another. */
export const reviewFilter = z
  .strictObject({
    files: z.array(id),
    classes: z.array(cellClass),
    rowClasses: z.array(z.enum(['matched', 'new', 'ambiguous'])),
    hints: z.array(z.enum(hints)),
    fields: z.array(answerField),
    /** Only rows without problem, hint or proposed completion. */
    clean: z.literal(true),
    /** Only rows that propose completion. */
    completion: z.literal(true),
    /** Only rows with a cell (or a match) not yet decided; or with one decided. */
    decided: z.enum(['open', 'decided']),
    /** Rows in which nothing differs are left out unless asked for. */
    all: z.literal(true),
  })
  .partial();

export const decision = z.strictObject({
  file: id,
  row: z.int().positive(),
  field: answerField,
  choice: z.enum(choices),
  value: z.string().max(32_767).nullable(),
});

export const batchCounts = z.strictObject({
  files: count,
  rows: count,
  /** Cells taken over, kept as the ledger has them, taken over as edited, still open. */
  accepted: count,
  kept: count,
  edited: count,
  open: count,
});

export const batch = z.strictObject({
  id,
  kind: z.enum(['notice', 'return', 'ledger', 'sample']),
  name: z.string(),
  on: day,
  months: z.array(month),
  /** `review`: something is open. `undone`: by Ctrl+Z or as a batch. */
  status: z.enum(['review', 'committed', 'undone']),
  counts: batchCounts,
});

export const receipt = z.strictObject({
  batch: id,
  on: day,
  operator: z.string(),
  organisation: z.string(),
  /** SHA-256 over all that the receipt says, hex. */
  hash: z.string(),
  counts: batchCounts,
  files: z.array(
    z.strictObject({
      name: z.string(),
      sha256: z.string(),
      unit: z.string(),
      month,
      rows: count,
      counts: fileCounts,
      accepted: count,
      kept: count,
      edited: count,
      open: count,
    }),
  ),
  decisions: z.array(
    z.strictObject({
      file: z.string(),
      at: z.string(),
      measure: z.string(),
      field: answerField,
      choice: z.enum(['accept', 'keep', 'edit']),
      before: z.string(),
      after: z.string(),
    }),
  ),
  /** Values not restored when the batch was undone, since they were edited later; empty otherwise. */
  keptOnUndo: z.array(
    z.strictObject({
      table: z.string(),
      row: id,
      /** Measure (number and title) or issue that it belongs to; '' for all else. */
      about: z.string(),
      /** '' for the row as such. */
      field: z.string(),
      now: z.string(),
    }),
  ),
  undoneOn: day.nullable(),
});

/* ---- roll-call ---- */

export const reminderKind = z.enum(['notice', 'reminder', 'warning']);

export const rollCall = z.strictObject({
  month,
  cutoffOn: day,
  dueOn: day,
  /** The clerk set this month's due day himself. */
  dueSet: z.boolean(),
  rows: z.array(
    z.strictObject({
      unit: named,
      responsible: count,
      assisting: count,
      sentOn: day.nullable(),
      /** `waiting`: nothing came and the due day is not over. `not_sent`: nothing came and it is. */
      status: z.enum(['received', 'late', 'waiting', 'not_sent']),
      /** Received, but some expected measures are not reported on. */
      missing: count,
      /** Sent again after the first time. */
      corrected: count,
      daysLate: count,
      submissions: z.array(
        z.strictObject({ id, on: day, file: z.string(), batch: id.nullable(), late: z.boolean() }),
      ),
      reminders: z.array(z.strictObject({ id, kind: reminderKind, number: z.string(), on: day })),
    }),
  ),
  counts: z.strictObject({
    units: count,
    received: count,
    late: count,
    incomplete: count,
    corrected: count,
    waiting: count,
    notSent: count,
  }),
});

export const extensionRequest = z.strictObject({
  id,
  measure: z.strictObject({ id, number: z.string(), title: z.string() }),
  unit: named,
  month,
  newOn: day.nullable(),
  reason: z.string(),
  state: z.enum(['pending', 'accepted', 'refused']),
});

/* ---- a whole ledger as first content ---- */

export const ledgerPreview = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  recognised,
  counted: z.strictObject({
    aspects: count,
    headings: count,
    issues: count,
    measures: count,
    closed: count,
    done: count,
    progress: count,
    regulations: count,
    sanctions: count,
    recoveries: count,
  }),
  tree: z.array(
    z.strictObject({
      kind: z.enum(['heading', 'issue', 'measure']),
      depth: count,
      number: z.string(),
      title: z.string(),
      state: z.string(),
    }),
  ),
  problems: z.array(listedProblem),
  importedBefore: z.strictObject({ batch: id, on: day }).nullable(),
});

/* ---- what a job came to ---- */

export const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sent'), files: count, place: z.string() }),
  z.strictObject({ kind: z.literal('taken'), batch: id.nullable(), files: z.array(judgedFile) }),
  z.strictObject({ kind: z.literal('compared'), batch: id, changed: count }),
  z.strictObject({ kind: z.literal('committed'), batch: id, revision: z.int(), cells: count }),
  z.strictObject({ kind: z.literal('undone'), batch: id, revision: z.int(), kept: count }),
  z.strictObject({ kind: z.literal('answered'), files: count, place: z.string() }),
  z.strictObject({ kind: z.literal('ledger_read') }),
  z.strictObject({
    kind: z.literal('ledger_imported'),
    batch: id,
    revision: z.int(),
    issues: count,
    measures: count,
  }),
]);
