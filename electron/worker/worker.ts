/** Entry of the job's child process: which kind of task has which body. Each is loaded when it is first asked for. */
import { serveJobs } from '../jobs/serve.ts';
import type { JobBody, JobVoice } from '../jobs/serve.ts';
import {
  ASK,
  COMMIT_BATCH,
  COPY_FILES,
  COPY_LEDGER,
  COPY_OUT,
  DASHBOARD,
  EXCERPT,
  FILL_BLANK,
  HASH_BOOK,
  JUDGE,
  KEEP_FILE,
  LIST_BOOKS,
  LIST_EVIDENCE,
  READ_BLANK,
  READ_LEDGER,
  READ_NOTICE,
  RECORD_FORMS,
  SETTLE_LOG,
  TURN_HISTORY,
  UNDO_BATCH,
  VERIFY_LEDGER,
  WAIVE_CHECKS,
  WRITE_ANSWER,
  WRITE_ARCHIVE,
  WRITE_DOCX,
  WRITE_FORM,
  WRITE_LEDGER,
  WRITE_OUTCOMES,
  WRITE_SUMMARY,
} from '../jobs/kinds.ts';

/** A body that is loaded first: one child reads workbooks, another one writes the ledger, none does all. */
const later =
  (load: () => Promise<JobBody>): JobBody =>
  async (payload: never, voice: JobVoice) =>
    (await load())(payload, voice);

serveJobs({
  [READ_NOTICE]: later(async () => (await import('./read-notice.ts')).readNoticeBody),
  [WRITE_SUMMARY]: later(async () => (await import('./write-summary.ts')).writeSummaryBody),
  [WRITE_OUTCOMES]: later(async () => (await import('./write-outcomes.ts')).writeOutcomesBody),
  [TURN_HISTORY]: later(async () => (await import('./turn-history.ts')).turnHistoryBody),
  [LIST_BOOKS]: later(async () => (await import('./hash.ts')).listBody),
  [SETTLE_LOG]: later(async () => (await import('./ledger.ts')).settleBody),
  [HASH_BOOK]: later(async () => (await import('./hash.ts')).hashBody),
  [JUDGE]: later(async () => (await import('./judge.ts')).judgeBody),
  [READ_LEDGER]: later(async () => (await import('./read-ledger.ts')).readLedgerBody),
  [WRITE_LEDGER]: later(async () => (await import('./read-ledger.ts')).writeLedgerBody),
  [EXCERPT]: later(async () => (await import('./excerpt.ts')).excerptBody),
  [COMMIT_BATCH]: later(async () => (await import('./commit.ts')).commitBody),
  [UNDO_BATCH]: later(async () => (await import('./commit.ts')).undoBatchBody),
  [WRITE_ANSWER]: later(async () => (await import('./write-answer.ts')).writeAnswerBody),
  [RECORD_FORMS]: later(async () => (await import('./write-form.ts')).recordFormsBody),
  [LIST_EVIDENCE]: later(async () => (await import('./keep-file.ts')).listEvidenceBody),
  [KEEP_FILE]: later(async () => (await import('./keep-file.ts')).keepFileBody),
  [COPY_OUT]: later(async () => (await import('./keep-file.ts')).copyOutBody),
  [WRITE_ARCHIVE]: later(async () => (await import('./archive.ts')).archiveBody),
  [VERIFY_LEDGER]: later(async () => (await import('./verify.ts')).verifyBody),
  [COPY_FILES]: later(async () => (await import('./copy-ledger.ts')).copyFilesBody),
  [COPY_LEDGER]: later(async () => (await import('./copy-ledger.ts')).copyLedgerBody),
  [READ_BLANK]: later(async () => (await import('./blank.ts')).readBlankBody),
  [FILL_BLANK]: later(async () => (await import('./blank.ts')).fillBlankBody),
  [ASK]: later(async () => (await import('./ask.ts')).askBody),
  [DASHBOARD]: later(async () => (await import('./dashboard.ts')).dashboardBody),
  [WAIVE_CHECKS]: later(async () => (await import('./checks.ts')).waiveChecksBody),
  [WRITE_DOCX]: later(async () => (await import('./write-docx.ts')).writeDocxBody),
  [WRITE_FORM]: later(async () => (await import('./write-form.ts')).writeFormBody),
});
