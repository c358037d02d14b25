/** Sentences whose values bear names: what composed paragraphs are written with. */
import type { Figure, NarrativeRun } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import type { Day } from '../day.ts';
import { dayLabel } from '../day.ts';
import { formatYuan } from '../money.ts';

export type Sentence = readonly NarrativeRun[];
type Part = string | NarrativeRun | Sentence;

/** A sentence from a template: what stands in it as a string is words, everything else keeps its name. */
export function say(words: TemplateStringsArray, ...values: readonly Part[]): Sentence {
  return words.flatMap((word, i): NarrativeRun[] => {
    const part = values[i];
    const runs = part === undefined ? [] : typeof part === 'string' ? [{ text: part }] : [part].flat();
    return [{ text: word }, ...runs];
  });
}

export const nothing: Sentence = [];

/** Sentences with a mark between them. */
export function list(sentences: readonly Sentence[], mark: string): Sentence {
  return sentences.flatMap((sentence, i) => (i === 0 ? sentence : [{ text: mark }, ...sentence]));
}

/** A value that opens the rows of `of`, unless there are none. */
export function value(name: string, text: string, of?: Figure): NarrativeRun {
  return of === undefined || of.rows === 0 ? { text, name } : { text, name, figure: of.key };
}

export const number = (name: string, of: Figure): NarrativeRun => value(name, String(of.value), of);
export const day = (name: string, on: Day): NarrativeRun => value(name, dayLabel(on));
/** `of`: what the rate speaks of. */
export const rate = (name: string, basisPoints: number | null, of?: Figure): NarrativeRun =>
  value(name, formatRate(basisPoints), of);
/** 165,800 rather than 165,800.00 in a sentence. */
export const yuan = (name: string, of: Figure): NarrativeRun =>
  value(name, formatYuan(of.value).replace(/\.00$/, ''), of);

/** 比上月增加2条, 减少2条, 持平; `name` with More or Fewer, since the other way round it is another value. */
export function change(name: string, before: Figure, now: Figure, unit: string): Sentence {
  const by = now.value - before.value;
  const of = now.rows === 0 ? before : now;
  if (by === 0) return say`与上月持平`;
  return by > 0
    ? say`比上月增加${value(`${name}More`, String(by), of)}${unit}`
    : say`比上月减少${value(`${name}Fewer`, String(-by), of)}${unit}`;
}
