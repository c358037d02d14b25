/**
 * npm run bench [-- PART...]: the measurements, as a table and in out/bench.json. Parts: start, notice, ledger, window,
 * log, loaded, returns, papers, work (of which alone: door, screens, store); all of them when none is named. Started by build/bench.ts, which gives the runtime and a display.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { dropLogTriggers } from '../../db/changeLog.ts';
import { measureChangeLog } from './changeLog.ts';
import { measureDoor } from './door.ts';
import { TODAY, bigLedger, copyHome, sampleHome } from './ledgers.ts';
import { loadedAtStart } from './loaded.ts';
import { measureNotice } from './notice.ts';
import { measurePapers } from './papers.ts';
import { keep, table } from './report.ts';
import type { Measured } from './report.ts';
import { measureReturns } from './returns.ts';
import { returnsInputs } from './returnsInputs.ts';
import { measureReturnsWindow } from './returnsWindow.ts';
import { measureBigStart, measureStart } from './start.ts';
import type { Program } from './start.ts';
import { measureLoaded, measureWindow } from './window.ts';
import { measureWork } from './work.ts';

const MEASURES = 100_000;
const WORDS = [
  { what: 'a common word', word: '物资采购' },
  { what: 'by pinyin initials', word: 'gczb' },
  { what: 'a rare word', word: '5000-3' },
];

const root = resolve(import.meta.dirname, '..', '..');
const executable = process.env['LEDGER_ELECTRON'];
if (executable === undefined) throw new Error('no runtime: started by npm run bench');
const wanted = new Set(process.argv.slice(2));
const asked = (part: string): boolean => wanted.size === 0 || wanted.has(part);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
const rows: Measured[] = [];
try {
  const program = (name: string, app: string): Program => {
    const home = join(folder, name);
    mkdirSync(home, { recursive: true });
    // Replies are checked as in the packaged program: those of writes.
    const env = { LEDGER_HOME: home, LEDGER_TODAY: TODAY, LEDGER_CHECK_REPLIES: 'cheap' };
    return { executable, app, env: { ...process.env, ...env } };
  };
  const blank = program('blank', join(root, 'tests', 'bench', 'blank'));
  const sample = program('sample', root);
  sampleHome(join(folder, 'sample'));

  if (asked('start')) {
    say('start and memory of the sample ledger and of a blank window …');
    rows.push(...(await measureStart(sample, blank)));
  }
  if (asked('loaded')) rows.push(...(await measureLoaded(sample, loadedAtStart)));
  if (asked('notice')) {
    say('reading a notice …');
    rows.push(...(await measureNotice(join(root, 'tests', 'fixtures'))));
  }
  if (asked('ledger') || asked('window')) {
    say(`a ledger of ${MEASURES} measures (kept in out/bench for the next run) …`);
    const big = bigLedger(join(root, 'out', 'bench'), root, MEASURES);
    const bare = join(folder, 'bare.db');
    copyFileSync(big.file, bare);
    const db = new Database(bare);
    dropLogTriggers(db);
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(pragma);
    db.close();
    const door = join(folder, 'door.db');
    copyFileSync(big.file, door);
    const found = await measureDoor(door, bare, WORDS);
    rows.push(...found.rows);
    if (asked('window')) {
      say('the same in a window …');
      copyHome(join(folder, 'big'), big.file);
      const window = program('big', root);
      rows.push(...(await measureBigStart(window, sample)));
      rows.push(...(await measureWindow(window, found.words)));
    }
  }
  if (asked('log')) {
    say('the change log …');
    rows.push(...(await measureChangeLog(join(folder, 'log'))));
  }
  if (asked('returns')) {
    say('the workbooks of a month (kept in out/bench for the next run) …');
    const inputs = await returnsInputs(join(root, 'out', 'bench'), root);
    rows.push(...(await measureReturns(inputs, join(folder, 'returns'), say)));
    say('the same in a window …');
    copyHome(join(folder, 'month'), inputs.month.ledger);
    rows.push(...(await measureReturnsWindow(program('month', root), inputs.month.files)));
  }
  if (asked('papers')) rows.push(...(await measurePapers({ root, folder, program, say })));
  if (['work', 'door', 'screens', 'store'].some(asked))
    rows.push(
      ...(await measureWork({ root, folder, program, say, asked: (name) => asked('work') || asked(name) })),
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${table(rows)}\n\n${seconds} s; kept in out/bench.json\n`);
keep(join(root, 'out', 'bench.json'), rows, executable, seconds);
