/** npm start: the program in a window; without a display, the month's cycle on the sample ledger (npm run demo). */
import { runDemo } from './scripts/demo.ts';
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { prepareRuntime, runProgram } from './runtime/launch.ts';
import { progressOn } from './runtime/progress.ts';
import { hasDisplay } from './runtime/screen.ts';

await scriptMain(async () => {
  const progress = progressOn(process.stderr);
  if (!hasDisplay(process.env)) {
    progress.say('No display here: running the month on the sample ledger without a screen (npm run demo).');
    return runDemo(progress);
  }
  const runtime = await prepareRuntime(progress, false);
  await buildIfStale();
  const raw = process.env['LEDGER_VERBOSE'] === '1';
  const show = (line: string): void => void process.stdout.write(`${line}\n`);
  const streams = raw ? { onLine: () => undefined, onRawLine: show } : { onLine: show };
  return runProgram(runtime, process.argv.slice(2), process.env, streams);
});
