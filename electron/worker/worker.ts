/** Entry of the job's child process: which kind of job has which body. */
import { serveJob } from '../jobs/serve.ts';

serveJob({});
