/**
 * npm test [-- PATH...]: all tests, or those below the given paths. Vitest first, then Playwright in real Electron
 * (tests/e2e); the last line is "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepareRuntime, runtimeEnv } from './runtime/launch.ts';
import { progressOn } from './runtime/progress.ts';
import { withDisplay } from './runtime/screen.ts';
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { closing, readPlaywrightReport, readVitestReport } from './scripts/results.ts';
import type { Counts } from './scripts/results.ts';
import { inRoot, root } from './scripts/root.ts';

const VITEST_REPORT = inRoot('test-results', 'vitest.json');
const PLAYWRIGHT_REPORT = inRoot('test-results', 'playwright.json');

await scriptMain(async () => {
  const args = process.argv.slice(2);
  const inElectron = (argument: string): boolean => argument.replaceAll('\\', '/').startsWith('tests/e2e');
  const vitestArgs = args.filter((argument) => !inElectron(argument));
  const electronArgs = args.filter(inElectron);

  await buildIfStale();
  const runtime = await prepareRuntime(progressOn(process.stderr), true, true);
  mkdirSync(inRoot('test-results'), { recursive: true });
  const runs: { counts: Counts | null; code: number }[] = [];
  await withDisplay(process.env, async (env) => {
    if (args.length === 0 || vitestArgs.length > 0) {
      rmSync(VITEST_REPORT, { force: true });
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
      const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...vitestArgs], env);
      runs.push({ counts: readVitestReport(VITEST_REPORT), code });
    }
    if ((args.length === 0 && existsSync(inRoot('tests', 'e2e'))) || electronArgs.length > 0) {
      rmSync(PLAYWRIGHT_REPORT, { force: true });
      const code = await runNode(
        ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...electronArgs],
        {
          ...runtimeEnv(runtime, env),
          LEDGER_ELECTRON: runtime.executable,
          // Lets Playwright start it by its own way, which holds the program back until it listens.
          ELECTRON_OVERRIDE_DIST_PATH: dirname(runtime.executable),
          PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT,
        },
      );
      runs.push({ counts: readPlaywrightReport(PLAYWRIGHT_REPORT), code });
    }
  });
  const { line, code } = closing(runs);
  process.stdout.write(`\n${line}\n`);
  return code;
});

function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
    const hand = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', hand).on('SIGTERM', hand);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', hand).off('SIGTERM', hand);
      resolve(code ?? 1);
    });
  });
}
