/** npm run bench: the measurements of tests/bench in one run, as a table and as JSON in out/. */
import { spawn } from 'node:child_process';
import { runtimeEnv, prepareRuntime } from './runtime/launch.ts';
import { progressOn } from './runtime/progress.ts';
import { withDisplay } from './runtime/screen.ts';
import { buildIfStale } from './scripts/fresh.ts';
import { scriptMain } from './scripts/main.ts';
import { inRoot, root } from './scripts/root.ts';

await scriptMain(async () => {
  const runtime = await prepareRuntime(progressOn(process.stderr), true);
  await buildIfStale();
  return withDisplay(process.env, (env) => {
    const args = [inRoot('tests', 'bench', 'main.ts'), ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...runtimeEnv(runtime, env), LEDGER_ELECTRON: runtime.executable },
      stdio: 'inherit',
    });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  });
});
