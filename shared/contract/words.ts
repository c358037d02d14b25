/** Schemas of the small values that many calls share. Sources: docs in domain terms, days and months as text. */
import { z } from 'zod';
import { isDay } from '../day.ts';
import { isMonth } from '../month.ts';
import {
  demands,
  issueStates,
  measureStates,
  regulationKinds,
  sanctionKinds,
  stageKinds,
  lamps,
} from '../states.ts';

export const id = z.int().positive();
export const ids = z.array(id).min(1).max(200_000);
export const day = z.string().refine(isDay, { error: 'not_a_day' });
export const month = z.string().refine(isMonth, { error: 'not_a_month' });
export const text = z.string().max(32_767);
export const name = z.string().trim().min(1).max(200);
/** A title or a reason; the titles of real notices run long. */
export const sentence = z.string().trim().min(1).max(2000);
export const count = z.int().nonnegative();

export const measureState = z.enum(measureStates);
export const issueState = z.enum(issueStates);
export const demand = z.enum(demands);
export const lamp = z.enum(lamps);
export const sanctionKind = z.enum(sanctionKinds);
export const regulationKind = z.enum(regulationKinds);
export const stageKind = z.enum(stageKinds);
/** Where the closing chain of an issue stands now; `open` when none runs. */
export const closure = z.enum(['open', 'applied', 'reviewed', 'verified', 'closed']);

export const named = z.strictObject({ id, name: z.string() });

/** A deadline as typed and as understood (domain.md, "Deadlines and timeliness"). */
export const deadline = z.strictObject({
  raw: z.string(),
  date: day.nullable(),
  immediate: z.boolean(),
  ongoing: z.boolean(),
  inferred: z.boolean(),
});

/** Totals that a notice states of itself; null where it says nothing. They never enter a count. */
export const statedTotals = z.strictObject({
  aspects: count.nullable(),
  issues: count.nullable(),
  measures: count.nullable(),
  closed: count.nullable(),
  open: count.nullable(),
  cluesReceived: count.nullable(),
  cluesConcluded: count.nullable(),
  regulationsNew: count.nullable(),
  regulationsRevised: count.nullable(),
  sanctions: z.array(z.strictObject({ kind: sanctionKind, people: count })),
  recoveries: z.array(z.strictObject({ kind: z.string(), fen: count })),
});
