/** The board: every issue in its column, who holds it and for how long; finding; many issues at once. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  changePlan,
  closingBoard,
  recordRecheck,
  sendBack,
  setMeasureState,
  setNoEvidence,
  setRoundSteps,
  takeSteps,
  type ReadDb,
} from '../../db/index.ts';
import { stepSettings } from '../../shared/closingSettings.ts';
import { pinyinInitials } from '../../shared/initials.ts';
import { closingSteps } from '../../shared/lists.ts';
import { actOn, closingLedger, finish, takeThrough } from './closingHand.ts';
import { clearAway, ledgerOf, newLedger, newSampleLedger, TODAY, write } from './makeLedger.ts';
import { issueStandings } from '../../db/outline.ts';
import { readSettings } from '../../db/settings.ts';

afterEach(clearAway);

const boardOf = (db: ReadDb, query: Parameters<typeof closingBoard>[1] = {}) =>
  closingBoard(db, query, TODAY, pinyinInitials);

describe('the board', () => {
  test('a ledger without a round has an empty one', () => {
    expect(boardOf(newLedger().read)).toEqual({ steps: [], columns: [] });
  });

  test('says of each issue where it stands, since when, and who holds it', () => {
    const { ledger, issues, measures } = closingLedger();
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = issues;
    const own = (id: number) => measures[id] ?? [];
    // a: applied; b: sent back; c: not begun; d: ready, since an open measure left; e: closed and rechecked.
    write(ledger, (db) => finish(db, [...own(a), ...own(b), ...own(e)], '2024-05-01'));
    write(ledger, (db) => takeSteps(db, [a, b], undefined, actOn('2024-08-01')));
    write(ledger, (db) => sendBack(db, b, { ...actOn('2024-08-10'), opinion: '缺会议记录' }));
    write(ledger, (db) => setMeasureState(db, own(d), { state: 'done', on: '2024-06-01' }));
    write(ledger, (db) => takeThrough(db, e, closingSteps, ['2024-06-10']));
    write(ledger, (db) => recordRecheck(db, e, actOn('2024-08-20')));
    const { columns } = boardOf(ledger.read);
    expect(columns.map((column) => [column.key, column.cards.map((card) => card.id)])).toEqual([
      ['open', [c]],
      ['ready', [d, b]],
      ['applied', [a]],
      ['reviewed', []],
      ['verified', []],
      ['closed', [e]],
    ]);
    const card = (id: number) => columns.flatMap((column) => column.cards).find((one) => one.id === id);
    expect(card(a)).toMatchObject({
      ...{ place: '一1', number: '1.', title: '问题甲', state: 'applied', since: '2024-08-01', days: 30 },
      ...{ next: { step: 'reviewed', name: '审核', holder: '整改办' }, measures: 2, measuresComplete: 2 },
      ...{ lead: { name: '示例一' }, unit: { name: '办公室' }, cycle: 1, attempt: 1, returned: null },
    });
    expect(card(b)).toMatchObject({
      ...{ state: 'ready', since: '2024-08-10', attempt: 2, next: { step: 'applied', holder: '责任单位' } },
      returned: { on: '2024-08-10', by: '示例一', reason: '缺会议记录' },
    });
    expect(card(c)).toMatchObject({ state: 'not_started', since: '2024-03-01', cycle: 0, attempt: 0 });
    expect(card(d)).toMatchObject({ state: 'ready', since: '2024-06-01', place: '二（一）4' });
    expect(card(e)).toMatchObject({
      ...{ state: 'closed', next: null, since: '2024-06-10', recheckedOn: '2024-08-20', imported: false },
    });
    write(ledger, (db) =>
      changePlan(db, own(c).slice(0, 2), 'withdrawn', { reason: '并', body: '会', on: TODAY }),
    );
    expect(boardOf(ledger.read).columns[0]?.cards[0]).toMatchObject({ measures: 1, measuresComplete: 0 });
  });

  test('has the columns of the round, and any other in which an issue stands', () => {
    const { ledger, round, issues, measures } = closingLedger();
    const [a = 0] = issues;
    write(ledger, (db) => finish(db, measures[a] ?? [], '2024-05-01'));
    write(ledger, (db) => takeThrough(db, a, ['applied', 'reviewed'], ['2024-05-10']));
    write(ledger, (db) => setRoundSteps(db, round, stepSettings(['applied', 'closed'], {})));
    const { steps, columns } = boardOf(ledger.read);
    expect(steps.map((one) => one.step)).toEqual(['applied', 'closed']);
    expect(columns.map((column) => column.key)).toEqual(['open', 'ready', 'applied', 'reviewed', 'closed']);
    expect(columns[3]?.cards[0]?.next?.step).toBe('verified');
  });

  test('longest waiting first; what is closed newest first', () => {
    const { ledger, issues, measures } = closingLedger();
    const days = ['2024-06-05', '2024-06-03', '2024-06-04', '2024-06-01', '2024-06-02'];
    write(ledger, (db) => {
      issues.forEach((id, index) => {
        finish(db, measures[id] ?? [], '2024-05-01');
        takeSteps(db, [id], undefined, actOn(days[index] ?? ''));
      });
    });
    const order = (key: string) =>
      boardOf(ledger.read)
        .columns.find((column) => column.key === key)
        ?.cards.map((card) => card.since);
    expect(order('applied')).toEqual([...days].sort());
    write(ledger, (db) => {
      issues.forEach((id, index) => takeThrough(db, id, closingSteps.slice(1), [days[index] ?? '']));
    });
    expect(order('closed')).toEqual([...days].sort().reverse());
  });

  test('finds by words of the title, number, place and initials; filters by lead and unit', () => {
    const { ledger, issues } = closingLedger();
    const found = (query: Parameters<typeof closingBoard>[1]) =>
      boardOf(ledger.read, query).columns.flatMap((column) => column.cards.map((card) => card.id));
    expect(found({ find: '乙' })).toEqual([issues[1]]);
    expect(found({ find: 'wtb' })).toEqual([issues[2]]);
    expect(found({ find: '二（一）' })).toEqual([issues[3], issues[4]]);
    expect(found({ find: '问题 4' })).toEqual([issues[3]]);
    expect(found({ find: '没有这个' })).toEqual([]);
    expect(found({ leads: [2] })).toEqual([issues[2]]);
    expect(found({ units: [2] })).toEqual([issues[1], issues[3]]);
    expect(found({ units: [2], leads: [1] })).toEqual([]);
  });

  test('stands where the tree says, over the sample and over thousands of issues', () => {
    for (const { ledger, roundId } of [newSampleLedger(), ledgerOf(20_000)]) {
      const standings = issueStandings(ledger.read, { round: roundId }, TODAY, readSettings(ledger.read));
      const { columns } = boardOf(ledger.read);
      expect(columns.reduce((sum, column) => sum + column.total, 0)).toBe(standings.size);
      for (const column of columns) {
        expect(column.cards.length).toBe(Math.min(500, column.total));
        for (const card of column.cards) {
          const standing = standings.get(card.id);
          expect(card).toMatchObject({
            state: standing?.state,
            closure: standing?.closure,
            measures: standing?.measures,
            measuresComplete: standing?.complete,
          });
        }
      }
    }
  });

  test('a ready issue whose completion days nobody knows waits since nobody knows when, and stands last', () => {
    const { ledger, issues, measures } = closingLedger();
    const [a = 0, b = 0] = issues;
    write(ledger, (db) => {
      finish(db, [...(measures[a] ?? []), ...(measures[b] ?? [])], '2024-05-01');
      setNoEvidence(db, measures[a] ?? [], '无');
      for (const id of measures[a] ?? []) db.run('UPDATE measures SET done_on = NULL WHERE id = ?', id);
    });
    const ready = boardOf(ledger.read).columns.find((column) => column.key === 'ready');
    expect(ready?.cards.map((card) => [card.id, card.since, card.days])).toEqual([
      [b, '2024-05-01', 122],
      [a, null, null],
    ]);
  });
});
