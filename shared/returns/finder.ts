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
  /** As `numberKey` makes them. */
  readonly number: string;
  readonly issueNumber: string;
  /** As `wordKey` makes them. */
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
  readonly #issueKeys = new Map<string, string>();
  /** Issues repeat from row to row: how alike two are is worked out once. */
  readonly #issuesAlike = new Map<string, number>();

  constructor(measures: readonly T[]) {
    this.#measures = measures;
  }

  /** The measure that a row's number means, and whether that number is one of several parts ('12-2'). */
  byNumber(said: Said): { measure: T; telling: boolean } | null {
    const own = said.number;
    if (own === '') return null;
    const numbers = this.#byNumber();
    const typed = numberOfDay(own);
    for (const key of [
      ...(said.issueNumber === '' ? [] : [`${said.issueNumber}-${own}`]),
      own,
      typed ?? own,
    ]) {
      const measure = numbers.get(key);
      if (measure !== undefined) return { measure, telling: key.includes('-') };
    }
    return null;
  }

  /** Measures whose title or text is the row's title, scored by how well the issue fits too. */
  equal(said: Said): Scored<T>[] {
    if (said.title === '') return [];
    const { index, owners } = this.#byText();
    return this.#ranked(
      said,
      index.equal(said.title).map((at) => ({ at, score: 100 })),
      owners,
    );
  }

  /** Measures that the row resembles from a score on, best first. A row without title is looked for by its issue. */
  alike(said: Said, least: number): Scored<T>[] {
    if (said.title === '')
      return (said.issueTitle === '' ? [] : (this.#byIssue().get(said.issueTitle) ?? [])).map((measure) => ({
        measure,
        score: 100,
      }));
    const equal = this.equal(said);
    if (equal.length > 0) return equal;
    const { index, owners } = this.#byText();
    return this.#ranked(said, index.alike(said.title, least), owners).filter((one) => one.score >= least);
  }

  /** How well a row's words fit one measure, 0–100. */
  fit(said: Said, measure: T): number {
    const { title, text } = measure;
    const own = alikeness(said.title, wordKey(title));
    const whole =
      text === undefined || text === '' || text === title ? 0 : alikeness(said.title, wordKey(text));
    return this.#withIssue(Math.max(own, whole), said, measure);
  }

  /** How well the issue that a row names fits a measure's, 0–100. */
  fitOfIssue(said: Said, measure: T): number {
    const issue = this.#issueKey(measure);
    if (issue === said.issueTitle) return 100;
    const key = `${said.issueTitle}|${issue}`;
    let alike = this.#issuesAlike.get(key);
    if (alike === undefined) {
      alike = alikeness(said.issueTitle, issue);
      this.#issuesAlike.set(key, alike);
    }
    return alike;
  }

  #withIssue(score: number, said: Said, measure: T): number {
    if (said.issueTitle === '') return score;
    return Math.round(score * (1 - ISSUE_SHARE) + this.fitOfIssue(said, measure) * ISSUE_SHARE);
  }

  #issueKey({ issueTitle }: T): string {
    let key = this.#issueKeys.get(issueTitle);
    if (key === undefined) {
      key = wordKey(issueTitle);
      this.#issueKeys.set(issueTitle, key);
    }
    return key;
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
      .map(([measure, score]) => ({ measure, score: this.#withIssue(score, said, measure) }))
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
      texts.push(wordKey(measure.title));
      owners.push(measure);
      if (measure.text === undefined || measure.text === '' || measure.text === measure.title) continue;
      texts.push(wordKey(measure.text));
      owners.push(measure);
    }
    return (this.#texts = { index: new AlikeIndex(texts), owners });
  }

  #byIssue(): Map<string, T[]> {
    if (this.#issues !== null) return this.#issues;
    const issues = new Map<string, T[]>();
    for (const measure of this.#measures) {
      const key = this.#issueKey(measure);
      const list = issues.get(key);
      if (list === undefined) issues.set(key, [measure]);
      else list.push(measure);
    }
    return (this.#issues = issues);
  }
}
