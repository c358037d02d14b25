/**
 * npm run -s ledger -- ARGUMENT...: the command line. Built when stale, then run in this very process, so that streams
 * and exit code are its own. Papers are drawn by windows: their commands run in the program's runtime, without a window
 * to be seen.
 */
import { createRequire } from 'node:module';
import { runInRuntime } from './runtime/command.ts';
import { buildIfStale } from './scripts/fresh.ts';
import { inRoot } from './scripts/root.ts';
import { scriptMain } from './scripts/main.ts';

const argv = process.argv.slice(2);
// npm runs scripts in the project's folder; file names are meant from where the user stands.
const from = process.env['INIT_CWD'] ?? '.';
const drawn = ['paper', 'release-month'].some((command) => argv.includes(command));

await scriptMain(async () => {
  if (drawn) return runInRuntime(argv, from);
  await buildIfStale(['electron']);
  return 0;
});
if (process.exitCode === 0 && !drawn) {
  process.exitCode = undefined;
  process.chdir(from);
  const program = inRoot('dist', 'electron', 'cli.cjs');
  process.argv[1] = program;
  createRequire(import.meta.url)(program);
}
