/** npm run build: the whole program into dist/. */
import { buildAndStamp } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';

await scriptMain(async () => {
  const started = performance.now();
  await buildAndStamp();
  process.stderr.write(`built into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return 0;
});
