/**
 * One taking in of returns: the files, the reading, what became of each. It goes on while its dialog is closed; the
 * clerk is told when it has ended.
 */
import { create } from 'zustand';
import type { JudgedFile, StagedFile } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';
import type { Failure } from '../../../shared/result.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import type { Job } from '../../store/jobs.ts';
import { closeTaking, openTaking, useLedger } from '../../store/ledger.ts';
import type { FileToken } from '../../store/ledger.ts';
import { followReturn } from './follow.ts';
import { needsReview } from './words.ts';

export interface Taking {
  readonly step: 'choose' | 'reading' | 'result';
  readonly files: readonly FileToken[];
  readonly job: string | null;
  readonly progress: Job | null;
  readonly failure: Failure | null;
  readonly batch: number | null;
  readonly judged: readonly JudgedFile[];
  /** The batch's files as they stand now. */
  readonly staged: readonly StagedFile[];
}

const blank: Taking = {
  step: 'choose',
  files: [],
  job: null,
  progress: null,
  failure: null,
  batch: null,
  judged: [],
  staged: [],
};
export const useTaking = create<Taking>(() => blank);
const { getState: get, setState: set } = useTaking;

/** Adds files that were picked or dropped; after a result they begin a new taking in. */
export function addFiles(files: readonly FileToken[]): void {
  const now = get();
  if (now.step === 'reading') {
    notifyInfo('正在读取上一批文件', '请等它读完，再拖入其余的文件。');
    return;
  }
  const held = now.step === 'choose' ? now.files : [];
  const known = new Set(held.map((file) => file.token));
  set({ ...blank, files: [...held, ...files.filter((file) => !known.has(file.token))] });
}

export function removeFile(token: string): void {
  set({ files: get().files.filter((file) => file.token !== token) });
}

/** Reads and compares all files; ends in the step `result`, or back in `choose` with the reason. */
export async function startTaking(month: Month): Promise<void> {
  const { files, step } = get();
  if (step !== 'choose' || files.length === 0) return;
  set({ step: 'reading', failure: null, progress: null });
  const started = await call('returns.take', { files: files.map((file) => file.token), month });
  if (!started.ok) {
    set({ step: 'choose', failure: started.error });
    return;
  }
  const { job } = started.value;
  set({ job });
  const ended = await followReturn(job, (progress) => {
    if (get().job === job) set({ progress });
  });
  if (get().job !== job) return;
  if (!ended.ok) {
    // What was cancelled is no failure to be told; the files stand there to be read again.
    set({
      step: 'choose',
      job: null,
      failure: ended.error.code === 'cancelled' ? null : ended.error,
    });
    if (ended.error.code === 'cancelled') notifyInfo('已取消导入');
    else if (!shown()) notifyFailure(ended.error);
    return;
  }
  if (ended.value.kind !== 'taken') return;
  set({ batch: ended.value.batch, judged: ended.value.files });
  await refreshStaged();
  set({ step: 'result', job: null });
  if (!shown()) tellEnd();
}

/** The batch's files anew: one was mapped, put aside or decided. */
export async function refreshStaged(): Promise<void> {
  const { batch } = get();
  if (batch === null) return;
  const review = await call('returns.review', { batch });
  if (!review.ok) notifyFailure(review.error);
  else if (get().batch === batch) set({ staged: review.value.files });
}

export function cancelTaking(): void {
  const { job } = get();
  if (job !== null) void call('job.cancel', { id: job });
}

/** Closes the dialog; reading goes on behind it. */
export function leaveTaking(): void {
  closeTaking();
  const { step } = get();
  if (step === 'reading') notifyInfo('在后台继续读取', '进度见窗口下方，读完后会提示。');
  else set(blank, true);
}

const shown = (): boolean => useLedger.getState().taking !== null;

function tellEnd(): void {
  const { staged } = get();
  const waiting = staged.filter((file) => needsReview(file) || file.status === 'asks').length;
  notifySuccess(waiting === 0 ? '报送表读完了' : `报送表读完了，${waiting} 份待核对`, {
    title: '查看',
    run: () => openTaking([]),
  });
}
