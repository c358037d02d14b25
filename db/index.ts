/** The ledger's public face. */
export {
  addEvidence,
  addProgress,
  changePlan,
  editMeasures,
  establish,
  refuseFrozenMeasure,
  removeEvidence,
  setMeasureState,
  setNoEvidence,
} from './measures.ts';
export {
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  editHeading,
  editIssues,
  removeNode,
} from './nodes.ts';
export {
  addPerson,
  addUnit,
  editPerson,
  editUnit,
  handOver,
  leaveOffice,
  listPersons,
  listUnits,
  mergeUnit,
  peopleLoad,
  removePerson,
  removeUnit,
  renamePerson,
  renameUnit,
} from './people.ts';
export {
  createLedger,
  type Ledger,
  type LedgerOptions,
  openLedger,
  openLedgerReadOnly,
  type Written,
} from './ledger.ts';
export {
  countedTotals,
  createRound,
  currentRoundId,
  editRound,
  listRounds,
  makeCurrent,
  roundIdOr,
  roundStats,
  setStated,
  statedTotals,
} from './rounds.ts';
export {
  addEvidenceFiles,
  type ArchiveLine,
  archiveLines,
  editEvidence,
  type EvidenceFile,
  evidenceFile,
  evidenceHashes,
  filesNamed,
  isNamed,
} from './evidence.ts';
export { addStage, editStage, removeStage } from './stages.ts';
export { deadlineContext } from './deadlines.ts';
export { addExtensions, extensionBodies } from './extensions.ts';
export { agendaOf } from './plan/agenda.ts';
export { ganttOf } from './plan/gantt.ts';
export { calendarDays, ownDaysOf, setOwnDays } from './plan/holidays.ts';
export { planMonth } from './plan/month.ts';
export { closingBoard } from './closing/board.ts';
export { missingOf } from './closing/missing.ts';
export { issueMeasures } from './closing/issueMeasures.ts';
export { reopenIssue } from './closing/reopen.ts';
export { knownActors, setRoundSteps } from './closing/steps.ts';
export { recordRecheck, sendBack, takeSteps } from './closing.ts';
export { changeIssuePlan, replaceMeasure } from './planChanges.ts';
export { failureOf } from './faults.ts';
export { findMeasures } from './find.ts';
export { headingDetail, issueDetail, measureDetail } from './details.ts';
export { historySteps, logEntries } from './history.ts';
export { importedBefore, importNotice } from './notices.ts';
export { importLedger } from './importLedger.ts';
export { measureRows } from './measureRows.ts';
export { outline, wholeTree } from './outline.ts';
export { placeOf } from './place.ts';
export type { ReadDb, WriteDb } from './connection.ts';
export { readSettings } from './settings.ts';
export { listHandovers, setOperator, writeSettings } from './writeSettings.ts';
export { redoTarget, undoTarget } from './undo.ts';
export { verify } from './verify.ts';
export { warmWords } from './words.ts';
export { settleLog, workBeside } from './working.ts';
