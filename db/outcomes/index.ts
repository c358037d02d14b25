/** Outcomes: the ledgers of regulations, sanctions, recoveries and clues. */
export { outcomeBook, type BookRow, type OutcomeBook } from './book.ts';
export { decideDifferent, decideSame, separateOutcome } from './decide.ts';
export { listOutcomes, outcomeRowCounts, outcomesOfIssue } from './list.ts';
export { shownPairs, undecidedPairs } from './pairs.ts';
export { addOutcome, editOutcome, removeOutcome, sanctionNames } from './verbs.ts';
