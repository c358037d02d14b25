/** The derived index: whatever was done, it is what would be made from nothing, and it finds what the clerk types. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addPerson,
  addProgress,
  addUnit,
  currentRoundId,
  editMeasures,
  editPerson,
  findMeasures,
  type Ledger,
  readSettings,
  renameUnit,
  wholeTree,
} from '../../db/index.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import { clearAway, indexRows, openMeasures, TODAY, write } from './makeLedger.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import { acts, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const found = (ledger: Ledger, query: Partial<ChecklistQuery>) => [
  ...findMeasures(ledger.read, { ...wholeChecklist, ...query }, TODAY, readSettings(ledger.read)).ids,
];

/** Measures of the current round as the tree tells them, without withdrawn ones. */
function inTreeOrder(ledger: Ledger): number[] {
  const round = currentRoundId(ledger.read);
  if (round === null) return [];
  const withdrawn = new Set(
    ledger.read.pluck<number>('SELECT id FROM measures WHERE withdrawn_on IS NOT NULL'),
  );
  return wholeTree(ledger.read, round, TODAY, readSettings(ledger.read))
    .filter((node) => node.kind === 'measure')
    .map((node) => Number(node.id.slice(1)))
    .filter((id) => !withdrawn.has(id));
}

describe('the index of measures', () => {
  test('after any work, undone or not, it equals one made from nothing, and its order is that of the tree', () => {
    fc.assert(
      fc.property(acts(14), fc.nat(6), (work, back) => {
        const ledger = sampleCopy();
        let steps = 0;
        for (const one of work) {
          const result = perform(ledger, one);
          if (typeof result !== 'string' && result.change !== null) steps += 1;
        }
        for (let count = Math.min(back, steps); count > 0; count -= 1) ledger.undo();
        const kept = indexRows(ledger.read);
        const order = found(ledger, {});
        expect(order).toEqual(inTreeOrder(ledger));
        const revision = ledger.revision();
        ledger.rebuildIndex();
        expect(indexRows(ledger.read)).toEqual(kept);
        expect(ledger.revision()).toBe(revision);
        ledger.close();
      }),
      { numRuns: 30 },
    );
  });

  test('a damaged index is made whole again', () => {
    const ledger = sampleCopy();
    const kept = indexRows(ledger.read);
    write(ledger, (db) => {
      db.run("UPDATE measure_index SET words = '', ord = 0 WHERE measure_id < 40");
      db.run('DELETE FROM measure_index WHERE measure_id > 80');
      // A step must differ somewhere, else it is rolled back with all it did.
      addUnit(db, '另一单位', 'department');
    });
    expect(indexRows(ledger.read)).not.toEqual(kept);
    ledger.rebuildIndex();
    expect(indexRows(ledger.read)).toEqual(kept);
  });

  test('what is typed is found in title, text, progress, person and unit, as words and by initials', () => {
    const ledger = sampleCopy();
    const [id] = openMeasures(ledger.read);
    write(ledger, (db) => {
      const leadId = addPerson(db, { name: '欧阳示例', post: '', leader: true, unitId: null });
      const unitId = addUnit(db, '银行结算中心', 'department');
      const helper = addUnit(db, '重庆办事处', 'subsidiary');
      editMeasures(db, [id], {
        title: '重新核对ＡＢＣ账户',
        text: '逐户 函证',
        leadId,
        unitId,
        assistingIds: [helper],
      });
      addProgress(db, id, { month: '2024-08', text: '已函证十二户', source: 'typed' });
    });
    for (const find of [
      ...[
        '重新核对',
        'abc账户',
        'ＡＢＣ',
        '逐户函证',
        '函证十二',
        '欧阳',
        '银行结算',
        '重庆',
        ' 欧阳  银行 ',
      ],
      ...['cxhd', 'oysl', 'yhjszx', 'OYSL', 'cqbsc'],
    ]) {
      expect([find, found(ledger, { find }).includes(id)]).toEqual([find, true]);
    }
    for (const find of ['不存在的词', 'zzzzz', '欧阳 不存在']) expect(found(ledger, { find })).toEqual([]);
    // No word is found across two fields.
    expect(found(ledger, { find: '账户逐户' })).toEqual([]);
  });

  test('a person or a unit under a new name is found by it, with all measures that inherit it from their issue', () => {
    const ledger = sampleCopy();
    const lead = ledger.read.get<{ id: number; n: number }>(
      `SELECT coalesce(m.lead_id, i.lead_id) AS id, count(*) AS n FROM measures m JOIN issues i ON i.id = m.issue_id
        WHERE m.withdrawn_on IS NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    );
    const unit = ledger.read.get<{ id: number; n: number }>(
      `SELECT u.id, (SELECT count(DISTINCT m.id) FROM measures m JOIN issues i ON i.id = m.issue_id
          LEFT JOIN measure_units a ON a.measure_id = m.id AND a.unit_id = u.id
          WHERE m.withdrawn_on IS NULL AND (coalesce(m.unit_id, i.unit_id) = u.id OR a.id IS NOT NULL)) AS n
        FROM units u ORDER BY n DESC LIMIT 1`,
    );
    write(ledger, (db) => {
      editPerson(db, lead?.id ?? 0, { name: '诸葛新名' });
      renameUnit(db, unit?.id ?? 0, '全新名称部', '2024-08-30');
    });
    expect(found(ledger, { find: '诸葛新名' })).toHaveLength(lead?.n ?? -1);
    expect(found(ledger, { find: 'zgxm' })).toHaveLength(lead?.n ?? -1);
    expect(found(ledger, { find: '全新名称部' })).toHaveLength(unit?.n ?? -1);
    ledger.undo();
    expect(found(ledger, { find: '诸葛新名' })).toEqual([]);
    expect(found(ledger, { find: '全新名称部' })).toEqual([]);
  });
});
