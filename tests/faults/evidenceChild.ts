/** A second process of the tests of evidence: `node evidenceChild.ts SCENARIO LEDGER SOURCE`. One JSON object a line. */
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { failureOf } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { keepFileBody } from '../../electron/worker/keep-file.ts';
import { jobEnd, openTestProgram } from '../ipc/program.ts';

const [scenario = '', file = '', source = ''] = process.argv.slice(2);
const say = (what: object) => writeSync(1, `${JSON.stringify(what)}\n`);
const codeOf = (error: unknown): string => failureOf(error)?.code ?? `defect: ${String(error)}`;
const store = storeOf(file);
const voice = { progress: () => undefined, pause: () => Promise.resolve() };

function inStore(): { whole: string[]; halves: string[] } {
  const names = existsSync(store.folder) ? readdirSync(store.folder, { recursive: true }).map(String) : [];
  const files = names.filter((name) => statSync(join(store.folder, name)).isFile());
  return {
    whole: files.filter((name) => !name.endsWith('.part')),
    halves: files.filter((name) => name.endsWith('.part')),
  };
}

const scenarios: Record<string, () => Promise<void>> = {
  /** Copies, and hangs in the middle of it until it is killed. */
  async hang() {
    await store.take(source, {
      part: store.part(),
      between: (bytes) => {
        say({ bytes, ...inStore() });
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      },
    });
  },
  /** Keeps a small file, then one for which there is no room, then a small one again. */
  async full() {
    const small = `${source}.small`;
    writeFileSync(small, '小');
    const keep = (path: string) =>
      keepFileBody({ ledger: file, path, part: store.part() }, voice).then(() => 'ok', codeOf);
    const first = await keep(small);
    const large = await keep(source);
    const held = inStore();
    writeFileSync(small, '又一份小的');
    say({ first, large, ...held, again: await keep(small) });
  },
  /** A whole program on the disk: refuses before it copies, and says how much is needed. */
  async program() {
    const program = openTestProgram('2024-08-31');
    const ask = (name: never, args: never) =>
      program.dispatcher.call(name, args) as Promise<{ value: never }>;
    await ask('ledger.create' as never, { folder: null, sample: true } as never);
    const measure = program.context.session.ledger().read.pluck<number>(
      `SELECT m.id FROM measures m WHERE m.withdrawn_on IS NULL AND NOT EXISTS
          (SELECT 1 FROM closing_events e WHERE e.issue_id = m.issue_id) LIMIT 1`,
    )[0];
    truncateSync(source, 30 * 2 ** 20);
    const token = program.context.tokens.addPlace(source).token;
    const { value } = await ask('evidence.add' as never, { measure, files: [token] } as never);
    const end = await jobEnd(program, (value as { job: string }).job);
    const folder = storeOf(program.context.session.ledger().file).folder;
    say({ error: end.error, left: existsSync(folder) ? readdirSync(folder) : [] });
    program.close();
  },
  /** What lies in the store, after `tidy` has looked at it. */
  async after() {
    store.tidy();
    const kept = await store.take(source, { part: store.part(), between: () => undefined });
    const hash = createHash('sha256').update(readFileSync(source)).digest('hex');
    say({ ...inStore(), same: kept.sha256 === hash });
  },
};

const run = scenarios[scenario];
if (run === undefined) throw new Error(`no scenario ${scenario}`);
await run();
