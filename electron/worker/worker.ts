/** Entry of the job's child process: which kind of job has which body. */
import { serveJobs } from '../jobs/serve.ts';
import { READ_NOTICE, WRITE_SUMMARY } from '../jobs/kinds.ts';
import { readNoticeBody } from './read-notice.ts';
import { writeSummaryBody } from './write-summary.ts';

serveJobs({ [READ_NOTICE]: readNoticeBody, [WRITE_SUMMARY]: writeSummaryBody });
