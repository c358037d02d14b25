import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';

const launcher = inRoot('build', 'node24.cjs');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'node24-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(text: string): string {
  const file = join(folder, 'script.cjs');
  writeFileSync(file, text);
  return file;
}

test('hands on arguments, streams and the exit code, on Node 24', () => {
  const file = script(`
    process.stdin.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(process.versions.node.split('.')[0] + ' ' + process.argv.slice(2).join('|') + ' ' + text);
      process.stderr.write('told');
    }).on('end', () => process.exit(7));`);
  const done = spawnSync(process.execPath, [launcher, file, 'a b', '--c'], {
    input: 'read',
    encoding: 'utf8',
  });
  expect(done.stdout).toBe('24 a b|--c read');
  expect(done.stderr).toBe('told');
  expect(done.status).toBe(7);
});

test('hands on a signal and ends as its script ends', async () => {
  const file = script(`
    process.on('SIGTERM', () => { process.stdout.write('asked to end'); process.exit(9); });
    setInterval(() => undefined, 1000);
    process.stdout.write('ready;');`);
  const child = spawn(process.execPath, [launcher, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said === 'ready;') child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number];
  expect(said).toBe('ready;asked to end');
  expect(code).toBe(9);
});

test('a script that is killed ends with 128 and the number of the signal', () => {
  const done = spawnSync(process.execPath, [launcher, script(`process.kill(process.pid, 'SIGKILL');`)]);
  expect(done.status).toBe(137);
});

test('what the script starts by the name of node is Node 24 too', () => {
  const file = script(
    `process.stdout.write(require('node:child_process').execSync('node --version').toString())`,
  );
  const done = spawnSync(process.execPath, [launcher, file], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  });
  expect(done.stdout).toMatch(/^v24\./);
});

test('without the locked Node, an old one says what to do, and a new one serves', () => {
  mkdirSync(join(folder, 'build'));
  const alone = join(folder, 'build', 'node24.cjs');
  copyFileSync(launcher, alone);
  const old = join(folder, 'old.cjs');
  writeFileSync(
    old,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`,
  );
  const refused = spawnSync(process.execPath, ['--require', old, alone, script('')], { encoding: 'utf8' });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('npm ci');
  expect(refused.stderr).toContain('20.1.0');
  const served = spawnSync(process.execPath, [alone, script('process.exit(5)')]);
  expect(served.status).toBe(5);
});

test('without a script it says how it is used', () => {
  const done = spawnSync(process.execPath, [launcher], { encoding: 'utf8' });
  expect(done.status).toBe(2);
  expect(done.stderr).toContain('usage');
});
