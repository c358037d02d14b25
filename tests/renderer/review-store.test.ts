/** The review's store against a main that holds a batch in memory: what the keys do, over rows not yet fetched. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReviewCell, ReviewDecision, ReviewFilter, ReviewRow } from '../../shared/contract/types.ts';
import { fail, ok } from '../../shared/result.ts';
import {
  decideAll,
  decideHere,
  decideRow,
  matchRow,
  takeAgain,
  takeBack,
  usePast,
} from '../../renderer/store/reviewDecide.ts';
import {
  find,
  listed,
  openReviewOf,
  putCursor,
  reviewRows,
  rowAt,
  setFilter,
  useReview,
} from '../../renderer/store/review.ts';
import { stepOpen, stepRows, stepSpot } from '../../renderer/store/reviewMove.ts';
import { movedWords } from '../../renderer/store/reviewWork.ts';
import { cellClasses } from '../../shared/returns/types.ts';
import type { CellClass } from '../../shared/returns/types.ts';
import { cellAt, isOpenSpot, spotsOf } from '../../renderer/views/review/spots.ts';

type Field = ReviewCell['field'];
const FIELDS: readonly Field[] = ['state', 'progress'];
const COUNT = 500;

/** 500 rows of two files, two differing cells each; main's side of the calls that the store makes. */
class Main {
  readonly choices = new Map<string, { choice: ReviewCell['choice']; value: string | null }>();
  readonly asked: string[] = [];
  refuse = false;
  status = 'review';
  /** Rows that found no measure, and what the clerk said of them. */
  readonly stray = new Map<number, number | null | undefined>();

  classOf(row: number): ReviewCell['class'] {
    return row % 50 === 0 ? 'problem' : 'theirs';
  }
  row(file: number, row: number): ReviewRow {
    const said = this.stray.get(row);
    if (this.stray.has(row) && typeof said !== 'number')
      return {
        ...{ file, row, how: null, score: 0, candidates: [], class: 'new', measure: null, cells: [] },
        ...{ problem: said === null ? 'left_out' : 'no_match', label: '', completion: false },
        ...{ hints: [], tampered: [] },
      };
    return {
      ...{
        file,
        row,
        how: said === undefined ? 'id' : 'chosen',
        score: 100,
        candidates: [],
        class: 'matched',
        problem: null,
      },
      ...{ label: '', completion: false, hints: [], tampered: [] },
      measure: { id: row, number: String(row), title: '', issueTitle: '', role: 'responsible' },
      cells: FIELDS.map((field) => {
        const held = this.choices.get(`${file} ${row} ${field}`);
        const kind = field === 'state' ? this.classOf(row) : 'theirs';
        return {
          ...{ field, at: 'A1', text: 'x', sent: '', ledger: '', committed: false, held: null },
          value: kind === 'problem' ? null : 'done',
          problem: kind === 'problem' ? { code: 'state_percent', proposed: 'mostly_done' } : null,
          class: kind,
          choice: held?.choice ?? 'later',
          edited: held?.value ?? null,
        };
      }),
    };
  }
  keys(filter: ReviewFilter): number[] {
    const keys: number[] = [];
    if (filter.rowClasses !== undefined) return keys;
    for (let row = 1; row <= COUNT; row += 1) {
      const file = row <= COUNT / 2 ? 1 : 2;
      if (filter.files !== undefined && !filter.files.includes(file)) continue;
      const { cells, problem } = this.row(file, row);
      if (problem === 'no_match') keys.push(file, row);
      const wanted = cells.filter((each) => filter.classes?.includes(each.class) ?? true);
      if (wanted.length === 0) continue;
      if (filter.decided === 'open' && !wanted.some((each) => each.choice === 'later')) continue;
      keys.push(file, row);
    }
    return keys;
  }
  decide(decisions: readonly ReviewDecision[]): ReviewDecision[] {
    return decisions.map((each) => {
      const key = `${each.file} ${each.row} ${each.field}`;
      const before = this.choices.get(key);
      if (each.choice === 'later') this.choices.delete(key);
      else this.choices.set(key, { choice: each.choice, value: each.value });
      return { ...each, choice: before?.choice ?? 'later', value: before?.value ?? null };
    });
  }
  readonly call = new Proxy<Record<string, (args: never) => Promise<unknown>>>(
    {},
    {
      get: (_target, name: string) => async (args: Record<string, unknown>) => {
        this.asked.push(name);
        await Promise.resolve();
        switch (name) {
          case 'returns.review':
            return ok({ batch: { status: this.status }, files: [], revision: 1, stale: false });
          case 'returns.find':
            return ok({
              keys: Int32Array.from(this.keys((args['filter'] ?? {}) as ReviewFilter)),
              ...{ classes: {}, rowClasses: {}, completions: 0, hints: {} },
            });
          case 'returns.rows':
            return ok({
              rows: (args['keys'] as { file: number; row: number }[]).map((key) =>
                this.row(key.file, key.row),
              ),
            });
          case 'returns.match':
            this.stray.set(args['row'] as number, args['measure'] as number | null | undefined);
            return ok({});
          case 'returns.decide': {
            if (this.refuse) return fail('ledger_busy');
            const { decisions, all } = args as {
              decisions?: ReviewDecision[];
              all?: { filter: ReviewFilter; choice: ReviewDecision['choice'] };
            };
            const list =
              decisions ??
              pairs(this.keys(all?.filter ?? {})).flatMap(([file, row]) =>
                this.row(file, row)
                  .cells.filter(
                    (each) => each.choice === 'later' && (all?.filter.classes?.includes(each.class) ?? true),
                  )
                  .filter((each) => all?.choice !== 'accept' || each.class !== 'problem')
                  .map((each) => ({
                    file,
                    row,
                    field: each.field,
                    choice: all?.choice ?? 'later',
                    value: null,
                  })),
              );
            const before = this.decide(list);
            return ok({ changed: before.length, before });
          }
          default:
            throw new Error(`not asked for here: ${name}`);
        }
      },
    },
  );
}
function pairs(keys: readonly number[]): [number, number][] {
  return Array.from({ length: keys.length / 2 }, (_, at) => [keys[at * 2]!, keys[at * 2 + 1]!]);
}

