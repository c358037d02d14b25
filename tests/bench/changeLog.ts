/** What the change log costs: three fields of 100,000 rows, against plain inserts of the same log rows. */
import { tmpdir } from 'node:os';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createLogTriggers, dropLogTriggers, registerLogFunctions } from '../../db/changeLog.ts';
import { createLedger } from '../../db/index.ts';
import type { Measured } from './report.ts';
import { median, timed } from './stats.ts';

const ROWS = 100_000;
const ROUNDS = 3;
const FIELDS = ['assignee', 'no_evidence_reason', 'deadline_raw'] as const;

/** A ledger's file with one issue and its measures, written without the log's triggers, which are put back if asked. */
function filled(folder: string, logged: boolean): Database.Database {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'ledger.db');
  const made = createLedger(file, {
    today: () => '2024-08-31',
    temporary: tmpdir(),
    now: () => new Date().toISOString(),
    operator: '',
    initials: () => '',
  });
  if (!made.ok) throw new Error(made.error.code);
  made.value.close();
  const db = new Database(file);
  for (const [name, value] of Object.entries({
    journal_mode: 'WAL',
    synchronous: 'FULL',
    foreign_keys: 'ON',
    recursive_triggers: 'ON',
  })) {
    db.pragma(`${name} = ${value}`);
  }
  dropLogTriggers(db);
  db.transaction(() => {
    db.prepare("INSERT INTO rounds (id, title) VALUES (1, '大台账')").run();
    db.prepare(
      "INSERT INTO issues (id, round_id, position, title, adopted_on) VALUES (1, 1, 1, '问题', '2024-03-01')",
    ).run();
    const insert = db.prepare(
      "INSERT INTO measures (id, issue_id, position, title, adopted_on) VALUES (?, 1, ?, '整改措施', '2024-03-01')",
    );
    for (let id = 1; id <= ROWS; id += 1) insert.run(id, id);
  })();
  if (logged) createLogTriggers(db, ['measures']);
  return db;
}

const value = (round: number, id: number, field: string): string => `${field}${round}-${id}`;

/** One step: opens it, updates every row, and lets `log` write what the triggers don't. */
function updateAll(
  db: Database.Database,
  setStep: (id: number) => void,
  log: ((id: number) => void) | null,
  round: number,
): void {
  const update = db.prepare(
    `UPDATE measures SET ${FIELDS.map((field) => `${field} = ?`).join(', ')} WHERE id = ?`,
  );
  const open = db.prepare(
    "INSERT INTO steps (at, operator, action, detail, kind) VALUES ('2024-08-31T00:00:00Z', '', 'bench', '{}', 'do')",
  );
  db.transaction(() => {
    setStep(Number(open.run().lastInsertRowid));
    for (let id = 1; id <= ROWS; id += 1) {
      update.run(...FIELDS.map((field) => value(round, id, field)), id);
      log?.(id);
    }
  }).immediate();
  if (db.pragma('wal_checkpoint(TRUNCATE)') === undefined) throw new Error('no checkpoint');
}

export async function measureChangeLog(folder: string): Promise<Measured[]> {
  let step = 0;
  const setStep = (id: number): void => void (step = id);
  const logged = filled(join(folder, 'logged'), true);
  registerLogFunctions(logged, () => step);
  const plain = filled(join(folder, 'plain'), false);
  const insert = plain.prepare(
    "INSERT INTO change_log (step, tbl, row_id, op, field, old, new, hash) VALUES (?, 'measures', ?, 'update', ?, ?, ?, ?)",
  );
  const hash = '0'.repeat(64);
  const ratios: number[] = [];
  const times: { logged: number[]; plain: number[] } = { logged: [], plain: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const log = (id: number): void => {
      for (const field of FIELDS)
        insert.run(step, id, field, value(round - 1, id, field), value(round, id, field), hash);
    };
    const a = await timed(() => updateAll(logged, setStep, null, round));
    const b = await timed(() => updateAll(plain, setStep, log, round));
    if (round === 0) continue;
    times.logged.push(a);
    times.plain.push(b);
    ratios.push(a / b);
  }
  const rows = (db: Database.Database): unknown =>
    db.prepare('SELECT count(*) FROM change_log WHERE step = ?').pluck().get(step);
  if (rows(logged) !== rows(plain) && Number(rows(logged)) < ROWS * FIELDS.length)
    throw new Error('a log is short');
  logged.close();
  plain.close();
  return [
    {
      part: 'change log',
      what: `three fields of ${ROWS} rows, hashed by triggers`,
      value: median(times.logged),
      unit: 'ms',
      against: { what: 'plain inserts', value: median(times.plain), ratio: median(ratios) },
      bound: { of: 'ratio', most: 2 },
    },
  ];
}
