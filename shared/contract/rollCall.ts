/** Forms out, who answered and who did not, papers to units, requests for extension, an old ledger as first content. */
import { z } from 'zod';
import { nothing, read, shell, write, written } from './define.ts';
import {
  chosen,
  extensionRequest,
  formPlan,
  job,
  jobOrNull,
  ledgerPreview,
  reminderKind,
  rollCall,
} from './returnShapes.ts';
import { sheetPage, sheetPlace } from './returns.ts';
import { count, day, id, month, name } from './words.ts';

export const rollCallCalls = {
  'forms.plan': read(z.strictObject({ month }), formPlan),
  /** Writes one workbook a unit into a folder or one .zip, which is asked for; records what was sent. */
  'forms.send': shell(
    z.strictObject({ month, units: z.array(id).min(1).max(5000).nullable(), as: z.enum(['folder', 'zip']) }),
    jobOrNull,
  ),

  'rollCall.get': read(z.strictObject({ month }), rollCall),
  'rollCall.setDue': write(z.strictObject({ month, dueOn: day.nullable() }), written),
  /** Numbers and records a paper to a unit; printing it is another matter. */
  'reminder.add': write(
    z.strictObject({ unit: id, month, kind: reminderKind, number: name.optional() }),
    written.extend({ id, number: z.string() }),
  ),

  'extension.requests': read(nothing, z.strictObject({ requests: z.array(extensionRequest) })),
  'extension.decide': write(
    z.strictObject({
      id,
      accept: z.boolean(),
      on: day.optional(),
      approvedBy: z.string().trim().max(200),
    }),
    written,
  ),

  'ledgerImport.read': shell(z.strictObject({ file: z.string() }), job),
  'ledgerImport.preview': read(z.strictObject({ job: z.string() }), ledgerPreview),
  /** The file's grid, from the kept original. */
  'ledgerImport.place': shell(z.strictObject({ job: z.string(), ...sheetPlace }), sheetPage),
  /** The same by the clerk's answers. */
  'ledgerImport.map': shell(z.strictObject({ job: z.string(), chosen }), ledgerPreview),
  'ledgerImport.commit': write(
    z.strictObject({
      job: z.string(),
      /** Month for progress whose column names none. */
      month,
      target: z.union([
        z.strictObject({ round: id }),
        z.strictObject({
          newRound: z.strictObject({
            title: name,
            feedbackOn: day.nullable(),
            months: z.int().min(1).max(36),
          }),
        }),
      ]),
    }),
    written.extend({ batch: id, roundId: id, issues: count, measures: count, closed: count }),
  ),
};
