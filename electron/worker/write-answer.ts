import { answerPlan } from '../../db/returns/index.ts';
import type { Answered } from '../../shared/returns/answer.ts';
import { writeRefusal } from '../files/atomic.ts';
import type { WriteAnswerPayload } from '../jobs/kinds.ts';
import { openBook, readBook } from './book.ts';
import { reader } from './ledger.ts';

/** Writes the answer to one sender under the temporary name it is given. @throws Refusal */
export async function writeAnswerBody(payload: WriteAnswerPayload): Promise<Answered> {
  const { source, ledger, file, target } = payload;
  const plan = answerPlan(reader(ledger), file, ledger.today);
  const opened = await openBook(source);
  const { format } = await readBook(opened);
  const { writeAnswer } = await import('../excel/answer/writeAnswer.ts');
  try {
    return await writeAnswer(opened.bytes, format, plan, target);
  } catch (error) {
    throw writeRefusal(error, target) ?? error;
  }
}
