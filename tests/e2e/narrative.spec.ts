/** 月报: a paragraph worded by the clerk by keyboard; a figure that disagrees is told, opened, and put right. */
import { expect, test } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

test('a paragraph is changed by keyboard, its wrong figure is told, opened, and put right; closing keeps what was typed', async () => {
  const { page, close } = await start({ home, today: '2024-08-31' });
  await createLedger(page, '看示例');
  await showView(page, '月报');
  const told = page.getByText(/月报文字中有\d处与台账不一致/);
  const box = page.getByRole('textbox', { name: '总体情况的文字' });
  const edit = page.locator('[data-part="overall"]');
  await edit.press('Enter');
  await expect(box).toBeFocused();
  const text = await box.inputValue();
  expect(text).toContain('已完成整改25个');
  await box.fill(text.replace('已完成整改25个', '整改到位26个'));
  await expect(page.getByText('月报文字为“26”，台账为“25”')).toBeVisible();

  // Esc by mistake: what was typed is there again.
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await page
    .locator('.doc p', { hasText: '已完成整改' })
    .first()
    .dblclick({ position: { x: 60, y: 10 } });
  await expect(box).toHaveValue(/整改到位26个/);
  await box.press('Control+Enter');
  await expect(box).toBeHidden();
  await expect(told).toContainText('1处');
  const paragraph = page.locator('.doc p', { hasText: '整改到位' }).first();
  await expect(paragraph).toContainText('整改到位26个');

  // The figure opens the rows that the ledger counts.
  await paragraph.locator('[data-figure="issues:closed"]').first().click();
  await expect(page.getByText('已销号问题（共 25 行）')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '全部按台账更新' }).click();
  await expect(paragraph).toContainText('整改到位25个');
  await expect(told).toBeHidden();

  await edit.press('Enter');
  await page.getByRole('button', { name: '恢复自动文字' }).click();
  await expect(paragraph).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(paragraph).toBeVisible();
  await close();
});
