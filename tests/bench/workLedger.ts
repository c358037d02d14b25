/**
 * The ledgers of the month's work: one with a change log of a million rows, written by thousands of steps over half a
 * year, with contradictions in it and outcomes; and two for charts and boards of a known size. Made once and kept.
 */
import { addUnit } from '../../db/index.ts';
import type { Ledger, WriteDb } from '../../db/index.ts';
import { addDays } from '../../shared/day.ts';
import { fillLedger } from './bigLedger.ts';
import { keptLedger, TODAY } from './ledgers.ts';

export const LOG_ROWS = 1_000_000;
const MEASURES = 100_000;
const BEGUN = '2024-03-01';
/** Steps after the first ones: what a clerk does in half a year, and more. */
const SMALL_STEPS = 10_000;
const MONTHS = ['2024-04', '2024-05', '2024-06', '2024-07', '2024-08'];
/** One measure in so many reports every month, and one in so many of those in the same words. */
const REPORTING = 2;
const SAME_WORDS = 3;
/** Issues of the chart's ledger that may be applied for. */
export const READY = 500;

const states = ['not_started', 'in_progress', 'mostly_done', 'done'] as const;

/** Numbers that look random and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A clock that a ledger is written by: every step a little later than the one before. */
interface Clock {
  now(): string;
  set(day: string): void;
}

function clockFrom(day: string): Clock {
  let at = Date.parse(`${day}T01:00:00Z`);
  return {
    now: () => new Date((at += 250)).toISOString(),
    set: (to) => void (at = Math.max(at, Date.parse(`${to}T01:00:00Z`))),
  };
}

/** Rows of the change log. */
const logged = (ledger: Ledger): number =>
  ledger.read.get<{ n: number }>('SELECT max(seq) AS n FROM change_log')?.n ?? 0;

function fillWork(ledger: Ledger, clock: Clock): void {
  fillLedger(ledger, MEASURES);
  const below = numbers(7);
  const open = ledger.read.pluck<number>(
    'SELECT m.id FROM measures m WHERE m.issue_id NOT IN (SELECT issue_id FROM closing_events) ORDER BY m.id',
  );
  const step = (action: string, body: (db: WriteDb) => void): void =>
    void ledger.write({ action, detail: { count: open.length } }, body);
  step('measure.update', (db) => {
    for (const id of open) db.run('UPDATE measures SET deadline_inferred = 1 WHERE id = ?', id);
  });
  step('outcome.add', outcomes);
  for (const [index, month] of MONTHS.entries()) {
    clock.set(`${month}-01`);
    const small = SMALL_STEPS / MONTHS.length;
    for (let at = 0; at < small; at += 1) {
      const on = addDays(`${month}-01`, Math.floor((at * 28) / small));
      clock.set(on);
      step('measure.setState', (db) => change(db, open, on, below));
    }
    clock.set(`${month}-29`);
    step('progress.add', (db) => reports(db, open, month, index));
    step('extension.add', (db) => extensions(db, open, `${month}-29`, below));
  }
  // Up to the million, by what clerks do most.
  while (logged(ledger) < LOG_ROWS) step('measure.setState', (db) => change(db, open, TODAY, below));
}

/** Some ten measures go to another state. */
function change(db: WriteDb, open: readonly number[], on: string, below: (n: number) => number): void {
  const first = below(open.length - 12);
  for (const id of open.slice(first, first + 12)) {
    const from = db.get<{ state: string }>('SELECT state FROM measures WHERE id = ?', id)?.state ?? '';
    const to = states[(states.indexOf(from as 'done') + 1 + below(2)) % states.length] ?? 'done';
    db.run('UPDATE measures SET state = ?, done_on = ? WHERE id = ?', to, to === 'done' ? on : null, id);
    db.run(
      `INSERT INTO measure_events (measure_id, kind, from_state, to_state, effective_on, recorded_at)
        VALUES (?, 'state', ?, ?, ?, ?)`,
      ...[id, from, to, on, db.now],
    );
  }
}

function reports(db: WriteDb, open: readonly number[], month: string, index: number): void {
  for (const id of open) {
    if (id % REPORTING !== 0) continue;
    const text = id % (REPORTING * SAME_WORDS) === 0 ? '正在按计划推进。' : `第${index + 1}次报告：推进中。`;
    db.run(
      `INSERT INTO progress (measure_id, month, text, source, recorded_at) VALUES (?, ?, ?, 'typed', ?)`,
      ...[id, month, text, db.now],
    );
  }
}

