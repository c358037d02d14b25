import { describe, expect, it } from 'vitest';
import { migrations } from '../../db/migrations/index.ts';
import { changeLines } from '../../renderer/views/history/changes.ts';
import type { LogEntry } from '../../renderer/views/history/changes.ts';
import { fieldWord, isSpoken, localTime, tableWord, valueWord } from '../../renderer/views/history/words.ts';
import { usualPaperSettings } from '../../shared/papers/settings.ts';

const HAN = /[\u4e00-\u9fff]/;
const logged = migrations.at(-1)!.logged;

/** Columns of a table, read from the statement that makes it. */
function columnsOf(table: string): string[] {
  const statement = migrations
    .flatMap((each) => each.up)
    .find((sql) => sql.startsWith(`CREATE TABLE ${table} (`))!;
  return [...statement.matchAll(/^ {4}([a-z0-9_]+) (?:INTEGER|TEXT|ANY)/gm)].map((match) => match[1]!);
}

describe('words of the change log', () => {
  it('name every logged table', () => {
    expect(logged.length).toBeGreaterThan(20);
    for (const table of logged) expect(tableWord(table), table).toMatch(HAN);
  });

  it('name every column that is shown', () => {
    for (const table of logged) {
      const columns = columnsOf(table);
      expect(columns.length, table).toBeGreaterThan(1);
      for (const column of columns.filter(isSpoken))
        expect(fieldWord(table, column), `${table}.${column}`).toMatch(HAN);
    }
  });

  it('word states, demands, flags, money and references; nothing is hidden that has no word', () => {
    expect(valueWord('measures', 'state', 'done')).toBe('已完成');
    expect(valueWord('measures', 'demand', 'ongoing')).toBe('长期坚持');
    expect(valueWord('persons', 'leader', 1)).toBe('是');
    expect(valueWord('recoveries', 'fen', 16_580_000)).toBe('165,800.00 元');
    expect(valueWord('measures', 'done_on', null)).toBe('空');
    expect(valueWord('measures', 'lead_id', 7, (kind, id) => `${kind} ${id}`)).toBe('person 7');
    expect(valueWord('measures', 'unit_id', 9)).toBe('单位 9');
    expect(valueWord('measures', 'state', 'unheard_of')).toBe('unheard_of');
    expect(valueWord('reminders', 'subject', 'deadline')).toBe('超期、滞后的措施');
  });

  it('tell settings of papers by what was filled in', () => {
    const told = (settings: object | string) =>
      valueWord(
        'paper_settings',
        'settings',
        typeof settings === 'string' ? settings : JSON.stringify(settings),
      );
    expect(
      told({
        ...usualPaperSettings,
        signature: '甲\n乙',
        wording: { notice: { opening: '甲', closing: '' }, progress: { opening: '', closing: '乙' } },
      }),
    ).toBe('署名 甲 乙；签署栏 填报人、审核人、分管领导、日期；自拟语句 督办通知单、整改进展情况通报');
    for (const other of ['{', '7', 'null']) expect(told(other)).toBe(other);
  });

  it('shows times of the log by the clock of the PC', () => {
    expect(localTime('2024-08-31T23:30:00.000Z')).toMatch(/^2024-0[89]-\d\d \d\d:\d\d$/);
    expect(localTime('no time')).toBe('no time');
  });
});

describe('change lines', () => {
  const base = { step: 5, at: '', operator: '', action: '', old: null, new: null, field: '' };
  const entries: LogEntry[] = [
    { ...base, seq: 14, table: 'measures', row: 3, op: 'update', field: 'position', old: 1, new: 2 },
    {
      ...base,
      seq: 13,
      table: 'measures',
      row: 3,
      op: 'update',
      field: 'state',
      old: 'in_progress',
      new: 'done',
    },
    {
      ...base,
      seq: 12,
      table: 'progress',
      row: 8,
      op: 'insert',
      new: JSON.stringify({ id: 8, measure_id: 3, month: '2024-08', text: '已印发', delay_reason: '' }),
    },
    { ...base, seq: 11, table: 'steps', row: 5, op: 'insert', new: '{}' },
  ];

  it('are in the order of doing, without bookkeeping', () => {
    const lines = changeLines(entries);
    expect(lines.map((line) => line.key)).toEqual(['12', '13']);
    expect(lines[0]).toMatchObject({ what: '新增', table: '整改进展', new: '月份：2024-08；内容：已印发' });
    expect(lines[1]).toMatchObject({ what: '修改', field: '整改状态', old: '整改中', new: '已完成' });
  });

  it('say which measure, issue or heading they are about', () => {
    const about = (entry: Partial<LogEntry>) =>
      changeLines([{ ...base, seq: 1, table: '', row: 9, op: 'update', ...entry }])[0]?.about;
    expect(changeLines(entries).map((line) => line.about)).toEqual([
      { kind: 'measure', id: 3 },
      { kind: 'measure', id: 3 },
    ]);
    expect(about({ table: 'issues', field: 'title' })).toEqual({ kind: 'issue', id: 9 });
    expect(about({ table: 'headings', field: 'title' })).toEqual({ kind: 'heading', id: 9 });
    const gone = JSON.stringify({ id: 9, measure_id: 4, title: '纪要' });
    expect(about({ table: 'evidence', op: 'delete', old: gone })).toEqual({ kind: 'measure', id: 4 });
    const closing = JSON.stringify({ id: 9, issue_id: 5 });
    expect(about({ table: 'closing_cycles', op: 'insert', new: closing })).toEqual({ kind: 'issue', id: 5 });
    expect(about({ table: 'settings', field: 'value' })).toBeNull();
    // A new measure's line holds its name already.
    expect(
      about({ table: 'measures', op: 'insert', new: JSON.stringify({ id: 9, issue_id: 5 }) }),
    ).toBeNull();
  });

  it('show a kept row as it stands when it can not be read', () => {
    const [line] = changeLines([{ ...base, seq: 1, table: 'units', row: 1, op: 'delete', old: 'not json' }]);
    expect(line).toMatchObject({ what: '移除', old: 'not json' });
  });
});
