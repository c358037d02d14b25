import { describe, expect, it } from 'vitest';
import type { MeasureRow } from '../../shared/contract/types.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { RowCache } from '../../renderer/store/rowCache.ts';

function row(id: number, more: Partial<MeasureRow> = {}): MeasureRow {
  return {
    id,
    issueId: Math.ceil(id / 10),
    issueNumber: '1.',
    issueTitle: '问题',
    number: '一是',
    title: `措施${id}`,
    state: 'in_progress',
    demand: 'dated',
    established: false,
    complete: false,
    doneOn: null,
    withdrawnOn: null,
    lead: null,
    leadInherited: true,
    unit: null,
    unitInherited: true,
    assisting: [],
    assignee: '',
    deadline: { raw: '', date: null, immediate: false, ongoing: false, inferred: false },
    dueOn: null,
    extensions: 0,
    lamp: 'green',
    lagging: false,
    lacksEvidence: false,
    frozen: false,
    latestMonth: null,
    latestText: '',
    ...more,
  };
}

/** A ledger that answers when it is told to. */
function ledger() {
  const asked: {
    ids: number[];
    answer: (reply: Result<{ revision: number; rows: MeasureRow[] }>) => void;
  }[] = [];
  const cache = new RowCache((ids) => new Promise((resolve) => asked.push({ ids, answer: resolve })));
  const answer = async (index: number, revision: number, more: Partial<MeasureRow> = {}): Promise<void> => {
    const call = asked[index]!;
    call.answer(ok({ revision, rows: call.ids.map((id) => row(id, more)) }));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { cache, asked, answer };
}

describe('rows in sight', () => {
  it('are asked once, and again only when they are stale', async () => {
    const { cache, asked, answer } = ledger();
    cache.want([1, 2]);
    cache.want([1, 2, 3]);
    expect(asked.map((call) => call.ids)).toEqual([[1, 2], [3]]);
    await answer(0, 5);
    await answer(1, 5);
    expect(cache.get(1)?.title).toBe('措施1');
    cache.want([1, 2, 3]);
    expect(asked).toHaveLength(2);
    cache.invalidate([7]);
    expect(asked).toHaveLength(2);
    cache.invalidate([1]);
    expect(asked.at(-1)?.ids).toEqual([1, 2, 3]);
    expect(cache.get(1)?.title).toBe('措施1');
  });

  it('are asked again when they became stale while the answer was under way', async () => {
    const { cache, asked, answer } = ledger();
    cache.want([1]);
    cache.invalidate(null);
    expect(asked).toHaveLength(1);
    await answer(0, 5, { title: '旧' });
    expect(asked).toHaveLength(2);
    await answer(1, 6, { title: '新' });
    expect(cache.get(1)?.title).toBe('新');
  });

  it('never go back to an older revision', async () => {
    const { cache, answer } = ledger();
    cache.want([1]);
    cache.invalidate(null);
    await answer(0, 9, { title: '新' });
    await answer(1, 4, { title: '旧' });
    expect(cache.get(1)?.title).toBe('新');
  });

  it('are the same object until they change, so that nothing is drawn for nothing', async () => {
    const { cache, answer } = ledger();
    cache.want([1]);
    await answer(0, 5);
    expect(cache.get(1)).toBe(cache.get(1));
    cache.foretell(new Map([[1, { state: 'done' }]]));
    expect(cache.get(1)).toBe(cache.get(1));
  });

  it('of another ledger are dropped, also when they arrive late', async () => {
    const { cache, answer } = ledger();
    cache.want([1]);
    cache.clear();
    await answer(0, 5);
    expect(cache.get(1)).toBeUndefined();
  });

  it('stay unknown after a refusal, and can be asked anew', async () => {
    const { cache, asked } = ledger();
    cache.want([1]);
    asked[0]!.answer(fail('no_ledger'));
    await Promise.resolve();
    await Promise.resolve();
    expect(cache.get(1)).toBeUndefined();
    cache.want([1]);
    expect(asked).toHaveLength(2);
  });

  it('are bounded in number, those in sight kept', async () => {
    const { cache, asked, answer } = ledger();
    for (let start = 1; start <= 6001; start += 200) {
      cache.want(Array.from({ length: 200 }, (_, at) => start + at));
      await answer(asked.length - 1, 5);
    }
    expect(cache.get(1)).toBeUndefined();
    expect(cache.get(6001)?.id).toBe(6001);
    expect(cache.get(6200)?.id).toBe(6200);
  });
});

describe('what was ticked', () => {
  it('is shown at once, and until the ledger’s own row is there', async () => {
    const { cache, answer } = ledger();
    const told: number[] = [];
    cache.want([1]);
    await answer(0, 5);
    cache.subscribe(() => told.push(1));
    cache.foretell(new Map([[1, { state: 'done', complete: true }]]));
    expect(cache.get(1)?.state).toBe('done');
    expect(told).toHaveLength(1);
    cache.settle([1], 6);
    expect(cache.get(1)?.state).toBe('done');
    cache.invalidate([1]);
    // An answer that was read before the write does not take the tick away.
    await answer(1, 5, { state: 'in_progress' });
    expect(cache.get(1)?.state).toBe('done');
    cache.invalidate([1]);
    await answer(2, 6, { state: 'done', lacksEvidence: true });
    expect(cache.get(1)?.lacksEvidence).toBe(true);
  });

  it('is taken away again when the ledger refuses', async () => {
    const { cache, answer } = ledger();
    cache.want([1]);
    await answer(0, 5);
    cache.foretell(new Map([[1, { state: 'done' }]]));
    cache.settle([1], null);
    expect(cache.get(1)?.state).toBe('in_progress');
  });

  it('gives way at once when the row of that revision came first', async () => {
    const { cache, answer } = ledger();
    cache.want([1]);
    await answer(0, 5);
    cache.foretell(new Map([[1, { state: 'done', lamp: 'green_tick' }]]));
    cache.invalidate([1]);
    await answer(1, 6, { state: 'done', lamp: 'amber_tick' });
    cache.settle([1], 6);
    expect(cache.get(1)?.lamp).toBe('amber_tick');
  });
});
