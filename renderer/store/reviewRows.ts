/**
 * Rows of the review by file and row number, fetched as they come into sight. A decision stands in its row at once;
 * an answer that was asked before it never puts the old state back.
 */
import type { ReviewRow } from '../../shared/contract/types.ts';
import type { Result } from '../../shared/result.ts';

export interface RowKey {
  readonly file: number;
  readonly row: number;
}
type Fetch = (keys: RowKey[]) => Promise<Result<{ rows: ReviewRow[] }>>;

/** Rows kept at most; beyond that the ones asked for longest ago go. */
const KEEP = 4000;
/** Rows asked for in one call. */
const PAGE = 200;
/** More than the rows of any sheet, so that file and row make one number. */
const ROWS = 2 ** 21;

const numberOf = ({ file, row }: RowKey): number => file * ROWS + row;

export class ReviewRows {
  readonly #fetch: Fetch;
  readonly #rows = new Map<number, ReviewRow>();
  readonly #stale = new Set<number>();
  readonly #underWay = new Map<number, Promise<void>>();
  /** When each row was last changed here, counted in changes. */
  readonly #changed = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly RowKey[] = [];
  #changes = 0;
  #generation = 0;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The row as it is to be shown; the same object until it changes. */
  get(key: RowKey): ReviewRow | undefined {
    return this.#rows.get(numberOf(key));
  }

  /** Says which rows are in sight; those missing or stale are asked for. */
  want(keys: readonly RowKey[]): void {
    this.#wanted = keys;
    void this.load(keys);
  }

  /** Asks for the rows that are missing or stale, and waits until the answers are there. */
  async load(keys: readonly RowKey[]): Promise<void> {
    const missing: RowKey[] = [];
    const waiting = new Set<Promise<void>>();
    for (const key of keys) {
      const number = numberOf(key);
      const underWay = this.#underWay.get(number);
      if (underWay !== undefined) waiting.add(underWay);
      else if (!this.#rows.has(number) || this.#stale.has(number)) missing.push(key);
    }
    for (let at = 0; at < missing.length; at += PAGE) waiting.add(this.#ask(missing.slice(at, at + PAGE)));
    await Promise.all(waiting);
  }

  #ask(keys: RowKey[]): Promise<void> {
    const asked = this.#answer(keys);
    for (const key of keys) this.#underWay.set(numberOf(key), asked);
    return asked;
  }

  async #answer(keys: RowKey[]): Promise<void> {
    const generation = this.#generation;
    const since = this.#changes;
    // What becomes stale while the answer is under way stays stale.
    for (const key of keys) this.#stale.delete(numberOf(key));
    const result = await this.#fetch(keys);
    if (generation !== this.#generation) return;
    for (const key of keys) this.#underWay.delete(numberOf(key));
    if (!result.ok) return;
    for (const row of result.value.rows) {
      const number = numberOf(row);
      // Decided meanwhile: this answer may have been read before.
      if ((this.#changed.get(number) ?? -1) >= since && this.#rows.has(number)) this.#stale.add(number);
      else {
        this.#rows.delete(number);
        this.#rows.set(number, row);
      }
    }
    this.#shrink();
    this.#tell();
    if (this.#wanted.some((key) => this.#stale.has(numberOf(key)))) void this.load(this.#wanted);
  }

  #shrink(): void {
    if (this.#rows.size <= KEEP) return;
    const inSight = new Set(this.#wanted.map(numberOf));
    for (const number of this.#rows.keys()) {
      if (this.#rows.size <= KEEP) return;
      if (inSight.has(number)) continue;
      this.#rows.delete(number);
      this.#stale.delete(number);
      this.#changed.delete(number);
    }
  }

  /** Shows a change before main has it; `settle` when it was refused. */
  change(key: RowKey, change: (row: ReviewRow) => ReviewRow): void {
    const number = numberOf(key);
    const row = this.#rows.get(number);
    if (row === undefined) return;
    this.#rows.set(number, change(row));
    this.#changed.set(number, this.#changes);
    this.#changes += 1;
    this.#tell();
  }

  /** These rows (null: all) may stand otherwise than shown; those in sight are asked again. */
  invalidate(keys: readonly RowKey[] | null): void {
    if (keys === null) for (const number of this.#rows.keys()) this.#stale.add(number);
    else for (const key of keys) this.#stale.add(numberOf(key));
    for (const number of this.#underWay.keys()) this.#stale.add(number);
    void this.load(this.#wanted);
  }

  /** Forgets everything (another review). */
  clear(): void {
    this.#generation += 1;
    this.#rows.clear();
    this.#stale.clear();
    this.#underWay.clear();
    this.#changed.clear();
    this.#wanted = [];
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
