import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewCell, ReviewRow } from '../../shared/contract/types.ts';
import { reviewFilter } from '../../shared/contract/returnShapes.ts';
import { answerFields } from '../../shared/returns/fields.ts';
import { addressOf } from '../../shared/returns/grid.ts';
import { cellClasses, choices, hints, rowProblems } from '../../shared/returns/types.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { ReviewRows } from '../../renderer/store/reviewRows.ts';
import type { RowKey } from '../../renderer/store/reviewRows.ts';
import { firstFilter, toCall } from '../../renderer/views/review/filter.ts';
import type { Filter, Focus } from '../../renderer/views/review/filter.ts';
import {
  answeredBefore,
  chosenOf,
  clashes,
  fieldOf,
  isMoved,
  placeOfAddress,
  setField,
  setHead,
  setSheet,
  unreadColumns,
} from '../../renderer/views/review/mapping.ts';
import type { RecognisedShape } from '../../renderer/views/review/mapping.ts';
import {
  decidable,
  isOpenCell,
  isOpenSpot,
  pressedChoice,
  shownCells,
  spotsOf,
  stepInRow,
} from '../../renderer/views/review/spots.ts';
import { readTyped } from '../../renderer/views/review/typed.ts';
import {
  classWords,
  heldWords,
  hintWords,
  matchWords,
  shownValue,
} from '../../renderer/views/review/words.ts';
import { widthsOf } from '../../renderer/views/review/gridPages.ts';

function cell(more: Partial<ReviewCell> = {}): ReviewCell {
  return {
    field: 'progress',
    at: 'M6',
    text: '新',
    value: '新',
    problem: null,
    sent: '旧',
    ledger: '旧',
    class: 'theirs',
    choice: 'later',
    edited: null,
    committed: false,
    held: null,
    ...more,
  };
}
function row(more: Partial<ReviewRow> = {}): ReviewRow {
  return {
    file: 1,
    row: 6,
    measure: { id: 5, number: '1-1', title: '措施', issueTitle: '问题', role: 'responsible' },
    how: 'id',
    score: 100,
    candidates: [],
    class: 'matched',
    problem: null,
    label: '1-1 措施',
    completion: false,
    hints: [],
    cells: [cell()],
    tampered: [],
    ...more,
  };
}

const cells: fc.Arbitrary<ReviewCell[]> = fc
  .uniqueArray(fc.constantFrom(...answerFields), { minLength: 1, maxLength: 8 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) =>
        fc
          .record({
            class: fc.constantFrom(...cellClasses),
            choice: fc.constantFrom(...choices),
            committed: fc.boolean(),
          })
          .map((more) => cell({ field, ...more })),
      ),
    ),
  );

describe('spots of a row', () => {
  it('are its cells that differ; stepping forth and back goes over each once', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const one = row({ cells: list });
        const spots = spotsOf(one, {});
        expect(spots).toEqual(
          list.filter((each) => !['blank', 'unchanged'].includes(each.class)).map((each) => each.field),
        );
        const forth = [];
        for (let at = stepInRow(spots, null, 1); at !== null; at = stepInRow(spots, at, 1)) forth.push(at);
        const back = [];
        for (let at = stepInRow(spots, null, -1); at !== null; at = stepInRow(spots, at, -1)) back.push(at);
        expect(forth).toEqual(spots);
        expect(back.reverse()).toEqual(spots);
      }),
    );
  });

  it('wait only where a decision is asked for and none stands', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const one = row({ cells: list });
        for (const each of list) {
          const open = decidable.includes(each.class) && each.choice === 'later' && !each.committed;
          expect(isOpenSpot(one, each.field)).toBe(open);
          expect(isOpenCell(each)).toBe(open);
        }
      }),
    );
  });

  it('leave nothing out unsaid: what a filter hides is counted', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...cellClasses), (list, kind) => {
        const one = row({ cells: list });
        const all = shownCells(one, { all: true });
        expect(all.cells).toHaveLength(list.length);
        const some = shownCells(one, { classes: [kind], all: true });
        expect(some.cells.length + some.more).toBe(list.length);
        expect(some.cells.every((each) => each.class === kind)).toBe(true);
      }),
    );
  });

  it('of a row without its measure are one: the match, until it is left out', () => {
    const stray = row({ class: 'new', measure: null, problem: 'no_match' });
    expect(spotsOf(stray, {})).toEqual(['match']);
    expect(isOpenSpot(stray, 'match')).toBe(true);
    expect(isOpenSpot({ ...stray, problem: 'left_out' }, 'match')).toBe(false);
    expect(isOpenSpot(row(), 'match')).toBe(false);
  });

  it('begin anew when the cell under the cursor is gone', () => {
    expect(stepInRow(['state', 'progress'], 'remark', 1)).toBe('state');
    expect(stepInRow([], null, 1)).toBeNull();
  });

  it('show the proposed reading as an acceptance', () => {
    const read = cell({
      class: 'problem',
      value: null,
      problem: { code: 'state_percent', proposed: 'mostly_done' },
    });
    expect(pressedChoice({ ...read, choice: 'edit', edited: 'mostly_done' })).toBe('accept');
    expect(pressedChoice({ ...read, choice: 'edit', edited: 'done' })).toBe('edit');
    expect(pressedChoice(cell({ choice: 'edit', edited: '另' }))).toBe('edit');
  });
});

