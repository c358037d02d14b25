/**
 * npm run -s ledger -- ARGUMENT...: the command line. Built when stale, then run in this very process, so that streams
 * and exit code are its own.
 */
import { createRequire } from 'node:module';
import { buildIfStale } from './scripts/fresh.ts';
import { inRoot } from './scripts/root.ts';
import { scriptMain } from './scripts/main.ts';

await scriptMain(async () => {
  await buildIfStale(['electron']);
  return 0;
});
if (process.exitCode === 0) {
  process.exitCode = undefined;
  // npm runs scripts in the project's folder; file names are meant from where the user stands.
  process.chdir(process.env['INIT_CWD'] ?? '.');
  const program = inRoot('dist', 'electron', 'cli.cjs');
  process.argv[1] = program;
  createRequire(import.meta.url)(program);
}
