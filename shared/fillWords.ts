/** Sentences with facts in them: `{name}` is a fact of the failure, `[…{name}…]` vanishes when the fact is missing. */
import type { Failure } from './result.ts';

/** A fact of a failure as text for a sentence; empty when it is not there. */
function fact(failure: Failure, name: string): string {
  const detail = failure.detail;
  if (detail === undefined || !Object.hasOwn(detail, name)) return '';
  const value = detail[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(String).join('、') : '';
}

export function fillWords(sentence: string, failure: Failure): string {
  const optional = sentence.replace(/\[([^[\]]*)\]/g, (_whole, part: string) => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    return names.every((name) => fact(failure, name) !== '') ? part : '';
  });
  return optional.replace(/\{(\w+)\}/g, (_whole, name: string) => fact(failure, name));
}
