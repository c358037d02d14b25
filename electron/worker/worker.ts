/** Entry of the job's child process: which kind of task has which body. */
import { serveJobs } from '../jobs/serve.ts';
import { READ_NOTICE, TURN_HISTORY, WRITE_SUMMARY } from '../jobs/kinds.ts';
import { readNoticeBody } from './read-notice.ts';
import { turnHistoryBody } from './turn-history.ts';
import { writeSummaryBody } from './write-summary.ts';

serveJobs({
  [READ_NOTICE]: readNoticeBody,
  [WRITE_SUMMARY]: writeSummaryBody,
  [TURN_HISTORY]: turnHistoryBody,
});
