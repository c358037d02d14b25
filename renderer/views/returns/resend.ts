/** Writing report forms into a folder or an archive, and saying where they lie. */
import type { Month } from '../../../shared/day.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import type { Job } from '../../store/jobs.ts';
import { followReturn } from './follow.ts';

/**
 * Sends forms to some units (null: all). False when the clerk cancelled or it was refused, which has been told.
 * @param onStart told the job, so that it can be cancelled
 */
export async function send(
  args: { month: Month; units: number[] | null; as: 'folder' | 'zip' },
  onStart: (job: string) => void = () => undefined,
  onProgress: (job: Job) => void = () => undefined,
): Promise<boolean> {
  const started = await call('forms.send', args);
  if (!started.ok) {
    notifyFailure(started.error);
    return false;
  }
  const { job } = started.value;
  if (job === null) return false;
  onStart(job);
  const ended = await followReturn(job, onProgress);
  if (!ended.ok) {
    notifyFailure(ended.error);
    return false;
  }
  if (ended.value.kind === 'sent') {
    notifySuccess(`已生成 ${ended.value.files} 份报送表，存在“${ended.value.place}”`);
  }
  return true;
}

/** One unit's form once more. */
export async function resend(month: Month, unit: number): Promise<void> {
  await send({ month, units: [unit], as: 'folder' });
}
