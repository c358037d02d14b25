/** The thin line through the whole product: a notice in, tree and checklist, ticking, undo, restart, the summary out. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLedger, dropFile, fixture, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

test('a notice is dropped, previewed and written; ticks survive a restart and can be undone; the summary is printed', async () => {
  const pdf = join(home, '月报.pdf');
  const xlsx = join(home, '月报.xlsx');
  const answers = { LEDGER_ANSWER_PDF: pdf, LEDGER_ANSWER_XLSX: xlsx };
  let { page, close } = await start({ home, env: answers });
  await createLedger(page, '新建台账');

  await dropFile(page, fixture('notice', '28-issues.txt'));
  const dialog = page.getByRole('dialog', { name: /导入通报或方案/ });
  const totals = dialog.getByRole('list', { name: '文件所载总数与读出的总数' });
  await expect(totals.getByRole('listitem', { name: '文件所载 4 个，读出 4 个' })).toBeVisible();
  await expect(totals.getByRole('listitem', { name: '读出 10 个' })).toBeVisible();
  await expect(totals.getByRole('listitem', { name: '文件所载 28 个，读出 28 个' })).toBeVisible();
  await expect(totals.getByRole('listitem', { name: '文件所载 93 条，读出 92 条' })).toBeVisible();
  await dialog.getByRole('button', { name: '下一步' }).click();
  await expect(dialog.getByRole('textbox', { name: '进展所属月份' })).toHaveValue('2024年8月');
  await dialog.getByRole('button', { name: '写入台账' }).click();
  await dialog.getByRole('button', { name: '查看台账' }).click();

  const tree = page.getByRole('tree', { name: '方面、子类与问题' });
  await expect(tree.getByRole('treeitem', { name: /^一、.*0\/10.*0\/31/ })).toBeVisible();
  await expect(tree.getByRole('treeitem', { name: /^（一）.*0\/4.*0\/14/ })).toBeVisible();
  await expect(page.getByText('92 / 92 条')).toBeVisible();
  await expect(page.getByText('问题 28 · 已销号 0 · 措施完成 0/92')).toBeVisible();

  const rows = page.getByRole('grid', { name: '整改措施清单' }).getByRole('row');
  const first = rows.nth(1).getByRole('checkbox', { name: '完成' });
  const second = rows.nth(2).getByRole('checkbox', { name: '完成' });
  await first.click();
  await second.click();
  await expect(page.getByText('已销号 0 · 措施完成 2/92')).toBeVisible();
  await expect(rows.nth(1)).toContainText('缺佐证');
  await page.keyboard.press('Control+z');
  await expect(second).not.toBeChecked();
  await expect(page.getByText('已销号 0 · 措施完成 1/92')).toBeVisible();
  await close();

  ({ page, close } = await start({ home, env: answers }));
  const again = page.getByRole('grid', { name: '整改措施清单' }).getByRole('row');
  await expect(again.nth(1).getByRole('checkbox', { name: '完成' })).toBeChecked();
  await expect(again.nth(2).getByRole('checkbox', { name: '完成' })).not.toBeChecked();
  await page.keyboard.press('Control+y');
  await expect(again.nth(2).getByRole('checkbox', { name: '完成' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(again.nth(1).getByRole('checkbox', { name: '完成' })).not.toBeChecked();
  await expect(page.getByText('已销号 0 · 措施完成 0/92')).toBeVisible();

  await showView(page, '月报');
  await expect(page.getByText(/截至2024年\d+月\d+日.*28个问题/).first()).toBeVisible();
  await page.getByRole('button', { name: /存为 ?PDF/ }).click();
  await expect.poll(() => existsSync(pdf) && statSync(pdf).size).toBeGreaterThan(10_000);
  expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await page.getByRole('button', { name: /存为 ?Excel/ }).click();
  await expect.poll(() => existsSync(xlsx) && statSync(xlsx).size).toBeGreaterThan(5_000);
  expect(readFileSync(xlsx).subarray(0, 2).toString('latin1')).toBe('PK');
  await close();
});

test('the same file again is refused with its batch and day, and taken again once its import was undone', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '新建台账');
  const file = fixture('notice', '04-plan-labels.txt');
  const dialog = page.getByRole('dialog', { name: /导入通报或方案/ });
  await dropFile(page, file);
  await dialog.getByRole('button', { name: '下一步' }).click();
  await dialog.getByRole('button', { name: '写入台账' }).click();
  await dialog.getByRole('button', { name: '查看台账' }).click();
  await dropFile(page, file);
  await expect(dialog.getByRole('alert')).toContainText('2024-09-05');
  await expect(dialog.getByRole('button', { name: '下一步' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await dropFile(page, file);
  await expect(dialog.getByRole('button', { name: '下一步' })).toBeEnabled();
  await close();
});
