import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Ledger } from '../../db/index.ts';
import { logEntries, verify } from '../../db/index.ts';
import { removeNode } from '../../db/nodes.ts';
import {
  addOutcome,
  decideDifferent,
  decideSame,
  editOutcome,
  listOutcomes,
  outcomeBook,
  outcomesOfIssue,
  removeOutcome,
  sanctionNames,
  separateOutcome,
  shownPairs,
  undecidedPairs,
} from '../../db/outcomes/index.ts';
import { readSettings } from '../../db/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import type { OutcomeFamily, OutcomeFields } from '../../shared/contract/types.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import { regulationKinds, sanctionKinds } from '../../shared/lists.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { clearAway, codeOf, contents, newSampleLedger, TODAY, write } from './makeLedger.ts';

afterEach(clearAway);

const nowhere = { issueId: null, measureId: null, unitId: null, note: '' };
const regulation = (more: Partial<Extract<OutcomeFields, { family: 'regulation' }>> = {}): OutcomeFields => ({
  ...{ family: 'regulation', ...nowhere, kind: 'new', title: '合同管理办法', number: '', on: null },
  ...more,
});
const sanction = (more: Partial<Extract<OutcomeFields, { family: 'sanction' }>> = {}): OutcomeFields => ({
  ...{ family: 'sanction', ...nowhere, kind: 'criticism', people: 2, on: '2024-08-01' },
  ...more,
});
const recovery = (more: Partial<Extract<OutcomeFields, { family: 'recovery' }>> = {}): OutcomeFields => ({
  ...{ family: 'recovery', ...nowhere, kind: 'returned', fen: 123_456, on: '2024-08-01' },
  ...more,
});
const clue = (more: Partial<Extract<OutcomeFields, { family: 'clue' }>> = {}): OutcomeFields => ({
  ...{ family: 'clue', ...nowhere, title: '某项目线索', on: '2024-08-01', concludedOn: null, result: '' },
  ...more,
});

const add = (ledger: Ledger, fields: OutcomeFields): number => write(ledger, (db) => addOutcome(db, fields));
const list = (ledger: Ledger, family: OutcomeFamily, find = '') =>
  listOutcomes(ledger.read, { family, find }, TODAY, pinyinInitials);
