/** The checklist and the tree: filters part the measures, groups part them too, sorting only reorders. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  createRound,
  findMeasures,
  type Ledger,
  measureRows,
  outline,
  readSettings,
  setMeasureState,
  wholeTree,
} from '../../db/index.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import { demands, lamps, measureStates } from '../../shared/lists.ts';
import { clearAway, newLedger, TODAY, write } from './makeLedger.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const find = (ledger: Ledger, query: Partial<ChecklistQuery> = {}) =>
  findMeasures(ledger.read, { ...wholeChecklist, ...query }, TODAY, readSettings(ledger.read));
const ids = (ledger: Ledger, query: Partial<ChecklistQuery> = {}) => [...find(ledger, query).ids];
const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

function worked(work: Parameters<typeof perform>[1][]): Ledger {
  const ledger = sampleCopy();
  for (const one of work) perform(ledger, one);
  return ledger;
}

describe('the checklist', () => {
  test('values of one filter part what is shown, and filters of two kinds cut', () => {
    fc.assert(
      fc.property(acts(10), (work) => {
        const ledger = worked(work);
        const all = ids(ledger);
        expect(new Set(all).size).toBe(all.length);
        expect(find(ledger).inScope).toBe(all.length);
        const parts = [
          measureStates.map((state) => ids(ledger, { states: [state] })),
          demands.map((demand) => ids(ledger, { demands: [demand] })),
          lamps.map((lamp) => ids(ledger, { lamps: [lamp] })),
        ];
        for (const part of parts) expect(sorted(part.flat())).toEqual(sorted(all));
        const done = new Set(ids(ledger, { states: ['done', 'mostly_done'] }));
        const dated = ids(ledger, { demands: ['dated'] });
        expect(ids(ledger, { states: ['done', 'mostly_done'], demands: ['dated'] })).toEqual(
          dated.filter((id) => done.has(id)),
        );
        const rows = measureRows(ledger.read, all, TODAY, readSettings(ledger.read));
        expect(rows.map((row) => row.id)).toEqual(all);
        const where = (fits: (row: (typeof rows)[number]) => boolean) =>
          rows.filter(fits).map((row) => row.id);
        expect(ids(ledger, { only: ['lacks_evidence'] })).toEqual(where((row) => row.lacksEvidence));
        expect(ids(ledger, { only: ['inferred'] })).toEqual(where((row) => row.deadline.inferred));
        expect(ids(ledger, { only: ['lagging'] })).toEqual(where((row) => row.lagging));
        for (const lead of new Set(rows.flatMap((row) => row.lead?.id ?? []))) {
          expect(ids(ledger, { leads: [lead] })).toEqual(where((row) => row.lead?.id === lead));
        }
        for (const unit of new Set(rows.flatMap((row) => row.unit?.id ?? []))) {
          expect(ids(ledger, { units: [unit] })).toEqual(
            where((row) => row.unit?.id === unit || row.assisting.some((a) => a.id === unit)),
          );
        }
        const withdrawn = ids(ledger, { only: ['withdrawn'] });
        const round = ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1')[0] ?? 0;
        expect(sorted([...all, ...withdrawn])).toEqual(
          ledger.read.pluck(
            'SELECT m.id FROM measures m JOIN issues i ON i.id = m.issue_id WHERE i.round_id = ? ORDER BY m.id',
            round,
          ),
        );
        ledger.close();
      }),
      { numRuns: 15 },
    );
  });

  test('scopes part the round: by top headings, and issue by issue', () => {
    fc.assert(
      fc.property(acts(10), (work) => {
        const ledger = worked(work);
        const round = ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1')[0] ?? 0;
        const tops = ledger.read.pluck<number>(
          'SELECT id FROM headings WHERE round_id = ? AND parent_id IS NULL',
          round,
        );
        const loose = ledger.read.pluck<number>(
          'SELECT id FROM issues WHERE round_id = ? AND heading_id IS NULL',
          round,
        );
        const parts = [
          ...tops.map((heading) => ids(ledger, { scope: { heading } })),
          ...loose.map((issue) => ids(ledger, { scope: { issue } })),
        ];
        expect(sorted(parts.flat())).toEqual(sorted(ids(ledger)));
        const issues = ledger.read.pluck<number>('SELECT id FROM issues WHERE round_id = ?', round);
        expect(sorted(issues.flatMap((issue) => ids(ledger, { scope: { issue } })))).toEqual(
          sorted(ids(ledger)),
        );
        ledger.close();
      }),
      { numRuns: 10 },
    );
  });

  test('any sort is a permutation; any grouping parts the list', () => {
    const query = fc.record({
      sort: fc.constantFrom(
        ...(['tree', 'title', 'state', 'demand', 'lead', 'unit', 'deadline', 'progress'] as const),
      ),
      descending: fc.boolean(),
      group: fc.constantFrom('none', 'issue', 'unit', 'lead' as const),
      states: fc.subarray([...measureStates]),
    });
    fc.assert(
      fc.property(acts(6), fc.array(query, { minLength: 12, maxLength: 12 }), (work, queries) => {
        const ledger = worked(work);
        const rows = new Map(
          measureRows(ledger.read, ids(ledger), TODAY, readSettings(ledger.read)).map((row) => [row.id, row]),
        );
        for (const one of queries) {
          const shown = find(ledger, one);
          const plain = ids(ledger, { states: one.states });
          expect(sorted([...shown.ids])).toEqual(sorted(plain));
          if (one.group === 'none') {
            expect(shown.groups).toEqual([]);
            continue;
          }
          let next = 0;
          for (const group of shown.groups) {
            expect(group.start).toBe(next);
            expect(group.count).toBeGreaterThan(0);
            next += group.count;
            for (const id of shown.ids.slice(group.start, next)) {
              const row = rows.get(id);
              const key = { issue: row?.issueId, unit: row?.unit?.id ?? null, lead: row?.lead?.id ?? null };
              expect(key[one.group as 'issue']).toBe(group.id);
            }
          }
          expect(next).toBe(shown.ids.length);
          expect(new Set(shown.groups.map((group) => group.id)).size).toBe(shown.groups.length);
        }
        ledger.close();
      }),
      { numRuns: 10 },
    );
  });

  test('sorted by deadline or progress, missing values stand last both ways', () => {
    const ledger = sampleCopy();
    for (const [sort, field] of [
      ['deadline', 'dueOn'],
      ['progress', 'latestMonth'],
    ] as const) {
      for (const descending of [false, true]) {
        const list = ids(ledger, { sort, descending });
        const values = measureRows(ledger.read, list, TODAY, readSettings(ledger.read)).map(
          (row) => row[field],
        );
        const known = values.filter((value) => value !== null);
        expect(values.slice(known.length).every((value) => value === null)).toBe(true);
        const ordered = [...known].sort();
        expect(known).toEqual(descending ? ordered.reverse() : ordered);
      }
    }
  });

  test('a ledger without a round shows nothing', () => {
    expect(find(newLedger())).toEqual({ ids: new Int32Array(), groups: [], inScope: 0 });
  });
});

describe('the tree', () => {
  /** A tree of any depth: for each node the one it stands under (an earlier heading, or none) and what it is. */
  const plan = fc.array(
    fc.record({ under: fc.nat(40), issue: fc.boolean(), measures: fc.array(fc.nat(3), { maxLength: 3 }) }),
    { minLength: 1, maxLength: 30 },
  );

  test('refreshed in parts it is the same as read whole, whatever its depth', () => {
    fc.assert(
      fc.property(plan, fc.array(fc.nat(40), { maxLength: 4 }), (nodes, picks) => {
        const ledger = newLedger();
        const made = write(ledger, (db) => {
          const roundId = createRound(db, {
            ...{ title: '轮次', organisation: '', inspectedBy: '', feedbackOn: '2024-03-01', months: 6 },
          });
          const headings: number[] = [];
          const issues: number[] = [];
          for (const { under, issue, measures } of nodes) {
            const parent = headings[under % (headings.length + 1)] ?? null;
            if (!issue) {
              headings.push(addHeadingByHand(db, parent, '', `标题${headings.length}`));
              continue;
            }
            const id = addIssueByHand(db, parent, { title: `问题${issues.length}` });
            issues.push(id);
            for (const state of measures) {
              const measure = addMeasureByHand(db, id, null, { title: '措施', deadline: '2024.5.31' });
              setMeasureState(db, [measure], { state: measureStates[state] ?? 'done' });
            }
          }
          return { roundId, issues };
        });
        const settings = readSettings(ledger.read);
        const whole = outline(ledger.read, made.roundId, TODAY, settings);
        const only =
          made.issues.length === 0 ? [] : picks.map((pick) => made.issues[pick % made.issues.length] ?? 0);
        const part = outline(ledger.read, made.roundId, TODAY, settings, only);
        const key = (node: { kind: string; id: number }) => `${node.kind}${node.id}`;
        const byKey = new Map(whole.map((node) => [key(node), node]));
        // The same nodes, in the same order: the issues asked for and every heading above them.
        const parents = new Map(whole.map((node) => [key(node), node.parent]));
        const wanted = new Set<string>();
        for (const id of only) {
          wanted.add(`issue${id}`);
          for (
            let up = parents.get(`issue${id}`) ?? null;
            up !== null;
            up = parents.get(`heading${up}`) ?? null
          )
            wanted.add(`heading${up}`);
        }
        expect(part.map(key)).toEqual(whole.map(key).filter((one) => wanted.has(one)));
        for (const node of part) expect(node).toEqual(byKey.get(key(node)));

        // A heading's sums are those of the issues below it.
        for (const heading of whole.filter((node) => node.kind === 'heading')) {
          const below = whole.filter((node) => {
            for (let up = node.parent; up !== null; up = parents.get(`heading${up}`) ?? null)
              if (up === heading.id) return node.kind === 'issue';
            return false;
          });
          expect(heading.issues).toBe(below.length);
          expect(heading.measures).toBe(below.reduce((sum, issue) => sum + issue.measures, 0));
          expect(heading.measuresComplete).toBe(
            below.reduce((sum, issue) => sum + issue.measuresComplete, 0),
          );
        }
        const kinds = wholeTree(ledger.read, made.roundId, TODAY, settings).map((node) => node.kind);
        expect(kinds.filter((kind) => kind !== 'measure')).toEqual(whole.map((node) => node.kind));
        ledger.close();
      }),
      { numRuns: 40 },
    );
  });

  test('after any work on the sample, every issue refreshed alone is as in the whole', () => {
    fc.assert(
      fc.property(acts(10), (work) => {
        const ledger = worked(work);
        const round = ledger.read.pluck<number>('SELECT id FROM rounds WHERE current = 1')[0] ?? 0;
        const settings = readSettings(ledger.read);
        const whole = outline(ledger.read, round, TODAY, settings);
        for (const issue of whole.filter((node) => node.kind === 'issue')) {
          const part = outline(ledger.read, round, TODAY, settings, [issue.id]);
          expect(part.length).toBe(issue.depth + 1);
          for (const node of part) expect(whole).toContainEqual(node);
        }
        ledger.close();
      }),
      { numRuns: 5 },
    );
  });
});
