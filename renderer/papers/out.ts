/** Papers into files and to the printer, and saying what came of it. */
import type { PaperQuery } from '../../shared/contract/types.ts';
import type { Reply } from '../../shared/contract/index.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { call } from '../door.ts';
import { jobEnd } from '../store/jobEnd.ts';
import type { Job } from '../store/jobs.ts';
import { wordFailure } from '../words/errors.ts';

export type Form = 'pdf' | 'xlsx' | 'docx';

export const formWords: Readonly<Record<Form, string>> = { pdf: 'PDF', xlsx: 'Excel', docx: 'Word' };

/** Saves one paper; a refusal, and what would be cut off on paper, is told to the clerk. Never throws. */
export async function savePaper(query: PaperQuery, form: Form): Promise<void> {
  const answer = await call('paper.save', { query, form });
  if (!answer.ok) notifyFailure(answer.error);
  else if (answer.value.file !== null) {
    const { file, cut } = answer.value;
    if (cut.length === 0) notifySuccess(`已保存“${file}”`);
    else notifyInfo(`已保存“${file}”，打印时有内容放不下`, cut.join('；'));
  }
}

export interface PrintWish {
  readonly printer: string;
  readonly copies: number;
  readonly duplex: 'simplex' | 'longEdge' | 'shortEdge';
}

/** Told of a job as it begins and as it goes on. */
export interface Follow {
  readonly onJob: (id: string) => void;
  readonly onProgress: (job: Job) => void;
}

/** Saves many papers into a folder that is asked for. @returns whether all of them were saved */
export async function saveMany(queries: readonly PaperQuery[], form: Form, follow: Follow): Promise<boolean> {
  const started = await call('paper.saveMany', { queries: [...queries], form });
  if (started.ok && started.value.job === null) return false;
  return ended(started.ok ? { ok: true, value: started.value.job ?? '' } : started, follow, (done) =>
    done.done.length === 0 ? '' : `已存入“${done.folder}”：${done.done.length} 份文书`,
  );
}

/** Hands papers to a printer. @returns whether all of them went */
export async function printMany(
  queries: readonly PaperQuery[],
  wish: PrintWish,
  follow: Follow,
): Promise<boolean> {
  const started = await call('paper.printMany', { queries: [...queries], ...wish });
  // The system only says that the queue has taken it, not that it lies on the tray.
  return ended(started.ok ? { ok: true, value: started.value.job } : started, follow, (done) =>
    done.done.length === 0 ? '' : `已送往打印机：${done.done.length} 份文书`,
  );
}

type Done = Reply<'paper.manyDone'>;

async function ended(
  started: { readonly ok: true; readonly value: string } | Parameters<typeof failed>[0],
  { onJob, onProgress }: Follow,
  word: (done: Done) => string,
): Promise<boolean> {
  if (!started.ok) return failed(started);
  onJob(started.value);
  const end = await jobEnd(started.value, onProgress);
  const done = await call('paper.manyDone', { job: started.value });
  if (!done.ok) return failed(end.ok ? done : end);
  const { failed: refused, left } = done.value;
  const went = word(done.value);
  const whole = refused.length === 0 && left === 0;
  if (whole) notifySuccess(went);
  else {
    const cancelled = !end.ok && end.error.code === 'cancelled';
    const lacking = [
      ...refused.slice(0, 5).map(({ title, error }) => `${title}：${reasonOf(error)}`),
      ...(refused.length > 5 ? [`另有 ${refused.length - 5} 份同样没有办成`] : []),
      ...(left === 0 ? [] : [`还有 ${left} 份没有办理`]),
    ];
    notifyInfo(
      [cancelled ? '已停止' : '', went].filter(Boolean).join('，') || '没有办成',
      lacking.join('；'),
    );
  }
  return whole;
}

function reasonOf(error: Done['failed'][number]['error']): string {
  const { code, detail } = error;
  return wordFailure(detail === undefined ? { code } : { code, detail }).title;
}

function failed(result: { readonly ok: false; readonly error: Parameters<typeof notifyFailure>[0] }): false {
  notifyFailure(result.error);
  return false;
}
