/** npm run pack: the unpacked program for this Linux machine, in release/. */
import { prepareRuntime } from './runtime/launch.ts';
import { progressOn } from './runtime/progress.ts';
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { packHere } from './scripts/pack.ts';

await scriptMain(async () => {
  if (process.platform !== 'linux')
    throw new Error('npm run pack is for Linux; elsewhere use npm run release.');
  const runtime = await prepareRuntime(progressOn(process.stderr), false);
  await buildIfStale();
  process.stdout.write(`${await packHere(runtime)}\n`);
  return 0;
});
