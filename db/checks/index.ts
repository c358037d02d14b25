/** Contradictions in the ledger (核对). */
export { listChecks } from './find.ts';
export { unwaiveChecks, waiveChecks, waiverReasons } from './waive.ts';
