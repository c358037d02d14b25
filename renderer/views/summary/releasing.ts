/** Releasing a month and following it to its end, and giving kept files out again. */
import type { Release } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { Result } from '../../../shared/result.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { jobEnd } from '../../store/jobEnd.ts';
import type { Job } from '../../store/jobs.ts';
import { openReleases } from './releaseState.ts';

export interface Follow {
  readonly onJob: (id: string | null) => void;
  readonly onProgress: (job: Job) => void;
}

/** Resolves once, with the edition or why there is none; the clerk is told of an edition. */
export async function releaseMonth(
  month: Month,
  reason: string,
  { onJob, onProgress }: Follow,
): Promise<Result<Release>> {
  const started = await call('release.make', { month, ...(reason === '' ? {} : { reason }) });
  if (!started.ok) return started;
  onJob(started.value.job);
  const ended = await jobEnd(started.value.job, onProgress);
  onJob(null);
  if (!ended.ok) return ended;
  const made = await call('release.made', { job: started.value.job });
  if (made.ok)
    notifySuccess(`已印发${editionLabel(made.value)}`, {
      title: '查看',
      run: () => openReleases({ kind: 'edition', release: made.value.id }),
    });
  return made;
}

/** 2024年8月月报第1版. */
export const editionLabel = ({ month, edition }: Pick<Release, 'month' | 'edition'>): string =>
  `${monthLabel(month)}月报第${edition}版`;

export const releaseForms = [
  { form: 'pdf', label: 'PDF' },
  { form: 'xlsx', label: 'Excel' },
  { form: 'docx', label: 'Word' },
] as const;

/** A copy of the kept file, asked where; a refusal is told. Never throws. */
export async function saveRelease(
  release: Release,
  form: (typeof releaseForms)[number]['form'],
): Promise<void> {
  const answer = await call('release.save', { id: release.id, form });
  if (!answer.ok) notifyFailure(answer.error);
  else if (answer.value.file !== null) notifySuccess(`已保存“${answer.value.file}”`);
}
