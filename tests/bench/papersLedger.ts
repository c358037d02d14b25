/** The ledger whose papers are measured: 500 issues, 2,000 measures, 100 units, a month of reports, outcomes. */
import { addUnit } from '../../db/index.ts';
import type { Ledger, WriteDb } from '../../db/index.ts';
import { addDays } from '../../shared/day.ts';
import { fillLedger } from './bigLedger.ts';
import { keptLedger } from './ledgers.ts';

export const ISSUES = 500;
export const MEASURES = 2000;
export const UNITS = 100;
/** The month whose papers are made. */
export const MONTH = '2024-08';
/** Units that the large ledger makes by itself. */
const MADE = 40;

function fill(ledger: Ledger): void {
  fillLedger(ledger, MEASURES, MEASURES / ISSUES);
  const step = (action: string, body: (db: WriteDb) => void): void =>
    void ledger.write({ action, detail: {} }, body);
  step('unit.add', (db) => {
    for (let n = MADE + 1; n <= UNITS; n += 1) {
      const unit = addUnit(db, `第${n}分公司（名称较长的子公司）`, 'subsidiary');
      db.run('UPDATE issues SET unit_id = ? WHERE id % ? = ?', unit, UNITS, n % UNITS);
    }
  });
  step('progress.add', (db) => {
    const open = db.pluck<number>("SELECT id FROM measures WHERE state <> 'done'");
    for (const id of open)
      db.run(
        `INSERT INTO progress (measure_id, month, text, source, recorded_at) VALUES (?, ?, ?, 'typed', ?)`,
        ...[id, MONTH, `召开专题会议研究，完成${(id % 90) + 10}项，其余按计划推进。`, db.now],
      );
  });
  step('outcome.add', outcomes);
}

function outcomes(db: WriteDb): void {
  const round = db.get<{ id: number }>('SELECT id FROM rounds')?.id ?? 0;
  for (let n = 1; n <= 200; n += 1) {
    const on = addDays('2024-03-20', n % 160);
    db.run(
      'INSERT INTO regulations (round_id, issue_id, kind, title, number, made_on) VALUES (?, ?, ?, ?, ?, ?)',
      ...[round, n, n % 3 === 0 ? 'revised' : 'new', `第${n}号业务管理办法`, `示例〔2024〕${n}号`, on],
    );
    if (n % 4 !== 0) continue;
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

/** The file of the ledger, made once and kept. */
export const papersLedger = (cache: string, root: string): string =>
  keptLedger({ cache, root, name: 'papers', sources: ['tests/bench/papersLedger.ts'] }, fill);
