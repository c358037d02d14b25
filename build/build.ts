/** npm run build: the whole program into dist/. */
import { buildAll } from './vite/build.ts';
import { PROJECT } from './vite/config.ts';

const started = performance.now();
try {
  await buildAll(PROJECT);
  process.stderr.write(`built into dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
