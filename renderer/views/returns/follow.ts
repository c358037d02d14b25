/** Following a long piece of work of returns from its start to what it came to. */
import type { ReturnOutcome } from '../../../shared/contract/types.ts';
import type { Result } from '../../../shared/result.ts';
import { call } from '../../door.ts';
import { jobEnd } from '../../store/jobEnd.ts';
import type { Job } from '../../store/jobs.ts';

/**
 * Follows a job of returns; resolves once with what it came to, or why it did not. A job that the clerk cancelled is
 * the failure `cancelled`.
 */
export async function followReturn(
  id: string,
  onProgress: (job: Job) => void = () => undefined,
): Promise<Result<ReturnOutcome>> {
  const ended = await jobEnd(id, onProgress);
  return ended.ok ? call('returns.outcome', { job: id }) : ended;
}