function extensions(db: WriteDb, open: readonly number[], on: string, below: (n: number) => number): void {
  for (const id of open) {
    if (below(12) !== 0) continue;
    const until = addDays(on, 30 + below(120));
    db.run(
      `INSERT INTO extensions (measure_id, approved_on, raw, new_on, reason, approved_by, recorded_at)
        VALUES (?, ?, ?, ?, '采购延期', '领导小组', ?)`,
      ...[id, on, until, until, db.now],
    );
  }
}

/** 2,000 rules, 500 sanctions, 500 sums; the titles differ, as in a large group. */
function outcomes(db: WriteDb): void {
  const round = db.get<{ id: number }>('SELECT id FROM rounds')?.id ?? 0;
  for (let n = 1; n <= 2000; n += 1) {
    const on = addDays(BEGUN, 20 + (n % 160));
    db.run(
      'INSERT INTO regulations (round_id, issue_id, kind, title, number, made_on) VALUES (?, ?, ?, ?, ?, ?)',
      ...[
        round,
        n,
        n % 3 === 0 ? 'revised' : 'new',
        `第${n}号业务管理办法`,
        n % 10 === 0 ? '' : `示例〔2024〕${n}号`,
        on,
      ],
    );
    if (n > 500) continue;
    db.run(
      `INSERT INTO sanctions (round_id, issue_id, kind, people, imposed_on) VALUES (?, ?, 'talk_reminder', ?, ?)`,
      ...[round, n, 1 + (n % 3), on],
    );
    db.run(
      `INSERT INTO recoveries (round_id, issue_id, kind, fen, recovered_on) VALUES (?, ?, '收回清退违规资金', ?, ?)`,
      ...[round, n, n * 1234, on],
    );
  }
}

/**
 * The chart's ledger: a hundred units, and issues that may be applied for, every other one without evidence for what
 * was done.
 */
function fillChart(ledger: Ledger): void {
  fillLedger(ledger, 20_000);
  const step = (action: string, body: (db: WriteDb) => void): void =>
    void ledger.write({ action, detail: {} }, body);
  step('unit.add', (db) => {
    for (let n = 41; n <= 100; n += 1) {
      const unit = addUnit(db, `第${n}分公司（名称较长的子公司）`, 'subsidiary');
      db.run('UPDATE issues SET unit_id = ? WHERE id % 100 = ?', unit, n % 100);
    }
  });
  step('measure.setState', (db) => {
    const open = db.pluck<number>(
      `SELECT id FROM issues WHERE id NOT IN (SELECT issue_id FROM closing_events) ORDER BY id LIMIT ${READY}`,
    );
    for (const issue of open) {
      const left = db.pluck<number>("SELECT id FROM measures WHERE issue_id = ? AND state <> 'done'", issue);
      for (const id of left) {
        db.run("UPDATE measures SET state = 'done', done_on = '2024-08-20' WHERE id = ?", id);
        if (issue % 2 === 0)
          db.run(
            "INSERT INTO evidence (measure_id, title, reference, added_on) VALUES (?, '验收记录', '', '2024-08-20')",
            id,
          );
      }
    }
  });
}

export interface WorkLedgers {
  /** 100,000 measures under 10,000 issues, a million rows of the log. */
  readonly work: string;
  /** 20,000 measures under 2,000 issues, and 30,000 under 3,000. */
  readonly chart: string;
  readonly board: string;
}

/** Makes them where they are not kept yet, which takes some minutes. */
export function workLedgers(cache: string, root: string, say: (text: string) => void): WorkLedgers {
  const source = 'tests/bench/workLedger.ts';
  const plain = (measures: number): string =>
    keptLedger({ cache, root, name: `work-${measures}`, sources: [source] }, (ledger) => {
      fillLedger(ledger, measures);
    });
  const clock = clockFrom(BEGUN);
  return {
    work: keptLedger({ cache, root, name: 'work-log', sources: [source], now: clock.now }, (ledger) => {
      say(`a change log of ${LOG_ROWS} rows (kept in out/bench for the next run) …`);
      fillWork(ledger, clock);
    }),
    chart: keptLedger({ cache, root, name: 'work-chart', sources: [source] }, fillChart),
    board: plain(30_000),
  };
}
