/** import-notice: reads as a job, then writes one batch; with --dry-run it only tells what it would write. */
import type { Day, Month } from '../../shared/day.ts';
import { dryRunShape } from '../../shared/notice/parse.ts';
import type { DryRun } from '../../shared/contract/types.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import { printDryRun, printImported } from './print.ts';
import { Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import type { Answer, Tools } from './types.ts';

export interface ImportOptions {
  readonly file: string;
  readonly dryRun: boolean;
  /** Month for which progress is entered; today's when not given. */
  readonly month: Month | undefined;
  readonly feedbackOn: Day | undefined;
  /** Round that takes it in; a new one when not given. */
  readonly round: number | undefined;
}

const DEFAULT_MONTHS = 6;
const MAX_TITLE = 200;

export async function importNotice(call: Caller, tools: Tools, options: ImportOptions): Promise<Answer> {
  const { job } = await call('notice.read', { file: tools.token(options.file) });
  const read = await tools.finished(job);
  if (!read.ok) throw new Refused(read.error);
  const found = await call('notice.reading', { job });
  if (options.dryRun) {
    const value = dryRunShape(found.reading as unknown as NoticeReading) as DryRun;
    return { value, text: printDryRun(value) };
  }
  const { today } = await call('ledger.state', {});
  const title = (found.reading.title ?? found.name).trim().slice(0, MAX_TITLE);
  const value = await call('notice.commit', {
    job,
    nodes: found.reading.nodes,
    month: options.month ?? today.slice(0, 7),
    target:
      options.round === undefined
        ? { newRound: { title, feedbackOn: options.feedbackOn ?? null, months: DEFAULT_MONTHS } }
        : { round: options.round },
  });
  return { value, text: printImported(value) };
}