describe('filters', () => {
  const focuses: Focus[] = [
    'all',
    'clean',
    'completion',
    'row:new',
    'row:ambiguous',
    ...cellClasses.map((each) => `class:${each}` as const),
    ...hints.map((each) => `hint:${each}` as const),
  ];

  it('are always ones that the call takes', () => {
    fc.assert(
      fc.property(
        fc.record({
          focus: fc.constantFrom(...focuses),
          file: fc.option(fc.integer({ min: 1, max: 99 })),
          fields: fc.uniqueArray(fc.constantFrom(...answerFields), { maxLength: 3 }),
          openOnly: fc.boolean(),
          everyRow: fc.boolean(),
        }),
        (filter: Filter) => {
          expect(reviewFilter.safeParse(toCall(filter)).success).toBe(true);
        },
      ),
    );
  });

  it('ask for open cells only where cells can be open', () => {
    expect(toCall(firstFilter)).toEqual({ decided: 'open' });
    expect(toCall({ ...firstFilter, focus: 'class:both', file: 3 })).toEqual({
      files: [3],
      classes: ['both'],
      decided: 'open',
    });
    expect(toCall({ ...firstFilter, focus: 'class:forbidden' })).toEqual({ classes: ['forbidden'] });
    expect(toCall({ ...firstFilter, focus: 'class:unchanged' })).toEqual({
      classes: ['unchanged'],
      all: true,
    });
  });
});

