/**
 * The state machine over real ledgers: whatever is done in whatever order, no closed issue breaks a rule, the counting
 * identities hold, a refusal changes nothing, and all of it can be undone and done again row for row.
 */
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  closingBoard,
  countedTotals,
  type Ledger,
  type ReadDb,
  readSettings,
  verify,
} from '../../db/index.ts';
import { readFacts } from '../../db/summary/readFacts.ts';
import { computeSummary } from '../../shared/summary/compute.ts';
import type { ComputedSummary } from '../../shared/summary/compute.ts';
import { ledgerAt, measuresByIssue } from '../../shared/summary/asOf.ts';
import { brokenRules, clockAt, closingActs, closingCopy, perform } from './closingWork.ts';
import { clearAway, contents, TODAY } from './makeLedger.ts';
import { maxSeq } from './randomWork.ts';

afterEach(clearAway);

/** How often each act came through or was refused, so that the test shows that it reaches what it speaks of. */
const reached = new Map<string, number>();
const note = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);

const rowsOf = (ledger: Ledger) => JSON.stringify(contents(ledger.read));

function expectPartition(c: ComputedSummary, whole: string, parts: readonly string[]): void {
  const ids = (key: string) => (c.sets.get(key)?.rows ?? []).map((row) => row.id);
  expect(parts.flatMap(ids).sort((a, b) => a - b)).toEqual(ids(whole).sort((a, b) => a - b));
}

function checkFigures(read: ReadDb, month: string): void {
  const settings = readSettings(read);
  const c = computeSummary(readFacts(read), { month, today: TODAY, settings });
  const { overall: o, byAspect, issuesByUnit, issuesByLead } = c.summary;
  expectPartition(c, 'issues:all', ['issues:closed', 'issues:open']);
  expectPartition(
    c,
    'issues:all',
    o.byState.map((x) => x.figure.key),
  );
  for (const groups of [byAspect, issuesByUnit, issuesByLead]) {
    for (const [whole, part] of [
      ['issues:all', 'issues'],
      ['issues:closed', 'closed'],
      ['issues:base', 'baseClosed'],
      ['issues:gone', 'gone'],
    ] as const)
      expectPartition(
        c,
        whole,
        groups.map((g) => g[part].key),
      );
    for (const g of groups)
      expect(g.closed.value).toBe(g.baseClosed.value + g.newlyClosed.value - g.gone.value);
  }
  expect(o.closed.value).toBe(o.baseClosed.value + o.newlyClosed.value - o.gone.value);
  expect(o.byState.find((x) => x.state === 'closed')?.figure.value).toBe(o.closed.value);
}

/** On every day on which an issue counted as closed all its measures were complete. */
function checkPast(read: ReadDb): void {
  const facts = readFacts(read);
  const measures = measuresByIssue(facts);
  const settings = readSettings(read);
  const days = read.pluck<string>(
    'SELECT DISTINCT effective_on FROM closing_events UNION SELECT DISTINCT effective_on FROM measure_events',
  );
  for (const day of days) {
    for (const [id, issue] of ledgerAt(facts, measures, day, settings).issues) {
      if (issue.state !== 'closed') continue;
      expect([day, id, issue.measures.length > 0, issue.measures.every((m) => m.complete)]).toEqual([
        ...[day, id, true, true],
      ]);
    }
  }
}

/** Board, totals and figures of today tell the same. */
function checkToday(read: ReadDb): void {
  const { columns } = closingBoard(read, {}, TODAY, () => '');
  const total = (key: string) => columns.find((column) => column.key === key)?.total ?? 0;
  const counted = countedTotals(read, 1);
  const c = computeSummary(readFacts(read), {
    month: TODAY.slice(0, 7),
    today: TODAY,
    settings: readSettings(read),
  });
  const state = (wanted: string) =>
    c.summary.overall.byState.find((x) => x.state === wanted)?.figure.value ?? 0;
  expect(columns.reduce((sum, column) => sum + column.total, 0)).toBe(counted.issues);
  expect(c.summary.overall.issues.value).toBe(counted.issues);
  expect(c.summary.overall.measures.value).toBe(counted.measures);
  for (const key of ['ready', 'applied', 'reviewed', 'verified', 'closed'] as const)
    expect([key, total(key)]).toEqual([key, state(key)]);
  expect(total('closed')).toBe(counted.issuesClosed);
}

describe('the closing of issues, whatever is done', () => {
  test('breaks no rule, keeps every identity, refuses without a trace, and is undone and redone row for row', () => {
    fc.assert(
      fc.property(closingActs, (acts) => {
        const ledger = closingCopy();
        const states = [rowsOf(ledger)];
        let at = 0;
        acts.forEach((one, index) => {
          if (one.verb === 'undo' && at === 0) return;
          const seq = maxSeq(ledger.read);
          const outcome = perform(ledger, one, clockAt(index, acts));
          note(`${one.verb} ${typeof outcome === 'string' ? outcome : outcome.code}`);
          if (outcome !== 'done') {
            expect(maxSeq(ledger.read)).toBe(seq);
            expect(rowsOf(ledger)).toBe(states[at]);
            return;
          }
          const rows = rowsOf(ledger);
          if (one.verb === 'undo') at -= 1;
          else at += 1;
          if (one.verb === 'undo' || one.verb === 'redo') expect(rows).toBe(states[at]);
          else states.splice(at, states.length, rows);
          expect(brokenRules(ledger.read)).toEqual([]);
          checkFigures(ledger.read, ['2024-03', '2024-05', '2024-07', '2024-08'][index % 4] ?? '');
          checkPast(ledger.read);
          checkToday(ledger.read);
        });
        const end = at;
        for (; at > 0; at -= 1) {
          ledger.undo();
          expect(rowsOf(ledger)).toBe(states[at - 1]);
        }
        for (; at < end; at += 1) ledger.redo();
        expect(rowsOf(ledger)).toBe(states[end]);
        expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
        ledger.close();
      }),
      // Each run is some forty steps: the first counterexample tells enough.
      { numRuns: 50, endOnFailure: true },
    );
  });

  afterAll(() => {
    // A test of closings that closes nothing would prove nothing.
    for (const act of [
      'rush',
      'step',
      'back',
      'reopen',
      'recheck',
      'withdrawIssue',
      'restoreIssue',
      'undo',
      'redo',
    ])
      expect([act, reached.has(`${act} done`)]).toEqual([act, true]);
    for (const code of [
      'on_before_previous',
      'application_incomplete',
      'on_in_future',
      'on_invalid',
      'issue_closed',
    ])
      expect([code, [...reached.keys()].some((key) => key.endsWith(` ${code}`))]).toEqual([code, true]);
  });
});
