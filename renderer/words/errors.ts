/** The wording of every refusal: what is wrong, and what the clerk can do about it. */
import { argumentSentence } from '../../shared/argumentWords.ts';
import { fillWords } from '../../shared/fillWords.ts';
import type { Failure } from '../../shared/result.ts';
import { errorWords } from './errorTable.ts';

export interface WordedFailure {
  readonly title: string;
  readonly advice: string;
}

/** Whether a code has words of its own (the test over the closed list asks). */
export function isWorded(code: string): boolean {
  return Object.hasOwn(errorWords, code);
}

/** A refusal in Chinese. A code without words is said as such, with the code, so that it can be reported. */
export function wordFailure(failure: Failure): WordedFailure {
  const words = isWorded(failure.code) ? errorWords[failure.code] : undefined;
  if (words === undefined) {
    return {
      title: '操作没有完成',
      advice: `台账内容没有改动。请重试；仍不成功的，请记下代码“${failure.code}”并联系维护人员。`,
    };
  }
  const title = failure.code === 'bad_arguments' ? argumentSentence(failure) : fillWords(words[0], failure);
  return { title, advice: fillWords(words[1], failure) };
}
