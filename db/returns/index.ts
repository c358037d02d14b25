/** Returns, as the shell uses them. */
export { answerPlan } from './answerPlan.ts';
export { commitBatch, type Committed } from './commit.ts';
export { decideAll, decideCells, decideClean, matchRow, setAside } from './decide.ts';
export { setDueDay } from './dueDay.ts';
export { decideExtension, extensionRequests } from './extensions.ts';
export { nextForm, recordForms, type SentForm } from './forms.ts';
export { addReminder, reminderHead } from './reminders.ts';
export { rollCallOf } from './rollCall.ts';
export { partsOf } from './digest.ts';
export { findRows } from './find.ts';
export { receiptOf } from './receipt.ts';
export {
  filesToCompare,
  listBatches,
  mappingOf,
  reviewOf,
  stagedFile,
  toJudge,
  type ToJudge,
} from './review.ts';
export { measuresOfFile, reviewRows } from './rows.ts';
export {
  dropTake,
  finishTake,
  knownFile,
  newTake,
  receive,
  recordMapping,
  restageFile,
  type Slices,
  stageFile,
  tidyStaging,
} from './stage.ts';
export { warmReview } from './states.ts';
export { type BatchUndone, undoBatch } from './undoBatch.ts';
