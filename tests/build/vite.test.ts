import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildPart } from '../../build/vite/build.ts';
import { inRoot } from '../../build/scripts/root.ts';

let folder = '';
beforeEach(() => {
  // Inside the project, so that packages are found.
  folder = mkdtempSync(inRoot('node_modules', '.build-'));
  lay({
    'shared/contract/index.ts': `
      import { z } from 'zod';
      export const contract = { 'tree.outline': { args: z.object({ round: z.int() }) }, 'ledger.open': {} };`,
    'electron/main/main.ts': `import { late } from '../late.ts'; console.log('main', import.meta.dirname, late);`,
    'electron/worker/worker.ts': `void import('exceljs').then((one) => console.log('worker', typeof one.default.Workbook));`,
    'electron/cli/cli.ts': `
      import { late } from '../late.ts';
      import Database from 'better-sqlite3';
      console.log('cli', late, new Database(':memory:').prepare('SELECT 7 AS n').get());`,
    'electron/late.ts': `export const late = import.meta.dirname;`,
    'electron/preload/preload.ts': `
      import { contextBridge } from 'electron';
      declare const __CALL_NAMES__: readonly string[];
      contextBridge.exposeInMainWorld('names', __CALL_NAMES__);`,
    'renderer/index.html': `<!doctype html><title>x</title><script type="module" src="./main.tsx"></script>`,
    'renderer/main.tsx': `
      import { createRoot } from 'react-dom/client';
      void import('./late.tsx').then(({ Late }) => createRoot(document.body).render(<Late />));`,
    'renderer/late.tsx': `import { Button } from 'antd'; export const Late = () => <Button>好</Button>;`,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lay(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const target = (): { sources: string; out: string } => ({ sources: folder, out: join(folder, 'dist') });
const built = (name: string): string => readFileSync(join(folder, 'dist', 'electron', name), 'utf8');
const run = (name: string): string =>
  spawnSync(process.execPath, [join(folder, 'dist', 'electron', name)], { encoding: 'utf8' }).stdout;

test('the Node side: runs, keeps native and lazy parts apart, and says whose code it holds', async () => {
  await buildPart('electron', target());
  const out = join(folder, 'dist', 'electron');
  // A chunk's own folder is the entry's: paths made from it hold in both.
  expect(run('cli.cjs')).toContain(`cli ${out} { n: 7 }`);
  expect(run('main.cjs')).toContain(`main ${out} ${out}`);
  expect(run('worker.cjs')).toBe('worker function\n');
  // Named by its file, and not part of the bundle: it finds its native add-on beside itself.
  expect(built('cli.cjs')).toMatch(/require\("[./]+\/better-sqlite3\/lib\/index\.js"\)/);
  expect(built('worker.cjs').length).toBeLessThan(2_000);
  expect(built('licences.txt')).toMatch(/^exceljs@/m);
});

test('the preload is one file with the names of the calls and no schema library', async () => {
  await buildPart('electron', target());
  const preload = built('preload.cjs');
  expect(preload).toContain('["tree.outline", "ledger.open"]');
  expect([...preload.matchAll(/require\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
  expect(preload.length).toBeLessThan(1_000);
});

test('the window: the form library is loaded when it is needed, addresses are relative', async () => {
  await buildPart('renderer', target());
  const page = readFileSync(join(folder, 'dist', 'renderer', 'index.html'), 'utf8');
  expect(page).toMatch(/src="\.\/assets\/first-[^"]+\.js"/);
  expect(page).not.toContain('late');
  const files = readdirSync(join(folder, 'dist', 'renderer', 'assets'));
  expect(files.some((name) => /^late-.+\.js$/.test(name))).toBe(true);
});

test('a contract without calls and a missing entry stop the build', async () => {
  lay({ 'shared/contract/index.ts': 'export const contract = {};' });
  await expect(buildPart('electron', target())).rejects.toThrow(/No calls/);
  rmSync(join(folder, 'electron', 'worker'), { recursive: true });
  await expect(buildPart('electron', target())).rejects.toThrow(/worker\.ts is missing/);
});
