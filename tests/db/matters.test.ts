import { afterEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../db/index.ts';
import { verify } from '../../db/index.ts';
import { addMatter, editMatter, listMatters, removeMatters } from '../../db/matters.ts';
import type { MatterFields } from '../../db/matters.ts';
import { matterState } from '../../shared/matters.ts';
import { clearAway, codeOf, contents, newLedger, newSampleLedger, TODAY, write } from './makeLedger.ts';

afterEach(clearAway);

const plain: MatterFields = {
  title: '提请研究合同管理办法修订稿',
  month: '2024-08',
  issues: [],
  meetingOn: null,
  decision: '',
  followUp: '',
  settledOn: null,
};
const issuesOf = (ledger: Ledger): number[] => ledger.read.pluck<number>('SELECT id FROM issues ORDER BY id');
const add = (ledger: Ledger, more: Partial<MatterFields> = {}): number =>
  write(ledger, (db) => addMatter(db, { ...plain, ...more }));
const edit = (ledger: Ledger, id: number, fields: Partial<MatterFields>): void =>
  write(ledger, (db) => editMatter(db, id, fields));
const matter = (ledger: Ledger, id: number) => listMatters(ledger.read).find((each) => each.id === id);

describe('matters for decision', () => {
  it('are kept with their issues, newest month first, and come as far as their days say', () => {
    const { ledger } = newSampleLedger();
    const [first = 0, second = 0, third = 0] = issuesOf(ledger);
    const id = add(ledger, { issues: [first, second, first], month: '2024-07' });
    expect(listMatters(ledger.read).map(({ month }) => month)).toEqual([
      '2024-08',
      '2024-07',
      '2024-07',
      '2024-06',
    ]);
    expect(matter(ledger, id)?.issues).toEqual([
      {
        id: first,
        place: '一（一）1',
        name: ledger.read.pluck('SELECT title FROM issues WHERE id = ?', first)[0],
      },
      expect.objectContaining({ id: second, place: '一（一）2' }),
    ]);
    expect(matterState(matter(ledger, id) ?? plain)).toBe('waiting');

    edit(ledger, id, { meetingOn: '2024-07-30', decision: '原则同意。' });
    expect(matter(ledger, id)).toMatchObject({ title: plain.title, meetingOn: '2024-07-30', followUp: '' });
    expect(matterState(matter(ledger, id) ?? plain)).toBe('decided');
    edit(ledger, id, { issues: [second, third], followUp: '已印发执行。', settledOn: TODAY });
    expect(matter(ledger, id)?.issues.map((issue) => issue.id)).toEqual([second, third]);
    expect(matterState(matter(ledger, id) ?? plain)).toBe('settled');
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  it('are refused where their days contradict each other, the month, the round or today', () => {
    const { ledger } = newSampleLedger();
    const id = add(ledger);
    const before = contents(ledger.read);
    const refused: readonly [string, Partial<MatterFields>][] = [
      ['matter_month_before_round', { month: '2020-01' }],
      ['matter_month_in_future', { month: '2024-09' }],
      ['matter_meeting_before_month', { meetingOn: '2024-07-31' }],
      ['on_in_future', { meetingOn: '2024-09-01' }],
      ['matter_decision_without_meeting', { decision: '同意。' }],
      ['matter_settled_undecided', { settledOn: TODAY }],
      ['matter_settled_undecided', { meetingOn: '2024-08-02', settledOn: TODAY }],
      [
        'matter_settled_before_meeting',
        { meetingOn: '2024-08-02', decision: '同意。', settledOn: '2024-08-01' },
      ],
      ['on_in_future', { meetingOn: '2024-08-02', decision: '同意。', settledOn: '2024-09-01' }],
      ['row_missing', { issues: [999_999] }],
    ];
    for (const [code, fields] of refused) {
      expect(
        codeOf(() => add(ledger, fields)),
        JSON.stringify(fields),
      ).toBe(code);
      expect(
        codeOf(() => edit(ledger, id, fields)),
        JSON.stringify(fields),
      ).toBe(code);
    }
    expect(contents(ledger.read)).toEqual(before);
  });

  it('are taken away together, and undo brings them back as they were', () => {
    const { ledger } = newSampleLedger();
    const [issue = 0] = issuesOf(ledger);
    const ids = [add(ledger, { issues: [issue] }), add(ledger, { title: '另一事项' })];
    const before = listMatters(ledger.read);
    write(ledger, (db) => removeMatters(db, ids));
    expect(listMatters(ledger.read)).toHaveLength(before.length - 2);
    ledger.undo();
    expect(listMatters(ledger.read)).toEqual(before);
    ledger.undo();
    ledger.undo();
    expect(listMatters(ledger.read)).toHaveLength(before.length - 2);
    ledger.redo();
    expect(matter(ledger, ids[0] ?? 0)?.issues.map(({ id }) => id)).toEqual([issue]);
    expect(codeOf(() => write(ledger, (db) => removeMatters(db, [ids[0] ?? 0, 999_999])))).toBe(
      'row_missing',
    );
    expect(codeOf(() => edit(ledger, 999_999, { title: '没有' }))).toBe('row_missing');
  });

  it('belong to a round: without one there are none', () => {
    const ledger = newLedger();
    expect(listMatters(ledger.read)).toEqual([]);
    expect(codeOf(() => add(ledger))).toBe('round_missing');
  });
});
