/**
 * Rows of the checklist by id, fetched as they come into sight. What the clerk just ticked lies over them until the
 * ledger's own answer is there (or is taken away again when the ledger refuses).
 */
import type { MeasureRow } from '../../shared/contract/types.ts';
import type { Result } from '../../shared/result.ts';

type Fetch = (ids: number[]) => Promise<Result<{ revision: number; rows: MeasureRow[] }>>;
export type RowPatch = Partial<MeasureRow>;

interface Overlay {
  readonly patch: RowPatch;
  /** Revision of the write that the patch foretold; null while it is under way. */
  revision: number | null;
}
interface Held {
  readonly row: MeasureRow;
  readonly revision: number;
}

/** Rows kept at most; beyond that the ones not seen for longest go. */
const KEEP = 4000;
/** Rows asked for in one call. */
const PAGE = 200;

export class RowCache {
  readonly #fetch: Fetch;
  readonly #rows = new Map<number, Held>();
  readonly #overlays = new Map<number, Overlay>();
  readonly #shown = new Map<number, MeasureRow>();
  readonly #stale = new Set<number>();
  readonly #underWay = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [];
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
  get(id: number): MeasureRow | undefined {
    const held = this.#rows.get(id);
    if (held === undefined) return undefined;
    const overlay = this.#overlays.get(id);
    if (overlay === undefined) return held.row;
    let shown = this.#shown.get(id);
    if (shown === undefined) {
      shown = { ...held.row, ...overlay.patch };
      this.#shown.set(id, shown);
    }
    return shown;
  }

  /** Says which rows are in sight; those missing or stale are asked for. */
  want(ids: readonly number[]): void {
    this.#wanted = ids;
    const missing = ids.filter(
      (id) => (!this.#rows.has(id) || this.#stale.has(id)) && !this.#underWay.has(id),
    );
    for (let at = 0; at < missing.length; at += PAGE) void this.#ask(missing.slice(at, at + PAGE));
  }

  async #ask(ids: number[]): Promise<void> {
    const generation = this.#generation;
    for (const id of ids) this.#underWay.add(id);
    // What becomes stale while the answer is under way stays stale.
    for (const id of ids) this.#stale.delete(id);
    const result = await this.#fetch(ids);
    for (const id of ids) this.#underWay.delete(id);
    if (generation !== this.#generation || !result.ok) return;
    for (const row of result.value.rows) this.#take(row, result.value.revision);
    this.#shrink();
    this.#tell();
    // Rows that became stale meanwhile and are still in sight.
    if (this.#wanted.some((id) => this.#stale.has(id))) this.want(this.#wanted);
  }

  #take(row: MeasureRow, revision: number): void {
    const held = this.#rows.get(row.id);
    if (held !== undefined && held.revision > revision) return;
    this.#rows.delete(row.id);
    this.#rows.set(row.id, { row, revision });
    this.#shown.delete(row.id);
    const overlay = this.#overlays.get(row.id);
    if (overlay !== undefined && overlay.revision !== null && revision >= overlay.revision) {
      this.#overlays.delete(row.id);
    }
  }

  #shrink(): void {
    if (this.#rows.size <= KEEP) return;
    const inSight = new Set(this.#wanted);
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= KEEP) return;
      if (inSight.has(id) || this.#overlays.has(id)) continue;
      this.#rows.delete(id);
      this.#stale.delete(id);
    }
  }

  /** Rows of these issues (null: all) may have changed; those in sight are asked again. */
  invalidate(issues: readonly number[] | null): void {
    const touched = issues === null ? null : new Set(issues);
    for (const [id, held] of this.#rows) {
      if (touched === null || touched.has(held.row.issueId)) this.#stale.add(id);
    }
    // An answer under way may have been read before the change.
    for (const id of this.#underWay) this.#stale.add(id);
    this.want(this.#wanted);
  }

  /** Shows a change before the ledger has it. Answer with `settle` in any case. */
  foretell(patches: ReadonlyMap<number, RowPatch>): void {
    for (const [id, patch] of patches) {
      const before = this.#overlays.get(id);
      this.#overlays.set(id, { patch: { ...before?.patch, ...patch }, revision: null });
      this.#shown.delete(id);
    }
    this.#tell();
  }

  /** The write is through (its revision) or was refused (null: the rows stand as before). */
  settle(ids: readonly number[], revision: number | null): void {
    for (const id of ids) {
      const overlay = this.#overlays.get(id);
      if (overlay === undefined) continue;
      const held = this.#rows.get(id);
      if (revision === null || (held !== undefined && held.revision >= revision)) {
        this.#overlays.delete(id);
        this.#shown.delete(id);
      } else overlay.revision = revision;
    }
    this.#tell();
  }

  /** Forgets everything (another ledger). */
  clear(): void {
    this.#generation += 1;
    this.#rows.clear();
    this.#overlays.clear();
    this.#shown.clear();
    this.#stale.clear();
    this.#underWay.clear();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
