/** A matter is submitted in one month and decided in the next: the two summaries say what was known on their days. */
import { expect, test } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const TITLE = '提请研究合同管理办法修订稿';
const DECISION = '原则同意修订稿，法务部会后印发。';

test('a matter for decision, by keyboard', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  await showView(page, '月报');
  const paper = page.getByLabel('2024年8月月报预览');
  await expect(paper).toContainText('提请研究三年以上应收款剩余部分的清收期限');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('提请研究');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '提请研究事项' });
  const waiting = drawer.getByRole('region', { name: '待研究', exact: true });
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await expect(drawer.locator('.matter-title').first()).toBeFocused();
  await page.keyboard.press('Insert');
  const added = page.getByRole('dialog', { name: '登记提请研究事项' });
  await expect(added.getByLabel('事项', { exact: true })).toBeFocused();
  await page.keyboard.type(TITLE);
  await added.getByLabel('涉及问题').focus();
  await page.keyboard.type('ysk');
  await expect(page.getByRole('option', { name: /三年以上应收款清收不力/ })).toBeAttached();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(added).toBeHidden();
  await expect(waiting.getByRole('listitem').filter({ hasText: TITLE })).toContainText('四（一）2');

  // Taken away by mistake, and brought back.
  await drawer.getByRole('button', { name: TITLE }).focus();
  await page.keyboard.press('Delete');
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await expect(drawer.locator('.matter-title').first()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(paper).toContainText(TITLE);

  await page.keyboard.press('Alt+PageDown');
  const next = page.getByLabel('2024年9月月报预览');
  await expect(next).toContainText(TITLE);
  await page.getByRole('button', { name: '提请研究事项（4项未落实）' }).click();
  const item = drawer.getByRole('listitem').filter({ hasText: TITLE });
  await item.getByRole('button', { name: '登记会议决定…' }).click();
  const form = page.getByRole('dialog', { name: '提请研究事项' }).filter({ hasText: '会议日期' }).last();
  await expect(form.getByLabel('会议日期')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form.getByLabel('会议日期')).toBeHidden();
  await item.getByRole('button', { name: '登记会议决定…' }).click();
  // A decision without its meeting is refused beside the field, and nothing typed is lost.
  await form.getByLabel('会议决定').fill(DECISION);
  await page.keyboard.press('Control+Enter');
  await expect(form.getByText(/请先填研究这一事项的会议日期/)).toBeVisible();
  await form.getByLabel('会议日期').fill('2024-09-03');
  await page.keyboard.press('Tab');
  await form.getByLabel('会议决定').focus();
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('会议决定')).toBeHidden();
  const decided = drawer.getByRole('region', { name: '已研究待落实' });
  await expect(decided.getByRole('listitem').filter({ hasText: TITLE })).toContainText(DECISION);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(next).toContainText(DECISION);
  await page.keyboard.press('Alt+PageUp');
  await expect(paper).toContainText(TITLE);
  await expect(paper).not.toContainText(DECISION);
  await close();
});
