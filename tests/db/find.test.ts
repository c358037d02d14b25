/** Finding in memory: after any work it answers what the index in the file answers, in the same order and groups. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { addUnit, findMeasures, type Ledger, readSettings, renameUnit, warmWords } from '../../db/index.ts';
import { foldWords } from '../../db/searchIndex.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import { clearAway, ledgerOf, TODAY, write } from './makeLedger.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const find = (ledger: Ledger, query: Partial<ChecklistQuery>) =>
  findMeasures(ledger.read, { ...wholeChecklist, ...query }, TODAY, readSettings(ledger.read));

/** Ids whose words in the file hold all that is typed. */
function inFile(ledger: Ledger, typed: string): Set<number> {
  const words = typed.split(/\s+/).map(foldWords);
  return new Set(
    ledger.read
      .all<{ id: number; words: string }>('SELECT measure_id AS id, words FROM measure_index')
      .filter((row) => words.every((word) => row.words.includes(word)))
      .map((row) => row.id),
  );
}

const typed = fc.constantFrom('制度', '采购', 'zd', '公司 整改', '会', '没有这个词', 'ＡＢ', '整改 zd');
const shapes = fc.record({
  sort: fc.constantFrom<ChecklistQuery['sort']>('tree', 'title', 'deadline', 'unit'),
  descending: fc.boolean(),
  group: fc.constantFrom<ChecklistQuery['group']>('none', 'unit', 'issue'),
});

describe('find as one types', () => {
  test('finds what the index holds, after every act and every undo', () => {
    let hits = 0;
    fc.assert(
      fc.property(acts(10), typed, shapes, fc.nat(4), (work, word, shape, back) => {
        const ledger = sampleCopy();
        const look = () => {
          const all = find(ledger, shape);
          const some = find(ledger, { ...shape, find: word });
          const hold = inFile(ledger, word);
          expect([...some.ids]).toEqual([...all.ids].filter((id) => hold.has(id)));
          expect(some.inScope).toBe(all.inScope);
          const inGroups = some.groups.reduce((sum, group) => sum + group.count, 0);
          if (shape.group !== 'none') expect(inGroups).toBe(some.ids.length);
          for (const group of some.groups) {
            const whole = all.groups.find((other) => other.id === group.id);
            const members = [...all.ids.subarray(whole?.start, (whole?.start ?? 0) + (whole?.count ?? 0))];
            expect([...some.ids.subarray(group.start, group.start + group.count)]).toEqual(
              members.filter((id) => hold.has(id)),
            );
          }
          hits += some.ids.length;
        };
        look();
        let steps = 0;
        for (const act of work) {
          const result = perform(ledger, act);
          if (typeof result !== 'string' && result.change !== null) steps += 1;
          look();
        }
        for (let count = Math.min(back, steps); count > 0; count -= 1) {
          ledger.undo();
          look();
        }
        ledger.close();
      }),
      { numRuns: 25 },
    );
    expect(hits).toBeGreaterThan(0);
  });

  test('words being read in slices are whole when something is found, whatever changed meanwhile', () => {
    const { ledger } = ledgerOf(6000);
    const slices = warmWords(ledger.read);
    expect(slices.next().done).toBe(false);
    const unit = write(ledger, (db) => addUnit(db, '新设资产部', 'department'));
    write(ledger, (db) => {
      db.run('UPDATE measures SET unit_id = ? WHERE id IN (5, 5999)', unit);
    });
    write(ledger, (db) => renameUnit(db, unit, '改名资产部', '2024-01-01'));
    expect([...find(ledger, { find: '改名资产部' }).ids].toSorted((a, b) => a - b)).toEqual([5, 5999]);
    expect(find(ledger, { find: 'gmzcb' }).ids).toHaveLength(2);
    expect([...slices]).toEqual([]);
  });

  test('a step of very many rows is followed too', () => {
    const { ledger } = ledgerOf(1500);
    expect(find(ledger, { find: '统一负责人' }).ids).toHaveLength(0);
    write(ledger, (db) => {
      db.run(
        "UPDATE measures SET assignee = '统一负责人', no_evidence_reason = '甲', deadline_raw = id || '号'",
      );
      db.run("UPDATE measures SET no_evidence_reason = '乙'");
    });
    expect(find(ledger, { find: '统一负责人' }).ids).toHaveLength(1500);
    ledger.undo();
    expect(find(ledger, { find: '统一负责人' }).ids).toHaveLength(0);
  });
});
