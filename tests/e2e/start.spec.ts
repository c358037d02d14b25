/** Starts that meet something unexpected: each says what is wrong and what to do, and touches nothing. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLedger, electron, environment, makeHome, removeHome, sandbox, start } from './support/app.ts';

const root = resolve(import.meta.dirname, '..', '..');

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const ledgerFile = (): string => join(home, '整改台账', 'ledger.db');
const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Makes a sample ledger and ends the program, so that the next start finds it. */
async function leaveSample(): Promise<void> {
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  await expect(page.getByRole('tree')).toBeVisible();
  await close();
}

async function expectProblem(code: string): Promise<void> {
  const before = digest(ledgerFile());
  const { page, close } = await start({ home });
  await expect(page.locator(`[data-code="${code}"]`)).toBeVisible();
  await expect(page.getByRole('button', { name: '重试' })).toBeVisible();
  await close();
  expect(digest(ledgerFile())).toBe(before);
}

test('a ledger that became something else is named, and stays as it is', async () => {
  await leaveSample();
  const good = readFileSync(ledgerFile());

  writeFileSync(ledgerFile(), '这不是台账。\n'.repeat(400));
  await expectProblem('ledger_not_database');

  const torn = Buffer.from(good);
  for (let page = 3; page < 12; page += 1) torn.fill(0xa5, page * 4096, page * 4096 + 4096);
  writeFileSync(ledgerFile(), torn);
  await expectProblem('ledger_damaged');

  const newer = Buffer.from(good);
  // The version of the schema stands at byte 60 of the header, big endian (SQLite file format, 1.3).
  newer.writeUInt32BE(999, 60);
  writeFileSync(ledgerFile(), newer);
  await expectProblem('ledger_newer');
});

test('a ledger that is gone can be waited for and tried again', async () => {
  await leaveSample();
  const away = `${ledgerFile()}.away`;
  renameSync(ledgerFile(), away);
  const { page, close } = await start({ home });
  await expect(page.locator('[data-code="ledger_missing"]')).toBeVisible();
  renameSync(away, ledgerFile());
  await page.getByRole('button', { name: '重试' }).click();
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();
  await close();
});

test('a ledger that another program writes to can be looked at, and be used once it is free', async () => {
  await leaveSample();
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { takeWriterLock } from ${JSON.stringify(join(root, 'db', 'lock.ts'))};
       const lock = takeWriterLock(process.argv[1], {});
       process.stdout.write(lock.ok ? 'held' : 'refused');
       setInterval(() => {}, 1000);`,
      ledgerFile(),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('held');

  const { page, close } = await start({ home });
  await expect(page.locator('[data-code="ledger_in_use"]')).toBeVisible();
  await page.getByRole('button', { name: /只读/ }).click();
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();
  await expect(page.getByText(/只读/).first()).toBeVisible();
  await close();

  // Killed, not ended: the system itself gives the lock back.
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const free = await start({ home });
  await expect(free.page.getByText('问题 28 · 已销号 25')).toBeVisible();
  await free.close();
});

test('a second start brings the first window to the front and ends', async () => {
  const { app, page, close } = await start({ home });
  await createLedger(page, '新建台账');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawn(electron(), [...sandbox(), root], { env: environment({ home }), stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      ),
    )
    .toEqual([false]);
  await close();
});

test('damaged settings and preferences are kept aside and the program starts', async () => {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'settings.json'), '{"ledger": ');
  writeFileSync(join(home, 'preferences.json'), '\u0000\u0001');
  const { page, close } = await start({ home });
  await createLedger(page, '新建台账');
  await expect(page.getByRole('heading', { name: '从一份通报或整改方案开始' })).toBeVisible();
  await close();
});

test('a Windows before 10 is refused in words before anything is opened', async () => {
  const child = spawn(electron(), [...sandbox(), root], {
    env: environment({ home, env: { LEDGER_SYSTEM: 'win32 6.1.7601' } }),
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const logs = join(home, 'logs');
  await expect
    .poll(() => {
      try {
        return readFileSync(join(logs, 'main.log'), 'utf8');
      } catch {
        return '';
      }
    })
    .toContain('refused to run on win32 6.1.7601');
  // The box waits for the clerk; nothing was made meanwhile.
  expect(() => readFileSync(ledgerFile())).toThrow();
  child.kill();
  await ended;
});

test('a folder that vanished while the program was closed is said', async () => {
  await leaveSample();
  rmSync(join(home, '整改台账'), { recursive: true });
  const { page, close } = await start({ home });
  await expect(page.locator('[data-code="folder_missing"]')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('文件夹');
  await close();
});
