/** The ledger file itself, rounds with their stages, history, settings. */
import { z } from 'zod';
import { stepSetting } from './closing.ts';
import { nothing, read, shell, write, written } from './define.ts';
import { job } from './returnShapes.ts';
import { count, day, id, name, stageKind, statedTotals, text } from './words.ts';

/** A step of the history as the clerk sees it: what he did, in a code that the screen words. */
export const stepLabel = z.strictObject({
  id,
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const ledgerState = z.strictObject({
  /** Null when no ledger is open; then `problem` may say why the last one could not be opened. */
  open: z
    .strictObject({
      folder: z.string(),
      file: z.string(),
      readOnly: z.boolean(),
      revision: z.int(),
      undo: stepLabel.nullable(),
      redo: stepLabel.nullable(),
      /** Why Ctrl+Z has nothing to undo although steps exist, e.g. `migration`; null otherwise. */
      undoStop: z.string().nullable(),
      /** The folder lies on a removable drive: the window warns. */
      removable: z.boolean(),
    })
    .nullable(),
  problem: z
    .strictObject({ code: z.string(), detail: z.record(z.string(), z.unknown()).optional() })
    .nullable(),
  /** Folder offered for a new ledger. */
  suggestedFolder: z.string(),
  today: day,
  operator: z.string(),
  version: z.string(),
});

const countedTotals = z.strictObject({
  aspects: count,
  headings: count,
  subheadings: count,
  issues: count,
  measures: count,
  issuesClosed: count,
  measuresDone: count,
  measuresEstablished: count,
});

const stage = z.strictObject({
  id,
  kind: stageKind,
  title: z.string(),
  dueOn: day.nullable(),
  doneOn: day.nullable(),
  paper: z.string(),
  note: z.string(),
  /** In words, counted from the feedback day ('1个月', '15个工作日'); '' for a day that was typed. */
  period: z.string(),
});

export const round = z.strictObject({
  id,
  title: z.string(),
  organisation: z.string(),
  inspectedBy: z.string(),
  feedbackOn: day.nullable(),
  months: z.int().min(1).max(36),
  current: z.boolean(),
  /** `unknown`: nobody has said yet what the round's papers state; such a round can't be left. */
  statedSource: z.enum(['notice', 'typed', 'none', 'unknown']),
  stated: statedTotals,
  counted: countedTotals,
  stages: z.array(stage),
  /** The closing chain of this round's issues. */
  steps: z.array(stepSetting),
});

export const roundFields = z.strictObject({
  title: name,
  organisation: z.string().trim().max(200),
  inspectedBy: z.string().trim().max(200),
  feedbackOn: day.nullable(),
  months: z.int().min(1).max(36),
});

/** Settings of the ledger (domain.md): days and months that make 临期, 滞后 and 逾期 definite. */
export const settings = z.strictObject({
  /** Day of the month at which a month's figures are cut off; 31 = its last day. */
  cutoffDay: z.int().min(1).max(31),
  /** Day of the month until which returns are due: the first such day after the cut-off, moved to a working day. */
  dueDay: z.int().min(1).max(31),
  /** N: days before the deadline from which a measure is 临期. */
  nearDays: z.int().min(0).max(365),
  /** K: months without new progress after which a measure lags. */
  lagMonths: z.int().min(1).max(24),
  /** 立行立改: days after feedback. */
  immediateDays: z.int().min(1).max(365),
});

const logEntry = z.strictObject({
  seq: id,
  step: id,
  at: z.string(),
  operator: z.string(),
  action: z.string(),
  table: z.string(),
  row: z.int(),
  op: z.enum(['insert', 'update', 'delete']),
  field: z.string(),
  old: z.union([z.string(), z.number(), z.null()]),
  new: z.union([z.string(), z.number(), z.null()]),
});

const historyStep = z.strictObject({
  id,
  at: z.string(),
  operator: z.string(),
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
  kind: z.enum(['do', 'undo', 'redo', 'migration']),
  target: id.nullable(),
  undone: z.boolean(),
  rows: count,
});

export const ledgerCalls = {
  'ledger.state': shell(nothing, ledgerState),
  /** Opens the folder dialog; null when the clerk cancelled. */
  'ledger.pickFolder': shell(
    nothing,
    z.strictObject({
      folder: z.strictObject({ token: z.string(), path: z.string(), holdsLedger: z.boolean() }).nullable(),
    }),
  ),
  /** Makes a ledger in the suggested folder, or in the picked one; with the sample when asked. */
  'ledger.create': shell(z.strictObject({ folder: z.string().nullable(), sample: z.boolean() }), ledgerState),
  /** `readOnly` takes no writer's lock: for looking at a ledger that is in use elsewhere or lies on a read-only disk. */
  'ledger.open': shell(z.strictObject({ folder: z.string(), readOnly: z.boolean().optional() }), ledgerState),
  /** Copies the ledger with its kept files to another folder, checks the copy and goes on there; the old one stays. */
  'ledger.move': shell(z.strictObject({ folder: z.string() }), job),
  /** Tries again to open the ledger that could not be opened; with `readOnly` only for looking at it. */
  'ledger.retry': shell(z.strictObject({ readOnly: z.boolean().optional() }), ledgerState),
  /** Shows the ledger's folder in the system's file manager. */
  'ledger.reveal': shell(nothing, nothing),
  /** Checks the ledger against its log and, with `files`, every kept file against its hash: a job. */
  'ledger.verify': shell(z.strictObject({ files: z.boolean() }), job),
  /** What such a job found. Refused `job_unknown` while it runs. */
  'ledger.verified': shell(
    z.strictObject({ job: z.string() }),
    z.strictObject({
      ok: z.boolean(),
      problems: z.array(
        z.strictObject({
          table: z.string(),
          row: z.union([z.int(), z.null()]),
          kind: z.string(),
          /** Of a kept file: what it was called and where it belongs. */
          about: z.string().optional(),
        }),
      ),
      /** Kept files that were read, and their bytes; 0 when none was asked for. */
      files: count,
      bytes: count,
    }),
  ),
  /** Kept files that the ledger names, and their bytes, from the ledger's own rows: the store is not looked at. */
  'ledger.files': read(nothing, z.strictObject({ files: count, bytes: count })),

  'settings.get': read(nothing, settings),
  'settings.set': write(settings.partial(), written),
  'operator.set': write(z.strictObject({ name, note: z.string().trim().max(2000).optional() }), written),
  /** Handovers from one clerk to another, newest first. */
  'handover.list': read(
    nothing,
    z.strictObject({
      handovers: z.array(z.strictObject({ id, on: day, from: z.string(), to: z.string(), note: z.string() })),
    }),
  ),

  'round.list': read(nothing, z.strictObject({ rounds: z.array(round) })),
  'round.create': write(roundFields.extend({ sample: z.boolean().optional() }), written.extend({ id })),
  'round.edit': write(z.strictObject({ id, fields: roundFields.partial() }), written),
  /** Makes another round the current one. Refused while the present one's stated totals are unknown. */
  'round.makeCurrent': write(z.strictObject({ id }), written),
  'round.setStated': write(
    z.strictObject({ id, source: z.enum(['typed', 'none']), stated: statedTotals }),
    written,
  ),
  'stage.edit': write(
    z.strictObject({
      id,
      fields: z
        .strictObject({
          title: name,
          dueOn: day.nullable(),
          doneOn: day.nullable(),
          paper: text,
          note: text,
          period: z.string().trim().max(40),
        })
        .partial(),
    }),
    written,
  ),

  'history.undo': write(nothing, written.extend({ step: stepLabel })),
  'history.redo': write(nothing, written.extend({ step: stepLabel })),
  /** Steps, newest first. */
  'history.steps': read(
    z.strictObject({ before: id.optional(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ steps: z.array(historyStep) }),
  ),
  /** Change-log rows, newest first; of one row when `table` and `row` are given, of one step when `step` is. */
  'history.log': read(
    z.strictObject({
      before: id.optional(),
      limit: z.int().min(1).max(100_000),
      table: z.string().optional(),
      row: id.optional(),
      step: id.optional(),
    }),
    z.strictObject({ entries: z.array(logEntry) }),
  ),
  /** The one round's figures as the command line prints them (stats); zeros and null where there is no round yet. */
  'round.stats': read(
    z.strictObject({ id: id.optional() }),
    countedTotals.extend({ stated: statedTotals, roundId: id.nullable() }),
  ),
};