let main: Main;
let close: () => void;
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Long enough for every answer that is under way. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await rest();
};
const here = (): string => {
  const { at, spot } = useReview.getState();
  return `${rowAt(at)?.row}.${spot}`;
};
const choiceOf = (row: number, field: Field): string =>
  main.choices.get(`${row <= COUNT / 2 ? 1 : 2} ${row} ${field}`)?.choice ?? 'later';

beforeEach(async () => {
  main = new Main();
  vi.stubGlobal('window', {
    ledger: { call: main.call, on: () => () => undefined },
    setTimeout: () => 0,
    clearTimeout: () => undefined,
  });
  close = openReviewOf(7);
  await settled();
});
afterEach(() => {
  close();
  usePast.setState({ past: [], future: [] });
  vi.unstubAllGlobals();
});

describe('the cursor of a review', () => {
  it('begins on the first difference and goes spot by spot, over rows not yet fetched', async () => {
    expect(listed()).toBe(COUNT);
    expect(here()).toBe('1.state');
    const seen = [here()];
    for (let step = 0; step < 60; step += 1) {
      await stepSpot(1);
      seen.push(here());
    }
    expect(seen).toHaveLength(new Set(seen).size);
    expect(here()).toBe('31.state');
    await stepSpot(-1);
    expect(here()).toBe('30.progress');
  });

  it('stops at both ends and jumps by rows', async () => {
    await stepSpot(-1);
    expect(here()).toBe('1.state');
    stepRows(10_000);
    await settled();
    expect(here()).toBe('500.state');
    await stepSpot(1);
    await stepSpot(1);
    expect(here()).toBe('500.progress');
  });

  it('goes to the next difference that waits, however far, and around the end', async () => {
    main.decide(
      pairs(main.keys({}))
        .filter(([, row]) => row !== 3 && row !== 400)
        .flatMap(([file, row]) =>
          FIELDS.map((field) => ({ file, row, field, choice: 'keep' as const, value: null })),
        ),
    );
    reviewRows.invalidate(null);
    setFilter({ openOnly: false });
    await settled();
    putCursor(0, 'state');
    expect(await stepOpen(1)).toBe(true);
    expect(here()).toBe('3.state');
    await stepOpen(1);
    expect(here()).toBe('3.progress');
    await stepOpen(1);
    expect(here()).toBe('400.state');
    await stepOpen(1);
    await stepOpen(1);
    expect(here()).toBe('3.state');
    await stepOpen(-1);
    expect(here()).toBe('400.progress');
  });

  it('says when nothing waits any more', async () => {
    await decideAll('全部采纳', {}, 'accept');
    await decideAll('全部保留', {}, 'keep');
    expect(await stepOpen(1)).toBe(false);
    await find();
    expect(listed()).toBe(0);
  });

  it('lists everything of a batch that is done', async () => {
    close();
    main.status = 'committed';
    main.decide(
      pairs(main.keys({})).map(([file, row]) => ({
        file,
        row,
        field: 'state',
        choice: 'accept',
        value: null,
      })),
    );
    close = openReviewOf(7);
    await settled();
    expect(useReview.getState().filter.openOnly).toBe(false);
    expect(listed()).toBe(COUNT);
  });

  it('stays in its row when the list is asked anew', async () => {
    putCursor(299, 'progress');
    setFilter({ file: 2 });
    await settled();
    expect(listed()).toBe(250);
    expect(here()).toBe('300.progress');
  });
});

