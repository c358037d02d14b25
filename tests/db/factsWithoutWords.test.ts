/** The dashboard reads facts without the words of progress: every figure and every row must be as with them. */
import { expect, test } from 'vitest';
import { readSettings } from '../../db/index.ts';
import { readFacts } from '../../db/summary/readFacts.ts';
import type { Day } from '../../shared/day.ts';
import { computeDashboard } from '../../shared/dashboard/compute.ts';
import type { Facts } from '../../shared/summary/facts.ts';
import { newSampleLedger, write } from './makeLedger.ts';

const DAYS: readonly Day[] = ['2024-04-30', '2024-06-15', '2024-07-31', '2024-08-31', '2024-12-31'];

test('figures and rows are those of the whole facts, delays and next steps among them', () => {
  const { ledger } = newSampleLedger();
  const measures = ledger.read.pluck<number>('SELECT id FROM measures ORDER BY id');
  write(ledger, (db) => {
    const unit = db.pluck<number>('SELECT id FROM units LIMIT 1')[0] ?? 0;
    measures.forEach((id, index) => {
      if (index % 3 === 0)
        db.run('INSERT OR IGNORE INTO measure_units (measure_id, unit_id) VALUES (?, ?)', id, unit);
      const month = `2024-0${4 + (index % 5)}`;
      db.run(
        `INSERT INTO progress (measure_id, month, text, unit_id, source, delay_reason, next_step, recorded_at)
          VALUES (?, ?, ?, ?, 'typed', ?, ?, ?)`,
        ...[id, month, index % 4 === 0 ? '' : `进展${index}`, index % 3 === 0 ? unit : null],
        ...[
          index % 5 === 0 || index % 4 === 0 ? '资金未到位' : '',
          index % 7 === 0 ? '下月完成' : '',
          db.now,
        ],
      );
    });
  });
  const { cutoffDay, nearDays, lagMonths } = readSettings(ledger.read);
  const whole = readFacts(ledger.read);
  const figures = readFacts(ledger.read, { words: false });
  const told = (facts: Facts, day: Day) => {
    const settings = { cutoffDay, nearDays, lagMonths };
    const computed = computeDashboard(facts, { day, feedbackOn: null, roundEnd: null, settings });
    const rows = ['measures:overdue', 'measures:lagging', 'measures:all', 'measures:incomplete'];
    return { board: computed.dashboard, rows: rows.map((key) => computed.rows(key, 0, 1000)) };
  };
  for (const day of DAYS) expect(told(figures, day), day).toEqual(told(whole, day));
  const last = JSON.stringify(told(figures, '2024-08-31').rows);
  for (const words of ['资金未到位', '下月完成', '"lagging":true']) expect(last).toContain(words);
  // The words themselves were left out.
  expect(JSON.stringify(figures)).not.toContain('进展1');
});
