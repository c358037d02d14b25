/** npm run build: the whole program into dist/, fresh. */
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { PARTS } from './vite/build.ts';

await scriptMain(async () => {
  const started = performance.now();
  await buildIfStale(PARTS, true);
  process.stderr.write(`built into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return 0;
});
