/** Rows find their measures: by the clerk, by id, by number, by words; what is doubtful waits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchRows } from '../../shared/returns/match.ts';
import { numberKey } from '../../shared/returns/numberKey.ts';
import type { ReadRow, UnitKnown } from '../../shared/returns/types.ts';
import { measure, noMatches, row, sentAsIs, unit, untouched } from './knownUnit.ts';

const six = [1, 2, 3, 4, 5, 6].map((n) => sentAsIs(measure(n)));
const known = unit(six);
const idOf = (n: number) => ({ id: { form: 9, measure: 100 + n } });

function one(line: ReadRow, of: UnitKnown = known, chosen = noMatches) {
  const [match] = matchRows([line], of, chosen);
  if (match === undefined) throw new Error('no match');
  return match;
}

describe('by id', () => {
  test('an untouched row is its measure, whatever its place', () => {
    const rows = [...six].reverse().map((sent, at) => untouched(at + 5, sent));
    expect(matchRows(rows, known, noMatches).map((match) => [match.measure, match.how])).toEqual(
      [106, 105, 104, 103, 102, 101].map((wanted) => [wanted, 'id']),
    );
  });

  test('a title or number that was merely changed keeps its id', () => {
    expect(one(row(0, { number: '1-1', title: '修订采购办法' }, [], idOf(1))).measure).toBe(101);
    expect(one(row(0, { number: '7', title: six[0]?.title ?? '' }, [], idOf(1))).measure).toBe(101);
    expect(one(row(0, {}, [], idOf(1))).measure).toBe(101);
  });

  test('an id beside the words or the number of another measure waits for the clerk', () => {
    const words = row(0, { number: '1-1', title: six[3]?.title ?? '' }, [], idOf(1));
    const number = row(0, { number: '2-2' }, [], idOf(1));
    for (const line of [words, number]) {
      expect(one(line)).toMatchObject({
        class: 'ambiguous',
        problem: 'several_candidates',
        candidates: [101, 104],
      });
    }
  });

  test('a number that was another measure’s when the form was sent is no contradiction', () => {
    const moved = { ...measure(1), number: '2-1', sent: { number: '1-1', title: '', issueTitle: '' } };
    const other = { ...measure(2), number: '1-1' };
    expect(one(row(0, { number: '1-1' }, [], idOf(1)), unit([moved, other])).measure).toBe(101);
  });

  test('an id of a measure that is gone says nothing; one of another unit is named', () => {
    const strangers = unit([...six, measure(7)]).strangers;
    const of = unit(six, { strangers });
    expect(one(row(0, { number: '1-2' }, [], idOf(99)), of)).toMatchObject({ measure: 102, how: 'number' });
    expect(one(row(0, { number: '1-2' }, [], idOf(7)), of)).toMatchObject({
      measure: null,
      problem: 'measure_not_of_unit',
      candidates: [107],
    });
  });
});

describe('by number', () => {
  test.each(['2-1', '２－１', '2.1', '二（1）', '第2项第1条', '2—1', '2-1、'])('%s', (number) => {
    expect(one(row(0, { number }))).toMatchObject({ measure: 103, how: 'number', score: 100 });
  });

  test('a number that a workbook took for a day', () => {
    expect(one(row(0, { number: '2024-02-01' }))).toMatchObject({ measure: 103, how: 'number' });
  });

  test('the number of the issue in a column of its own', () => {
    expect(one(row(0, { issueNumber: '2', number: '（1）' }))).toMatchObject({ measure: 103, how: 'number' });
  });

  test('official numbers mean the measure too, but not before printed ones', () => {
    const of = unit([measure(1, { numbers: ['1-2-1', '1-2'] }), measure(2), measure(3, { numbers: ['7'] })]);
    expect(one(row(0, { number: '一（二）1' }), of).measure).toBe(101);
    expect(one(row(0, { number: '1-2' }), of).measure).toBe(102);
    expect(one(row(0, { number: '7' }), of).measure).toBe(103);
  });

  test('a running number beside words of another measure is only a running number', () => {
    const of = unit([measure(1, { numbers: ['1'] }), measure(2, { numbers: ['2'] }), measure(3)]);
    const line = row(0, { number: '1', title: six[2]?.title ?? '' });
    expect(one(line, of)).toMatchObject({ measure: 103, how: 'text' });
  });

  test('a printed number beside words of another measure waits', () => {
    expect(one(row(0, { number: '1-1', title: six[2]?.title ?? '' }))).toMatchObject({
      class: 'ambiguous',
      problem: 'several_candidates',
      candidates: [101, 103],
    });
  });

  test('a number beside words that nobody knows is no match by itself', () => {
    expect(one(row(0, { number: '1-1', title: '购置会议室桌椅和音响设备' }))).toMatchObject({
      class: 'ambiguous',
      problem: 'several_candidates',
      candidates: [101],
    });
  });
});

describe('by words', () => {
  test('white space, width and marks part nothing', () => {
    expect(one(row(0, { title: '（1）开展 工程招标\n专项检查。' }))).toMatchObject({
      measure: 102,
      how: 'text',
    });
    expect(one(row(0, { title: '开展工程招标专项检查。' }))).toMatchObject({ measure: 102, score: 100 });
  });

  test('near words are the measure, far ones are new', () => {
    expect(one(row(0, { title: '清理历史欠账，并逐户进行催收' }))).toMatchObject({
      measure: 104,
      how: 'text',
    });
    expect(one(row(0, { title: '购置会议室桌椅' }, { progress: '已购置' }))).toMatchObject({
      class: 'new',
      problem: 'no_match',
    });
  });

  test('the whole text of a measure is as good as its title', () => {
    const of = unit([
      measure(1, { text: '修订采购管理办法，明确各环节责任。由财务部牵头，六月底前印发执行。' }),
    ]);
    expect(one(row(0, { title: '由财务部牵头，六月底前印发执行' }), of).measure).toBe(101);
  });

  test('one title under two issues is told apart by the issue, or waits', () => {
    const title = '修订管理制度';
    const of = unit([
      measure(1, { title, issueTitle: '采购管理混乱' }),
      measure(3, { title, issueTitle: '选人用人程序不严' }),
    ]);
    expect(one(row(0, { title, issueTitle: '选人用人程序不严' }), of)).toMatchObject({
      measure: 103,
      how: 'text',
    });
    expect(one(row(0, { title }), of)).toMatchObject({
      problem: 'several_candidates',
      candidates: [101, 103],
    });
  });

  test('an issue alone is its only measure', () => {
    const of = unit([measure(1, { issueTitle: '采购管理混乱' }), measure(3), measure(4)]);
    expect(one(row(0, { issueTitle: '采购管理混乱' }), of)).toMatchObject({ measure: 101, how: 'text' });
    expect(one(row(0, { issueTitle: measure(3).issueTitle }), of)).toMatchObject({
      problem: 'several_candidates',
      candidates: [103, 104],
    });
  });

  test('a measure of another unit is named as such', () => {
    const of = unit(six.slice(0, 2), { strangers: unit(six).strangers });
    expect(one(row(0, { title: six[4]?.title ?? '' }), of)).toMatchObject({
      class: 'ambiguous',
      problem: 'measure_not_of_unit',
      candidates: [105],
    });
  });

  test('what says nothing of a measure and answers nothing needs no decision', () => {
    expect(one(row(0, { title: '一、关于党的建设' }))).toMatchObject({ class: 'new', problem: 'left_out' });
  });
});

describe('each measure once', () => {
  test('two rows to one measure both wait', () => {
    const matches = matchRows([row(0, {}, [], idOf(1)), row(1, { number: '1-1' })], known, noMatches);
    expect(matches.map((match) => [match.measure, match.class, match.problem, match.candidates])).toEqual(
      [0, 1].map(() => [null, 'ambiguous', 'measure_twice', [101]]),
    );
  });

  test('the clerk says which one it is', () => {
    const rows = [row(0, {}, [], idOf(1)), row(1, { number: '1-1' })];
    expect(matchRows(rows, known, new Map([[2, 101]])).map((m) => [m.measure, m.how, m.problem])).toEqual([
      [null, null, 'measure_twice'],
      [101, 'chosen', null],
    ]);
    expect(matchRows(rows, known, new Map([[2, null]])).map((m) => [m.measure, m.how, m.problem])).toEqual([
      [101, 'id', null],
      [null, null, 'left_out'],
    ]);
  });

  test('the clerk’s word stands above ids, but gives no unit what is not its own', () => {
    expect(one(row(0, {}, [], idOf(1)), known, new Map([[1, 105]]))).toMatchObject({
      measure: 105,
      how: 'chosen',
    });
    expect(one(row(0, {}, [], idOf(1)), known, new Map([[1, 107]]))).toMatchObject({
      measure: null,
      problem: 'measure_not_of_unit',
    });
  });

  test('a withdrawn measure is not reported on unseen', () => {
    const of = unit([measure(1, { withdrawn: true }), measure(2)]);
    expect(one(row(0, {}, [], idOf(1)), of)).toMatchObject({
      class: 'ambiguous',
      problem: 'measure_withdrawn',
      candidates: [101],
    });
  });

  test('whatever the rows: none is matched twice, and none to what is not the unit’s', () => {
    const anyRow = fc.record({
      id: fc.option(fc.integer({ min: 98, max: 110 }), { nil: null }),
      number: fc.constantFrom('', '1-1', '1-2', '2-1', '3', '9-9', '二（2）'),
      title: fc.constantFrom('', ...six.map((m) => m.title), '开展工程招标检查', '与此无关'),
      issueTitle: fc.constantFrom('', ...six.map((m) => m.issueTitle)),
    });
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 9 }),
        fc.dictionary(
          fc.integer({ min: 1, max: 9 }).map(String),
          fc.option(fc.integer({ min: 100, max: 108 })),
        ),
        (rows, chosen) => {
          const read = rows.map(({ id, ...said }, at) =>
            row(at, said, { progress: '有' }, id === null ? {} : { id: { form: 9, measure: id } }),
          );
          const words = new Map(Object.entries(chosen).map(([at, wanted]) => [Number(at), wanted]));
          const matches = matchRows(read, known, words);
          const taken = matches.flatMap((match) => match.measure ?? []);
          expect(matches).toHaveLength(read.length);
          expect(new Set(taken).size).toBe(taken.length);
          expect(taken.every((own) => own >= 101 && own <= 106)).toBe(true);
          for (const match of matches) {
            expect(match.class === 'matched').toBe(match.problem === null);
            expect(match.measure === null).toBe(match.class !== 'matched');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('numbers in many spellings', () => {
  expect(
    ['一、', '（十二）', '12-2', '１２．２', '二十三（4）①', '无', '', '第三部分'].map(numberKey),
  ).toEqual(['1', '12', '12-2', '12-2', '23-4-1', '', '', '3']);
});
