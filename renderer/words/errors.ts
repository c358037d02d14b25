/** The wording of every refusal: what is wrong, and what the clerk can do about it. */
import type { Failure } from '../../shared/result.ts';
import { errorWords } from './errorTable.ts';

export interface WordedFailure {
  readonly title: string;
  readonly advice: string;
}

/** A fact of a failure as text for a sentence; empty when it is not there. */
function fact(failure: Failure, name: string): string {
  const detail = failure.detail;
  if (detail === undefined || !Object.hasOwn(detail, name)) return '';
  const value = detail[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(String).join('、') : '';
}

/** `{name}` is replaced by the failure's fact; a bracketed part `[…{name}…]` vanishes when the fact is missing. */
function fill(sentence: string, failure: Failure): string {
  const optional = sentence.replace(/\[([^[\]]*)\]/g, (_whole, part: string) => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    return names.every((name) => fact(failure, name) !== '') ? part : '';
  });
  return optional.replace(/\{(\w+)\}/g, (_whole, name: string) => fact(failure, name));
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
  return { title: fill(words[0], failure), advice: fill(words[1], failure) };
}
