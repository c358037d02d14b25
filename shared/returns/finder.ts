/** Measures of a round by number and by text, as rows of a file are looked up in them. */
import { AlikeIndex, alikeness } from './alike.ts';
import { numberKey, numberOfDay } from './numberKey.ts';
import { wordKey } from './same.ts';

/** What a measure is known by. */
export interface Findable {
  readonly id: number;
  readonly number: string;
  readonly numbers: readonly string[];
  readonly title: string;
  readonly text?: string;
  readonly issueTitle: string;
}

/** What a row says of the measure it is about. */
export interface Said {
  readonly number: string;
  readonly issueNumber: string;
  readonly title: string;
  readonly issueTitle: string;
}

export interface Scored<T> {
  readonly measure: T;
  readonly score: number;
}

/** Where the row names the issue too, so much of the score is the issue's. */
const ISSUE_SHARE = 0.25;

/** Indexes are made when they are first asked: a file of ours is matched by ids and needs none. */
export class Finder<T extends Findable> {
  readonly #measures: readonly T[];
  #numbers: Map<string, T> | null = null;
  #texts: { readonly index: AlikeIndex; readonly owners: readonly T[] } | null = null;
  #issues: Map<string, T[]> | null = null;

  constructor(measures: readonly T[]) {
    this.#measures = measures;
  }

  /** The measure that a row's number means, and whether that number is one of several parts ('12-2'). */
  byNumber(said: Said): { measure: T; telling: boolean } | null {
    const own = numberKey(said.number);
    if (own === '') return null;
    const issue = numberKey(said.issueNumber);
    const typed = numberOfDay(own);
    for (const key of [
      ...(issue === '' ? [] : [`${issue}-${own}`]),
      own,
      ...(typed === null ? [] : [typed]),
    ]) {
      const measure = this.#byNumber().get(key);
      if (measure !== undefined) return { measure, telling: key.includes('-') };
    }
    return null;
  }

  /** Measures whose title or text is the row's title, as far as the row's issue does not part them. */
  equal(said: Said): Scored<T>[] {
    const { index, owners } = this.#byText();
    return this.#ranked(
      said,
      index.equal(said.title).map((at) => ({ at, score: 100 })),
      owners,
    );
  }

  /** Measures that the row resembles from a score on, best first. A row without title is looked for by its issue. */
  alike(said: Said, least: number): Scored<T>[] {
    if (wordKey(said.title) === '') {
      const issue = wordKey(said.issueTitle);
      return (issue === '' ? [] : (this.#byIssue().get(issue) ?? [])).map((measure) => ({
        measure,
        score: 100,
      }));
    }
    const equal = this.equal(said);
    if (equal.length > 0) return equal;
    const { index, owners } = this.#byText();
    return this.#ranked(said, index.alike(said.title, least), owners).filter((one) => one.score >= least);
  }

  #ranked(
    said: Said,
    found: readonly { readonly at: number; readonly score: number }[],
    owners: readonly T[],
  ): Scored<T>[] {
    const best = new Map<T, number>();
    for (const { at, score } of found) {
      const measure = owners[at];
      if (measure !== undefined && score > (best.get(measure) ?? 0)) best.set(measure, score);
    }
    return [...best]
      .map(([measure, score]) => ({ measure, score: withIssue(score, said, measure) }))
      .sort((a, b) => b.score - a.score);
  }

  #byNumber(): Map<string, T> {
    if (this.#numbers !== null) return this.#numbers;
    const numbers = new Map<string, T>();
    for (const measure of this.#measures)
      for (const number of measure.numbers) numbers.set(numberKey(number), measure);
    // What is printed on forms stands above other ways to call a measure.
    for (const measure of this.#measures) numbers.set(numberKey(measure.number), measure);
    numbers.delete('');
    return (this.#numbers = numbers);
  }

  #byText() {
    if (this.#texts !== null) return this.#texts;
    const texts: string[] = [];
    const owners: T[] = [];
    for (const measure of this.#measures) {
      texts.push(measure.title);
      owners.push(measure);
      if (measure.text === undefined || measure.text === '' || measure.text === measure.title) continue;
      texts.push(measure.text);
      owners.push(measure);
    }
    return (this.#texts = { index: new AlikeIndex(texts), owners });
  }

  #byIssue(): Map<string, T[]> {
    if (this.#issues !== null) return this.#issues;
    const issues = new Map<string, T[]>();
    for (const measure of this.#measures) {
      const key = wordKey(measure.issueTitle);
      const list = issues.get(key);
      if (list === undefined) issues.set(key, [measure]);
      else list.push(measure);
    }
    return (this.#issues = issues);
  }
}

/** How well a row's words fit one measure, 0–100. */
export function fit(said: Said, measure: Findable): number {
  const title = Math.max(
    alikeness(said.title, measure.title),
    measure.text === undefined ? 0 : alikeness(said.title, measure.text),
  );
  return withIssue(title, said, measure);
}

function withIssue(score: number, said: Said, measure: Findable): number {
  if (wordKey(said.issueTitle) === '') return score;
  return Math.round(score * (1 - ISSUE_SHARE) + alikeness(said.issueTitle, measure.issueTitle) * ISSUE_SHARE);
}
