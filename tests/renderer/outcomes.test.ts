import { describe, expect, test } from 'vitest';
import { draftOf, fieldsOf, moneyHint, newDraft } from '../../renderer/views/outcomes/fields.ts';
import { pairFacts } from '../../renderer/views/outcomes/pairFacts.ts';
import { kindChoices, sourceWord, totalsLine } from '../../renderer/views/outcomes/words.ts';
import { outcomeFields } from '../../shared/contract/outcomes.ts';
import type { OutcomeRow } from '../../shared/contract/types.ts';
import { outcomeFamilies } from '../../shared/outcomes/likely.ts';
import { outcomeName } from '../../shared/outcomes/words.ts';

const common = {
  ...{ id: 7, on: '2024-08-01', firstMonth: null, duplicateOf: null, repeats: 0, batch: null, note: '注' },
  issue: { id: 3, place: '一（二）3', title: '采购不规范' },
  measure: { id: 9, number: '一是', title: '修订办法' },
  unit: { id: 5, name: '财务管理部' },
};
const rows: readonly OutcomeRow[] = [
  { family: 'regulation', ...common, kind: 'revised', title: '采购管理办法', number: '甲〔2024〕1号' },
  { family: 'sanction', ...common, kind: 'admonishment', people: 3, hasNames: true },
  { family: 'recovery', ...common, kind: 'returned', fen: 16_580_050 },
  { family: 'clue', ...common, title: '线索', concludedOn: '2024-08-09', result: '属实' },
];

describe('an outcome as it is typed', () => {
  test.each(rows)('saved as it came changes nothing: $family', (row) => {
    const fields = fieldsOf(row.family, draftOf(row));
    expect(outcomeFields.safeParse(fields).success).toBe(true);
    expect(fields).toMatchObject({ issueId: 3, measureId: 9, unitId: 5, note: '注', on: '2024-08-01' });
    // Hidden names are not sent, so that the kept ones stay.
    expect(fields).not.toHaveProperty('names');
    if (row.family === 'recovery') expect(fields).toMatchObject({ kind: 'returned', fen: 16_580_050 });
  });

  test('a new one takes its place along; amounts and days that lack are no outcome yet', () => {
    const draft = newDraft({ issueId: 1, measureId: null, unitId: 2 });
    expect(fieldsOf('sanction', draft)).toMatchObject({ issueId: 1, unitId: 2, people: 1 });
    expect(fieldsOf('recovery', draft)).toBeNull();
    expect(fieldsOf('clue', { ...draft, title: '线索' })).toBeNull();
    expect(
      fieldsOf('recovery', { ...draft, money: '１６．５８万元', recoveryKind: '追缴税款' }),
    ).toMatchObject({
      fen: 16_580_000,
      kind: '追缴税款',
    });
    expect(fieldsOf('regulation', { ...draft, title: ' 《采购管理办法》 ' })).toMatchObject({
      title: '采购管理办法',
    });
    expect(fieldsOf('regulation', { ...draft, title: '《章程》《规则》' })).toMatchObject({
      title: '《章程》《规则》',
    });
    expect(fieldsOf('sanction', { ...draft, names: '' })).toMatchObject({ names: '' });
  });

  test('an amount says what was understood, or what is wrong', () => {
    expect(moneyHint('16.58万元')).toEqual({ ok: true, text: '即 165,800.00 元' });
    expect(moneyHint('约16万')).toEqual({ ok: true, text: '即 160,000.00 元（原文是约数，按此数计入）' });
    expect(['0', '-5', '1.005元', '若干万'].map((typed) => moneyHint(typed).ok)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('words', () => {
  test('the sum is the ledger’s own; repeats are told', () => {
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    const answer = { rows: [row, row, row], total: 2, counted: 2, byKind: [{ kind: 'revised', total: 2 }] };
    expect(totalsLine('regulation', answer, null, 3)).toBe('计入 2 项：修订 2；共 3 条，其中 1 条重复不另计');
    expect(totalsLine('regulation', answer, '修订', 3)).toBe('修订：计入 2 项，共 3 条');
    expect(
      totalsLine(
        'recovery',
        { rows: [], total: 5, counted: 0, byKind: [{ kind: '其他', total: 5 }] },
        null,
        0,
      ),
    ).toBe('计入 0.05 元：其他 0.05 元；共 0 条');
  });

  test('kinds to choose from are those that rows have; titles are quoted once', () => {
    expect(
      outcomeFamilies.map((family) =>
        kindChoices(
          family,
          rows.filter((r) => r.family === family),
        ).map((c) => c.label),
      ),
    ).toEqual([['修订'], ['诫勉'], ['收回清退违规资金'], ['已办结']]);
    const titled = { ...rows[0], title: '《采购管理办法》补充规定' } as OutcomeRow;
    expect(outcomeName(titled)).toBe('《采购管理办法》补充规定');
    expect(rows.map(sourceWord)).toEqual(['手工', '手工', '手工', '手工']);
  });

  test('side by side two of a family have the same lines, and never a name', () => {
    for (const row of rows) {
      const other = { ...row, id: 8, issue: null, measure: null, unit: null } as OutcomeRow;
      expect(pairFacts(row).map((f) => f.label)).toEqual(pairFacts(other).map((f) => f.label));
    }
    expect(JSON.stringify(rows.map(pairFacts))).toContain('不在此显示');
  });
});