const rowOf = (ledger: Ledger, family: OutcomeFamily, id: number) => {
  const row = list(ledger, family).rows.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no ${family} ${id}`);
  return row;
};
const measureAt = (ledger: Ledger, nth: number): { id: number; issue: number } => {
  const row = ledger.read.all<{ id: number; issue: number }>(
    'SELECT id, issue_id AS issue FROM measures ORDER BY id',
  )[nth];
  if (row === undefined) throw new Error('no measure');
  return row;
};
const summary = (ledger: Ledger) => summaryFor(ledger.read, '2024-08', TODAY, readSettings(ledger.read));

describe('writing down', () => {
  test('without a day it counts in the month of today, and keeps that month when it is changed later', () => {
    const { ledger } = newSampleLedger();
    const id = add(ledger, regulation());
    expect(rowOf(ledger, 'regulation', id)).toMatchObject({ on: null, firstMonth: '2024-08' });
    write(ledger, (db) =>
      editOutcome({ ...db, today: '2024-11-02' }, id, regulation({ number: '甲〔2024〕1号' })),
    );
    expect(rowOf(ledger, 'regulation', id)).toMatchObject({ firstMonth: '2024-08', number: '甲〔2024〕1号' });
    write(ledger, (db) => editOutcome(db, id, regulation({ on: '2024-07-05' })));
    expect(rowOf(ledger, 'regulation', id)).toMatchObject({ on: '2024-07-05' });
  });

  test('days to come and clues concluded before they came are refused', () => {
    const { ledger } = newSampleLedger();
    expect(codeOf(() => add(ledger, regulation({ on: '2024-09-01' })))).toBe('on_in_future');
    expect(codeOf(() => add(ledger, clue({ concludedOn: '2024-09-01' })))).toBe('on_in_future');
    expect(codeOf(() => add(ledger, clue({ concludedOn: '2024-07-31' })))).toBe(
      'clue_concluded_before_received',
    );
    expect(codeOf(() => add(ledger, clue({ concludedOn: '2024-08-01' })))).toBe('no refusal');
  });

  test('a measure gives its issue, and may not belong to another one', () => {
    const { ledger } = newSampleLedger();
    const measure = measureAt(ledger, 0);
    const other =
      ledger.read.pluck<number>('SELECT id FROM issues WHERE id <> ? LIMIT 1', measure.issue)[0] ?? 0;
    const id = add(ledger, sanction({ measureId: measure.id }));
    expect(rowOf(ledger, 'sanction', id)).toMatchObject({
      issue: { id: measure.issue },
      measure: { id: measure.id },
    });
    expect(codeOf(() => add(ledger, sanction({ measureId: measure.id, issueId: other })))).toBe(
      'measure_of_other_issue',
    );
    expect(codeOf(() => add(ledger, sanction({ issueId: 99_999 })))).toBe('row_missing');
    expect(codeOf(() => add(ledger, sanction({ unitId: 99_999 })))).toBe('row_missing');
    expect(
      outcomesOfIssue(ledger.read, measure.issue, TODAY).map((row) => [row.family, row.id]),
    ).toContainEqual(['sanction', id]);
  });

  test('of a closed issue is written down too', () => {
    const { ledger } = newSampleLedger();
    const closed = ledger.read.pluck<number>(
      `SELECT issue_id FROM closing_events WHERE step = 'closed' ORDER BY id LIMIT 1`,
    )[0];
    expect(closed).toBeGreaterThan(0);
    expect(add(ledger, recovery({ issueId: closed ?? null }))).toBeGreaterThan(0);
  });

  test('an issue or measure that a clue belongs to can not be removed', () => {
    const { ledger } = newSampleLedger();
    const made = write(ledger, (db) => {
      const heading = db.pluck<number>('SELECT id FROM headings ORDER BY id')[0] ?? 0;
      return db.run(
        `INSERT INTO issues (round_id, heading_id, position, number, title, text, adopted_on)
          SELECT round_id, id, 99, '九、', '空问题', '', '2024-04-01' FROM headings WHERE id = ?`,
        heading,
      ).id;
    });
    add(ledger, clue({ issueId: made }));
    expect(codeOf(() => write(ledger, (db) => removeNode(db, 'issue', made)))).toBe('node_has_history');
  });
});

describe('totals', () => {
  const day = fc
    .integer({ min: 1, max: 31 })
    .map((d) => `2024-0${(d % 8) + 1}-${String(d % 28 || 1).padStart(2, '0')}`);
  const maybeDay = fc.option(day, { nil: null });
  const fields: fc.Arbitrary<OutcomeFields> = fc.oneof(
    fc.record({ kind: fc.constantFrom(...regulationKinds), on: maybeDay }).map((r) => regulation(r)),
    fc
      .record({
        kind: fc.constantFrom(...sanctionKinds),
        people: fc.integer({ min: 1, max: 40 }),
        on: maybeDay,
      })
      .map((r) => sanction(r)),
    fc
      .record({
        kind: fc.constantFrom('returned', '收回清退违规资金', 'loss_recovered', '追缴税款'),
        fen: fc.integer({ min: 1, max: 900_000_000_000 }),
        on: maybeDay,
      })
      .map((r) => recovery(r)),
    fc
      .record({ on: day, late: fc.option(fc.nat(20), { nil: null }) })
      .map(({ on, late }) => clue({ on, concludedOn: late === null || late > 10 ? null : on })),
  );
  type Act = {
    readonly what: 'same' | 'separate' | 'remove';
    readonly family: OutcomeFamily;
    readonly a: number;
    readonly b: number;
  };
  const acts: fc.Arbitrary<Act[]> = fc.array(
    fc.record({
      what: fc.constantFrom('same', 'same', 'separate', 'remove'),
      family: fc.constantFrom(...outcomeFamilies),
      a: fc.nat(40),
      b: fc.nat(40),
    }),
    { maxLength: 12 },
  );

  /** The figures of the ledgers as the summary has them. */
  function figures(ledger: Ledger) {
    const { outcomes, clues } = summary(ledger);
    const kinds = (rows: readonly { kind: string; figure: { value: number } }[]) =>
      Object.fromEntries(rows.flatMap((r) => (r.figure.value === 0 ? [] : [[r.kind, r.figure.value]])));
    return {
      regulation: { total: outcomes.regulationsTotal.value, byKind: kinds(outcomes.regulations) },
      sanction: { total: outcomes.sanctionsTotal.value, byKind: kinds(outcomes.sanctions) },
      recovery: { total: outcomes.recoveriesTotal.value, byKind: kinds(outcomes.recoveries) },
      clue: {
        total: clues.received.value,
        byKind: Object.fromEntries(
          [['received', clues.received.value] as const, ['concluded', clues.concluded.value] as const].filter(
            ([, value]) => value > 0,
          ),
        ),
      },
    };
  }

  test('of every family are those of the summary of the day, whatever is written down, decided and removed', () => {
    const { ledger } = newSampleLedger();
    let summed = 0;
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 8 }), acts, (some, work) => {
        for (const each of some) add(ledger, each);
        for (const { what, family, a, b } of work) {
          const ids = list(ledger, family).rows.map((row) => row.id);
          const one = ids[a % ids.length];
          const two = ids[b % ids.length];
          if (one === undefined || two === undefined || one === two) continue;
          codeOf(() =>
            write(ledger, (db) => {
              if (what === 'same') decideSame(db, family, [one, two], two);
              else if (what === 'separate') separateOutcome(db, family, one);
              else removeOutcome(db, family, one);
            }),
          );
        }
        const wanted = figures(ledger);
        for (const family of outcomeFamilies) {
          const { total, byKind, counted, rows } = list(ledger, family);
          expect({ total, byKind: Object.fromEntries(byKind.map((k) => [k.kind, k.total])) }).toEqual(
            wanted[family],
          );
          expect(counted).toBeLessThanOrEqual(rows.length);
          if (family !== 'clue') expect(byKind.reduce((sum, k) => sum + k.total, 0)).toBe(total);
          // Repeats point straight at a row that repeats nothing.
          const by = new Map(rows.map((row) => [row.id, row]));
          for (const row of rows)
            if (row.duplicateOf !== null) expect(by.get(row.duplicateOf)?.duplicateOf).toBeNull();
          const book = outcomeBook(ledger.read, family, TODAY, false).families[0];
          expect(book?.rows.reduce((sum, one) => sum + one.counts, 0)).toBe(total);
          summed += total;
        }
      }),
      { numRuns: 25 },
    );
    expect(summed).toBeGreaterThan(0);
    expect(verify(ledger.read).ok).toBe(true);
  });

  test('of what is found are of what is shown', () => {
    const { ledger } = newSampleLedger();
    const before = list(ledger, 'regulation').total;
    const id = add(ledger, regulation({ title: '合同管理办法', number: '示国运〔2024〕99号' }));
    expect(list(ledger, 'regulation').total).toBe(before + 1);
    expect(list(ledger, 'regulation', 'htgl').rows.map((row) => row.id)).toEqual([id]);
    expect(list(ledger, 'regulation', '合同 99号')).toMatchObject({ total: 1, counted: 1 });
    expect(list(ledger, 'regulation', '没有这样的词')).toMatchObject({
      rows: [],
      total: 0,
      counted: 0,
      byKind: [],
    });
  });
});

describe('deciding', () => {
  test('one regulation under two issues counts once, and undoing brings the pair back', () => {
    const { ledger } = newSampleLedger();
    const first = measureAt(ledger, 0);
    const second = measureAt(ledger, 50);
    const before = summary(ledger).outcomes.regulationsTotal.value;
    const start = contents(ledger.read);
    const a = add(ledger, regulation({ issueId: first.issue, number: '甲〔2024〕7号' }));
    const b = add(ledger, regulation({ issueId: second.issue, number: '甲[2024]07号', on: '2024-08-02' }));
    expect(summary(ledger).outcomes.regulationsTotal.value).toBe(before + 2);
    const [pair] = undecidedPairs(ledger.read);
    expect(pair).toMatchObject({
      family: 'regulation',
      first: a,
      second: b,
      proposed: b,
      why: ['same_number', 'same_title'],
    });
    expect(shownPairs(ledger.read, TODAY, 10)[0]).toMatchObject({ first: { id: a }, second: { id: b } });

    write(ledger, (db) => decideSame(db, 'regulation', [a, b], b));
    expect(summary(ledger).outcomes.regulationsTotal.value).toBe(before + 1);
    expect(undecidedPairs(ledger.read)).toEqual([]);
    expect(rowOf(ledger, 'regulation', b).repeats).toBe(1);

    ledger.undo();
    expect(undecidedPairs(ledger.read)).toHaveLength(1);
    expect(summary(ledger).outcomes.regulationsTotal.value).toBe(before + 2);
    ledger.undo();
    ledger.undo();
    expect(contents(ledger.read)).toEqual(start);
  });

  test('two that are different are not asked about again, until the clerk says otherwise', () => {
    const { ledger } = newSampleLedger();
    const a = add(ledger, recovery());
    const b = add(ledger, recovery({ on: '2024-08-20' }));
    write(ledger, (db) => decideDifferent(db, 'recovery', [b, a]));
    expect(undecidedPairs(ledger.read)).toEqual([]);
    // The same word again changes nothing.
    expect(
      ledger.write({ action: 'test' }, (db) => decideDifferent(db, 'recovery', [a, b])).change,
    ).toBeNull();
    ledger.undo();
    expect(undecidedPairs(ledger.read)).toHaveLength(1);
    ledger.redo();
    write(ledger, (db) => decideSame(db, 'recovery', [a, b], a));
    expect(rowOf(ledger, 'recovery', b).duplicateOf).toBe(a);
    expect(contents(ledger.read)['outcome_pairs']).toEqual([]);
    expect(codeOf(() => write(ledger, (db) => decideDifferent(db, 'recovery', [a, b])))).toBe(
      'outcome_pair_same',
    );
  });

  test('chains are flattened, and a repeat may be made the primary of all', () => {
    const { ledger } = newSampleLedger();
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(() => add(ledger, clue()));
    write(ledger, (db) => decideSame(db, 'clue', [a, b], a));
    write(ledger, (db) => decideSame(db, 'clue', [c, d], c));
    write(ledger, (db) => decideSame(db, 'clue', [b, d], d));
    expect([a, b, c, d].map((id) => rowOf(ledger, 'clue', id).duplicateOf)).toEqual([d, d, d, null]);
    expect(codeOf(() => write(ledger, (db) => decideSame(db, 'clue', [a, b], c)))).toBe(
      'outcome_pair_unclear',
    );
    expect(codeOf(() => write(ledger, (db) => decideSame(db, 'clue', [a, a], a)))).toBe(
      'outcome_pair_unclear',
    );
  });

  test('a repeat that is taken out counts again and is not asked about again', () => {
    const { ledger } = newSampleLedger();
    const a = add(ledger, sanction());
    const b = add(ledger, sanction());
    write(ledger, (db) => decideSame(db, 'sanction', [a, b], a));
    const once = list(ledger, 'sanction').total;
    expect(codeOf(() => write(ledger, (db) => separateOutcome(db, 'sanction', a)))).toBe('outcome_no_repeat');
    write(ledger, (db) => separateOutcome(db, 'sanction', b));
    expect(list(ledger, 'sanction').total).toBe(once + 2);
    expect(undecidedPairs(ledger.read)).toEqual([]);
  });

  test('removing a primary leaves the fact counted under its oldest repeat', () => {
    const { ledger } = newSampleLedger();
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map(() => add(ledger, recovery()));
    write(ledger, (db) => decideSame(db, 'recovery', [b, a], a));
    write(ledger, (db) => decideSame(db, 'recovery', [c, a], a));
    const before = list(ledger, 'recovery').total;
    const kept = contents(ledger.read);
    expect(write(ledger, (db) => removeOutcome(db, 'recovery', a))).toBe(b);
    expect(list(ledger, 'recovery').total).toBe(before);
    expect(rowOf(ledger, 'recovery', c).duplicateOf).toBe(b);
    ledger.undo();
    expect(contents(ledger.read)).toEqual(kept);
    expect(write(ledger, (db) => removeOutcome(db, 'recovery', c))).toBeNull();
    expect(codeOf(() => write(ledger, (db) => removeOutcome(db, 'recovery', c)))).toBe('row_missing');
  });
});

describe('names in sanctions', () => {
  const SECRET = '赵某某';
  test('stay where they are unless they are given, and are in no list, search or log', () => {
    const { ledger } = newSampleLedger();
    const id = add(ledger, sanction({ names: SECRET }));
    write(ledger, (db) => editOutcome(db, id, sanction({ people: 3 })));
    expect(sanctionNames(ledger.read, id)).toBe(SECRET);
    write(ledger, (db) => editOutcome(db, id, sanction({ people: 3, names: `${SECRET}、${SECRET}` })));
    write(ledger, (db) => removeOutcome(db, 'sanction', id));
    ledger.undo();

    expect(list(ledger, 'sanction').rows.find((row) => row.id === id)).toMatchObject({ hasNames: true });
    expect(list(ledger, 'sanction', SECRET).rows).toEqual([]);
    expect(list(ledger, 'sanction', 'zmm').rows).toEqual([]);
    const log = logEntries(ledger.read, { limit: 1000 });
    const said = log.filter((entry) => entry.table === 'sanctions' && entry.row === id);
    expect(said.map(({ op, field }) => `${op} ${field}`)).toEqual(
      expect.arrayContaining(['insert ', 'update names', 'delete ']),
    );
    expect(JSON.stringify([log, list(ledger, 'sanction'), shownPairs(ledger.read, TODAY, 9)])).not.toContain(
      SECRET,
    );
    expect(said.find((entry) => entry.field === 'names')).toMatchObject({
      old: '（已隐去）',
      new: '（已隐去）',
    });
    expect(said.at(-1)?.new).toContain('（已隐去）');
    // What was done stays provable.
    expect(verify(ledger.read).ok).toBe(true);
  });

  test('go into an export only when they are asked for', () => {
    const { ledger } = newSampleLedger();
    add(ledger, sanction({ names: SECRET }));
    expect(JSON.stringify(outcomeBook(ledger.read, 'all', TODAY, false))).not.toContain(SECRET);
    expect(JSON.stringify(outcomeBook(ledger.read, 'sanction', TODAY, true))).toContain(SECRET);
  });
});