describe('deciding', () => {
  it('stands at once, goes on to the next, and keeps the row listed', async () => {
    const decided = decideHere('accept');
    expect(cellAt(rowAt(0)!, 'state')?.choice).toBe('accept');
    await decided;
    expect(here()).toBe('1.progress');
    await decideHere('keep');
    await settled();
    expect([choiceOf(1, 'state'), choiceOf(1, 'progress')]).toEqual(['accept', 'keep']);
    expect(here()).toBe('2.state');
    expect(listed()).toBe(COUNT);
  });

  it('takes the proposed reading of what was not understood, as the clerk’s own value', async () => {
    putCursor(49, 'state');
    await reviewRows.load([{ file: 1, row: 50 }]);
    await decideHere('accept');
    await settled();
    expect(main.choices.get('1 50 state')).toEqual({ choice: 'edit', value: 'mostly_done' });
  });

  it('is taken back and taken again step by step, in the order of the keys', async () => {
    await decideHere('accept');
    await decideHere('keep');
    await decideRow('accept');
    await settled();
    expect([choiceOf(2, 'state'), choiceOf(2, 'progress')]).toEqual(['accept', 'accept']);
    await takeBack();
    expect([choiceOf(2, 'state'), choiceOf(2, 'progress')]).toEqual(['later', 'later']);
    expect(here()).toBe('2.state');
    await takeBack();
    expect([choiceOf(1, 'state'), choiceOf(1, 'progress')]).toEqual(['accept', 'later']);
    await takeAgain();
    await takeAgain();
    await settled();
    expect(main.choices.size).toBe(4);
    expect(choiceOf(1, 'progress')).toBe('keep');
    await takeBack();
    await takeBack();
    await takeBack();
    await settled();
    expect(main.choices.size).toBe(0);
    expect(rowAt(0)!.cells.every((each) => each.choice === 'later')).toBe(true);
  });

  it('of a whole row leaves alone what the filter hides', async () => {
    setFilter({ focus: 'class:problem' });
    await settled();
    expect(here()).toBe('50.state');
    await decideRow('accept');
    await settled();
    expect([...main.choices.keys()]).toEqual(['1 50 state']);
    expect(here()).toBe('100.state');
  });

  it('of hundreds at once is one step back', async () => {
    await decideHere('keep');
    await decideAll('采纳', { classes: ['theirs'] }, 'accept');
    expect(main.choices.size).toBe(COUNT * 2 - COUNT / 50);
    await takeBack();
    await settled();
    expect([...main.choices.keys()]).toEqual(['1 1 state']);
  });

  it('that is refused leaves the cell as it was, and nothing to take back', async () => {
    main.refuse = true;
    reviewRows.want([{ file: 1, row: 1 }]);
    await decideHere('accept');
    await settled();
    expect(cellAt(rowAt(0)!, 'state')?.choice).toBe('later');
    expect(usePast.getState().past).toEqual([]);
  });

  it('ends with every difference decided once, by one key alone', async () => {
    setFilter({ file: 1 });
    await settled();
    let keys = 0;
    while (keys < 2000 && main.choices.size < COUNT) {
      const { at, spot } = useReview.getState();
      const row = rowAt(at)!;
      expect(isOpenSpot(row, spot!)).toBe(true);
      expect(spotsOf(row, {})).toContain(spot);
      await decideHere('accept');
      await settled();
      keys += 1;
    }
    expect(keys).toBe(COUNT);
  });
});

describe('a row without its measure', () => {
  beforeEach(async () => {
    main.stray.set(2, undefined);
    reviewRows.invalidate(null);
    await find();
    await settled();
    putCursor(1, null);
    await settled();
  });

  it('is left out, passed over, and brought back', async () => {
    expect(here()).toBe('2.match');
    await matchRow(rowAt(1)!, null);
    expect(main.stray.get(2)).toBeNull();
    expect(here()).toBe('3.state');
    await takeBack();
    expect(main.stray.get(2)).toBeUndefined();
    await settled();
    expect(here()).toBe('2.match');
    expect(rowAt(1)?.problem).toBe('no_match');
    await takeAgain();
    expect(main.stray.get(2)).toBeNull();
  });

  it('takes the measure that the clerk says, and its differences are decided at once', async () => {
    await matchRow(rowAt(1)!, 77);
    await settled();
    expect(main.stray.get(2)).toBe(77);
    expect(here()).toBe('2.state');
    await decideHere('accept');
    await settled();
    expect(choiceOf(2, 'state')).toBe('accept');
  });
});

describe('comparing again', () => {
  it('tells which classes moved', () => {
    const none = Object.fromEntries(cellClasses.map((each) => [each, 0])) as Record<CellClass, number>;
    expect(movedWords({ ...none, theirs: 52 }, { ...none, theirs: 50, unchanged: 2 })).toBe(
      '一致 0 → 2、有改动 52 → 50',
    );
    expect(movedWords(none, none)).toBe('');
  });
});
