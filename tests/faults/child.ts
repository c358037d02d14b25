/**
 * A second process of the tests: `node child.ts SCENARIO FILE`. Prints one JSON object a line. What waits to be killed
 * waits inside a synchronous call, as a program that hangs would.
 */
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import {
  addPerson,
  addUnit,
  createLedger,
  createRound,
  failureOf,
  type Ledger,
  openLedger,
  openLedgerReadOnly,
  verify,
  type WriteDb,
  workBeside,
} from '../../db/index.ts';
import { commitBatch } from '../../db/returns/commit.ts';
import { storeOf } from '../../db/store.ts';
import { ledgerOptions, must } from '../db/makeLedger.ts';

const [scenario = '', file = ''] = process.argv.slice(2);

// Straight to the descriptor: a pipe's stream would hold words back that a killed process can't send any more.
const say = (what: object) => writeSync(1, `${JSON.stringify(what)}\n`);

function waitForever(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const codeOf = (body: () => unknown): string => {
  try {
    body();
    return 'ok';
  } catch (error) {
    return failureOf(error)?.code ?? `defect: ${String(error)}`;
  }
};

const resultOf = (result: { ok: true; value: Ledger } | { ok: false; error: { code: string } }): string => {
  if (!result.ok) return result.error.code;
  result.value.close();
  return 'ok';
};

const units = (ledger: Ledger) => ledger.read.pluck<number>('SELECT count(*) FROM units')[0];
const name = (n: number) => `单位${n}${'长'.repeat(300)}`;
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

const scenarios: Record<string, () => void | Promise<void>> = {
  /** Opens for writing and keeps the writer's lock until it is killed. */
  hold() {
    must(openLedger(file, ledgerOptions()));
    say({ open: true });
    waitForever();
  },
  /** Another program that holds SQLite's own write lock on the ledger. */
  foreign() {
    const db = new Database(file);
    db.exec('BEGIN IMMEDIATE');
    say({ locked: true });
    waitForever();
  },
  /** Commits step after step, telling each only once it is committed, until it is killed. */
  commit() {
    const ledger = must(openLedger(file, ledgerOptions()));
    for (let n = 0; ; n += 1) {
      ledger.write({ action: 'test' }, (db) => void addUnit(db, `单位${n}`, 'department'));
      say({ revision: ledger.revision() });
    }
  },
  /** Commits three steps, then hangs in the middle of a fourth that has already spilled into the file. */
  inside() {
    const ledger = must(openLedger(file, ledgerOptions()));
    for (let n = 0; n < 3; n += 1)
      ledger.write({ action: 'test' }, (db) => void addUnit(db, `单位${n}`, 'department'));
    say({ revision: ledger.revision() });
    ledger.write({ action: 'test' }, (db) => {
      const round = createRound(db, {
        ...{ title: '大轮次', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 },
      });
      say({ round });
      // More than the page cache holds, so that uncommitted pages stand in the write-ahead log.
      for (let n = 0; n < 12_000; n += 1)
        addPerson(db, { name: name(n), post: '', leader: false, unitId: null });
      say({ inside: statSync(`${file}-wal`).size });
      waitForever();
    });
  },
  /** Makes a ledger and hangs before it is whole. */
  create() {
    createLedger(
      file,
      ledgerOptions({
        now: () => {
          say({ parts: readdirSync(dirname(file)).sort() });
          waitForever();
          return '';
        },
      }),
    );
  },
  /** Writes until the disk takes no more, then looks at what is left. */
  fill() {
    const made = createLedger(file, ledgerOptions());
    if (!made.ok) {
      say({ create: made.error.code, left: existsSync(file), files: readdirSync(dirname(file)) });
      return;
    }
    const ledger = made.value;
    let steps = 0;
    const step = (db: WriteDb) => {
      addUnit(db, name(steps * 2), 'department');
      addUnit(db, name(steps * 2 + 1), 'department');
    };
    let code = 'ok';
    for (; code === 'ok' && steps < 20_000; steps += 1)
      code = codeOf(() => ledger.write({ action: 'test' }, step));
    steps -= 1;
    const after = { units: units(ledger), expected: steps * 2, whole: verify(ledger.read).ok };
    const reading = ledger.read.pluck('SELECT count(*) FROM measure_index').length;
    const closing = codeOf(() => ledger.close());
    const folder = dirname(file);
    const second = createLedger(`${folder}/第二本/ledger.db`, ledgerOptions());
    say({
      ...{ code, steps, after, reading, closing, second: second.ok ? 'ok' : second.error.code },
      secondLeft: existsSync(`${folder}/第二本`),
    });
  },
  /** Opens again what was filled (after room was made by the parent) and goes on. */
  goOn() {
    const opened = openLedger(file, ledgerOptions());
    if (!opened.ok) {
      say({ open: opened.error.code });
      return;
    }
    const ledger = opened.value;
    const before = units(ledger);
    const write = codeOf(() =>
      ledger.write({ action: 'test' }, (db) => void addUnit(db, '腾出空间后', 'department')),
    );
    say({ open: 'ok', units: before, write, after: units(ledger), whole: verify(ledger.read).ok });
    ledger.close();
  },
  /** Commits one more unit and ends without closing: its last row stands in the write-ahead log only. */
  openAndLeave() {
    const ledger = must(openLedger(file, ledgerOptions()));
    ledger.write({ action: 'test' }, (db) => void addUnit(db, '未合入的单位', 'department'));
    say({ log: statSync(`${file}-wal`).size });
    process.kill(process.pid, 'SIGKILL');
  },
  /** Tries everything on a place that can't be written. */
  readOnly() {
    const before = hashOf(file);
    const reading = openLedgerReadOnly(file, ledgerOptions());
    const seen = reading.ok ? units(reading.value) : reading.error.code;
    const refused = reading.ok
      ? codeOf(() => reading.value.write({ action: 'test' }, (db) => void addUnit(db, '不行', 'department')))
      : '';
    if (reading.ok) reading.value.close();
    say({
      seen,
      refused,
      open: resultOf(openLedger(file, ledgerOptions())),
      create: resultOf(createLedger(`${dirname(file)}/新建/ledger.db`, ledgerOptions())),
      same: hashOf(file) === before,
      files: readdirSync(dirname(file)).filter((one) => !one.startsWith(basename(file))),
    });
  },
  /** Commits a batch beside the program that holds the lock, and hangs when all of it is written and nothing kept. */
  commitHalf() {
    workBeside(file, ledgerOptions(), (steps) =>
      steps.write({ action: 'returns.commit' }, (db) => {
        const batch = db.pluck<number>('SELECT max(id) FROM batches')[0] ?? 0;
        const before = db.pluck<number>('SELECT max(id) FROM steps WHERE id < ?', db.step())[0] ?? 0;
        say({ done: commitBatch(db, batch, before) });
        waitForever();
      }),
    );
  },
  /** Keeps files in the store beside the ledger until the disk takes no more. */
  async keep() {
    const store = storeOf(file);
    const kept: string[] = [];
    let code = 'ok';
    for (let n = 0; code === 'ok' && n < 1000; n += 1) {
      const bytes = Buffer.alloc(100_000, `原件${n}`);
      try {
        kept.push((await store.keep(bytes)).sha256);
      } catch (error) {
        code = failureOf(error)?.code ?? `defect: ${String(error)}`;
      }
    }
    const whole = await Promise.all(
      kept.map(async (sha256) => (await store.read(sha256)).byteLength === 100_000),
    );
    const names = readdirSync(store.folder, { recursive: true }).map(String);
    say({
      ...{ code, kept: kept.length, whole: whole.every(Boolean) },
      halves: names.filter((one) => one.endsWith('.part')),
      files: names.filter((one) => /[0-9a-f]{64}$/.test(one)).length,
    });
  },
  /** Makes a ledger with a few units, to be looked at by the other scenarios. */
  make() {
    const ledger = must(createLedger(file, ledgerOptions()));
    ledger.write({ action: 'test' }, (db) => {
      for (let n = 0; n < 5; n += 1) addUnit(db, `单位${n}`, 'department');
    });
    ledger.close();
    writeFileSync(`${dirname(file)}/说明.txt`, '同一文件夹中的其他文件');
    say({ made: true });
  },
};

const run = scenarios[scenario];
if (run === undefined) throw new Error(`no scenario ${scenario}`);
await run();
