/** Putting the month's summary on paper or into a file, and saying what came of it. */
import type { Month } from '../../../shared/day.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';

export type Output = 'print' | 'pdf' | 'xlsx';

/** Runs one of the outputs to its end; a refusal is told to the clerk. Never throws. */
export async function put(output: Output, month: Month): Promise<void> {
  if (output === 'print') {
    const answer = await call('paper.print', { month });
    if (!answer.ok) notifyFailure(answer.error);
    // The system only says that the printer has taken it, not that it lies on the tray.
    else if (answer.value.outcome === 'queued') notifyInfo('已送往打印机');
    return;
  }
  const answer = await call(output === 'pdf' ? 'paper.savePdf' : 'paper.saveXlsx', { month });
  if (!answer.ok) notifyFailure(answer.error);
  else if (answer.value.file !== null) notifySuccess(`已保存“${answer.value.file}”`);
}
