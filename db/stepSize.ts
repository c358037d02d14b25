/** How much a step changed: a large one is undone beside the program and not within it. */
import type { ReadDb } from './connection.ts';
import { LOG_OF_STEP } from './touched.ts';

/** Rows of the log that are undone or done again in some 40 ms. */
const LARGE = 5000;

/** Did the step leave so many rows in the log that taking it back would hold the program up? */
export function isLargeStep(db: ReadDb, step: number): boolean {
  return db.get(`SELECT 1 FROM ${LOG_OF_STEP} WHERE step = ? LIMIT 1 OFFSET ?`, step, LARGE) !== undefined;
}