/** A review that answers when it is told to. */
function review() {
  const asked: { keys: RowKey[]; answer: (reply: Result<{ rows: ReviewRow[] }>) => void }[] = [];
  const rows = new ReviewRows((keys) => new Promise((resolve) => asked.push({ keys, answer: resolve })));
  const answer = async (index: number, more: Partial<ReviewRow> = {}): Promise<void> => {
    const call = asked[index]!;
    call.answer(ok({ rows: call.keys.map((key) => row({ ...key, ...more })) }));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { rows, asked, answer };
}
const at = (file: number, number: number): RowKey => ({ file, row: number });

describe('rows of the review', () => {
  it('are asked once, at most 200 at a time, and told apart by file', async () => {
    const { rows, asked, answer } = review();
    rows.want(Array.from({ length: 250 }, (_, index) => at(1 + (index % 2), 1 + index)));
    rows.want([at(1, 1)]);
    expect(asked.map((each) => each.keys.length)).toEqual([200, 50]);
    await answer(0);
    await answer(1);
    expect(rows.get(at(1, 1))?.file).toBe(1);
    expect(rows.get(at(2, 1))).toBeUndefined();
    rows.want([at(1, 1), at(2, 2)]);
    expect(asked).toHaveLength(2);
  });

  it('keep what was decided although an older answer comes later', async () => {
    const { rows, asked, answer } = review();
    rows.want([at(1, 6)]);
    await answer(0);
    rows.invalidate(null);
    expect(asked).toHaveLength(2);
    rows.change(at(1, 6), (one) => ({ ...one, cells: [cell({ choice: 'accept' })] }));
    await answer(1);
    expect(rows.get(at(1, 6))?.cells[0]?.choice).toBe('accept');
    expect(asked).toHaveLength(3);
    await answer(2, { cells: [cell({ choice: 'accept', committed: true })] });
    expect(rows.get(at(1, 6))?.cells[0]?.committed).toBe(true);
    expect(asked).toHaveLength(3);
  });

  it('are waited for, also when somebody else asked', async () => {
    const { rows, answer } = review();
    rows.want([at(1, 6)]);
    let there = false;
    const waiting = rows.load([at(1, 6)]).then(() => {
      there = true;
    });
    await Promise.resolve();
    expect(there).toBe(false);
    await answer(0);
    await waiting;
    expect(rows.get(at(1, 6))?.row).toBe(6);
  });

  it('of another review are dropped, and a refusal leaves them to be asked again', async () => {
    const { rows, asked, answer } = review();
    rows.want([at(1, 6)]);
    rows.clear();
    await answer(0);
    expect(rows.get(at(1, 6))).toBeUndefined();
    rows.want([at(1, 6)]);
    asked[1]!.answer(fail('no_ledger'));
    await new Promise((resolve) => setImmediate(resolve));
    rows.want([at(1, 6)]);
    expect(asked).toHaveLength(3);
  });

  it('are bounded in number, those in sight kept', async () => {
    const { rows, asked, answer } = review();
    for (let start = 1; start <= 6001; start += 200) {
      rows.want(Array.from({ length: 200 }, (_, index) => at(1, start + index)));
      await answer(asked.length - 1);
    }
    expect(rows.get(at(1, 1))).toBeUndefined();
    expect(rows.get(at(1, 6200))?.row).toBe(6200);
  });
});

function recognised(): RecognisedShape {
  const column = (
    number: number,
    heading: string,
    field: RecognisedShape['columns'][number]['field'],
    more: Partial<RecognisedShape['columns'][number]> = {},
  ) => ({
    ...{ column: number, heading, field, month: null, wan: false },
    ...{ how: field === null ? null : ('exact' as const), score: 100, filled: 90, of: 93, ...more },
  });
  return {
    kind: 'foreign',
    sheet: '8月',
    sheets: [
      { name: '8月', rows: 97, hidden: false, looksLikeReturn: true },
      { name: '7月', rows: 90, hidden: false, looksLikeReturn: true },
    ],
    head: [2, 3],
    columns: [
      column(0, '序号', 'number'),
      column(1, '整改举措', 'title', { how: 'synonym' }),
      column(2, '整改成效', 'progress', { how: 'similar', score: 87 }),
      column(3, '经办人电话', null),
      column(4, '', null, { filled: 0 }),
    ],
    unit: { id: null, how: null, found: '示例天然气' },
    month: { month: '2024-08', how: 'name', found: '8月' },
    form: null,
    asks: ['unit'],
    fingerprint: 'f',
    notes: [],
  };
}

describe('what the clerk says of a layout', () => {
  it('stands above the guess, column by column', () => {
    const guess = recognised();
    const said = setField(setField({}, 2, 'remark'), 3, 'progress');
    expect(guess.columns.map((each) => fieldOf(each, said))).toEqual([
      'number',
      'title',
      'remark',
      'progress',
      null,
    ]);
    expect(fieldOf(guess.columns[2]!, setField({}, 2, null))).toBeNull();
    expect(chosenOf(guess, said)).toEqual({
      sheet: '8月',
      head: [2, 3],
      columns: { '2': 'remark', '3': 'progress' },
    });
  });

  it('lists every column that holds something and is not read', () => {
    const guess = recognised();
    expect(unreadColumns(guess, {}).map((each) => each.heading)).toEqual(['经办人电话']);
    expect(unreadColumns(guess, setField({}, 2, null)).map((each) => each.heading)).toEqual([
      '整改成效',
      '经办人电话',
    ]);
  });

  it('shows two columns that claim one field, but not one a month', () => {
    const guess = recognised();
    expect(clashes(guess, {})).toEqual([]);
    expect(clashes(guess, setField({}, 3, 'progress'))).toEqual(['progress']);
    const monthly = guess.columns.map((each, index) =>
      index >= 2 ? { ...each, field: 'progress' as const, month: `2024-0${index + 1}` } : each,
    );
    expect(clashes({ ...guess, columns: monthly }, {})).toEqual([]);
  });

  it('lets columns be guessed anew when sheet or heading rows change, and keeps unit and month', () => {
    const guess = recognised();
    const said = { ...setField({}, 2, 'remark'), unit: 7, month: '2024-07' };
    const sheet = setSheet(said, '7月');
    expect(isMoved(guess, sheet)).toBe(true);
    expect(chosenOf(guess, sheet)).toEqual({ sheet: '7月', unit: 7, month: '2024-07' });
    const head = setHead(said, 1, 9);
    expect(isMoved(guess, head)).toBe(true);
    expect(chosenOf(guess, head)).toEqual({ sheet: '8月', head: [1, 4], unit: 7, month: '2024-07' });
    expect(isMoved(guess, setHead(said, 2, 3))).toBe(false);
    expect(isMoved(guess, {})).toBe(false);
  });

  it('is not lost by saying more', () => {
    const guess = recognised();
    const columns = guess.columns.map((each, index) =>
      index === 2 ? { ...each, how: 'chosen' as const } : each,
    );
    expect(answeredBefore({ ...guess, columns, unit: { id: 7, how: 'chosen', found: '' } })).toEqual({
      columns: { '2': 'progress' },
      unit: 7,
    });
  });

  it('reads an address as the place it was made of', () => {
    fc.assert(
      fc.property(fc.nat(1_048_575), fc.nat(16_383), (line, column) => {
        expect(placeOfAddress(addressOf(line, column))).toEqual({ row: line, column });
      }),
    );
    for (const none of ['', 'A', '7', 'A0', 'a1', 'ABCD1', 'A1:B2']) expect(placeOfAddress(none)).toBeNull();
  });
});

describe('what the clerk types', () => {
  const read = (field: (typeof answerFields)[number], text: string) =>
    readTyped(field, text, '2024-09-05').value;

  it('is kept as the ledger keeps it', () => {
    expect(read('state', '已完成')).toBe('done');
    expect(read('doneOn', '2024.8.31')).toBe('2024-08-31');
    expect(read('recovery_returned', '16.58万元')).toBe('16580000');
    expect(read('sanction_talk_reminder', '3人次')).toBe('3');
    expect(read('evidence', ' 会议纪要 \n\n报告')).toBe('会议纪要\n报告');
    expect(read('progress', ' 已召开会议 ')).toBe('已召开会议');
  });

  it('is never taken for nothing when it is not understood, and says why', () => {
    for (const [field, text] of [
      ['recovery_returned', '很多'],
      ['doneOn', '改天'],
      ['sanction_talk_reminder', '若干'],
      ['progress', '  '],
      ['remark', '/'],
    ] as const) {
      const { value, doubt } = readTyped(field, text, '2024-09-05');
      expect(value).toBeNull();
      expect(doubt).not.toBe('');
    }
  });

  it('shows what it was taken for when that is doubtful', () => {
    const { value, doubt } = readTyped('recovery_returned', '约16万', '2024-09-05');
    expect(shownValue('recovery_returned', value ?? '')).toBe('160,000.00 元');
    expect(doubt).toBe('金额是约数');
  });
});

describe('words', () => {
  it('every class has a sign of its own, every hint and held cell a sentence', () => {
    const signs = cellClasses.map((each) => classWords[each].sign);
    expect(new Set(signs).size).toBe(cellClasses.length);
    for (const hint of hints) expect(hintWords(hint).tells).not.toMatch(/[a-z_]{3,}/);
    for (const code of [
      'issue_in_chain',
      'issue_closed',
      'measure_withdrawn',
      'day_without_done',
      'on_in_future',
      'on_before_previous',
    ])
      expect(heldWords(code)).toMatch(/^[^a-z]+，暂不能采纳$/);
    expect(rowProblems).toContain('left_out');
  });

  it('a match by likeness says how alike', () => {
    expect(matchWords({ how: 'text', score: 91.6 })).toBe('按文字相近 92%');
    expect(matchWords({ how: 'number', score: 100 })).toBe('按编号');
  });
});

describe('widths of a sheet', () => {
  it('go by the table, not by a title over it', () => {
    const title = ['某某单位巡察整改进展情况表（2024年8月）', '', ''];
    const table = [
      ['1', '健全议事规则，定期研究', '整改中'],
      ['2', '开展专题培训', '已完成'],
    ];
    const rows = [title, ...table].map((texts, index) => ({ row: index, cells: texts }));
    const [number, text, state] = widthsOf(rows, 3);
    expect(number).toBeLessThan(6);
    expect(text).toBeGreaterThan(state!);
  });
});
