/** npm run demo: a month on the sample ledger in real Electron without a screen; results in out/. */
import { progressOn } from './runtime/progress.ts';
import { runDemo } from './scripts/demo.ts';
import { scriptMain } from './scripts/main.ts';

await scriptMain(() => runDemo(progressOn(process.stderr)));
