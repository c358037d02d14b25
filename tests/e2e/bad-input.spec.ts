/** Files a notice can't be read from, dropped on the window: each is named, with what to do, and nothing is lost. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createLedger, dropFile, fixture, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const put = (name: string, content: string | Buffer): string => {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
};

/** The dialog after a drop: it says `code` in words with advice, and offers nothing to write. */
async function expectRefused(page: Page, code: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /导入通报或方案/ });
  const alert = dialog.locator(`[role="alert"][data-code="${code}"]`);
  await expect(alert).toBeVisible();
  await expect(alert).toContainText(/请|确认/);
  await expect(alert).not.toContainText(code);
  await expect(dialog.getByRole('button', { name: '写入台账' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Holds a File as a drop would, lets its place on the disk change meanwhile, then drops it. */
async function dropAfter(page: Page, path: string, meanwhile: () => void): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'held-by-test';
    document.body.append(input);
  });
  const input = page.locator('#held-by-test');
  await input.setInputFiles(path);
  meanwhile();
  await input.evaluate((element) => {
    const data = new DataTransfer();
    for (const file of (element as HTMLInputElement).files ?? []) data.items.add(file);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
      );
    }
    element.remove();
  });
}

test('a gigabyte, a binary, an empty file, a text that is none, a workbook: named, nothing written', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();

  const huge = put('通报（扫描）.txt', '巡察整改');
  truncateSync(huge, 1024 ** 3);
  await dropFile(page, huge);
  await expectRefused(page, 'notice_too_large');
  await dropFile(page, put('通报.docx', randomBytes(50_000)));
  await expectRefused(page, 'notice_is_binary');
  await dropFile(page, put('空.txt', ''));
  await expectRefused(page, 'notice_empty');
  await dropFile(page, put('购物清单.txt', '1.牛奶\n2.面包\n3.鸡蛋\n'));
  await expectRefused(page, 'not_a_notice');
  await dropFile(page, put('网页.txt', '<!DOCTYPE html><html><body><p>整改情况</p></body></html>'));
  await expectRefused(page, 'notice_is_web_page');

  // The ledger is as before, and a good file goes in behind all the bad ones.
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();
  await dropFile(page, fixture('notice', '04-plan-labels.txt'));
  const dialog = page.getByRole('dialog', { name: /导入通报或方案/ });
  await dialog.getByRole('button', { name: '下一步' }).click();
  await dialog.getByRole('button', { name: '写入台账' }).click();
  await dialog.getByRole('button', { name: '查看台账' }).click();
  await expect(page.getByText(/问题 3 · 已销号 0/)).toBeVisible();
  await close();
});

test('a file that vanished, and one that can not be read any more, between the hand and the window', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '新建台账');
  const text = readFileSync(fixture('notice', '04-plan-labels.txt'));

  const gone = put('通报一.txt', text);
  await dropAfter(page, gone, () => rmSync(gone));
  await expect(page.getByText(/找不到文件/).first()).toBeVisible();

  const folder = put('通报二.txt', text);
  await dropAfter(page, folder, () => {
    rmSync(folder);
    mkdirSync(folder);
  });
  // A folder holds returns, whatever it is called.
  const taking = page.getByRole('dialog', { name: '导入报送表' });
  await expect(taking).toContainText('通报二.txt');
  await taking.getByRole('button', { name: '取消', exact: true }).click();
  await expect(taking).toBeHidden();

  // Links in a circle can't be read by anybody, not even by an administrator.
  const circle = put('通报三.txt', text);
  await dropAfter(page, circle, () => {
    rmSync(circle);
    symlinkSync('通报四.txt', circle);
    symlinkSync('通报三.txt', join(home, '通报四.txt'));
  });
  await expect(page.getByText(/文件读不出来/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: '从一份通报或整改方案开始' })).toBeVisible();
  await close();
});

test('a paper that can not be put where it was asked for: said, the old file kept, the ledger untouched', async () => {
  const ledger = join(home, '整改台账', 'ledger.db');
  const env = { LEDGER_ANSWER_XLSX: ledger, LEDGER_ANSWER_PDF: join(home, '没有', '月报.pdf') };
  const { page, close } = await start({ home, env });
  await createLedger(page, '看示例');
  await showView(page, '月报');
  await page.getByRole('button', { name: /存为 ?Excel/ }).click();
  await expect(page.getByText('这是台账文件，不能覆盖').first()).toBeVisible();
  await page.getByRole('button', { name: /存为 ?PDF/ }).click();
  await expect(page.getByText('文件写不进去').first()).toBeVisible();
  expect(readFileSync(ledger).subarray(0, 15).toString('latin1')).toBe('SQLite format 3');
  expect(existsSync(join(home, '没有'))).toBe(false);
  await close();
});

test('the ledger file taken away under the open window: the next step is refused, and goes on once it is back', async () => {
  // Windows lets nobody take an open file away.
  if (process.platform === 'win32') return;
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();
  const folder = join(home, '整改台账');
  await page.getByRole('treeitem', { name: /投资项目储备不足/ }).click();
  const tick = page.locator('[data-tick]').first();
  await expect(tick).toBeVisible();
  renameSync(folder, `${folder}.away`);
  await tick.click();
  await expect(page.getByText(/台账所在的文件夹不见了/).first()).toBeVisible();
  await expect(page.getByText('问题 28 · 已销号 25')).toBeVisible();
  renameSync(`${folder}.away`, folder);
  await close();
  const again = await start({ home });
  await expect(again.page.getByText('问题 28 · 已销号 25')).toBeVisible();
  await again.close();
});
