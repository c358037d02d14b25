/** 综合看板: the summary's figures, rows behind bars, days past, what was known at a time, all by keyboard too, on paper. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const panel = (page: Page, name: string) => page.getByRole('region', { name });
const large = (page: Page, name: string) =>
  page.getByRole('list', { name: '主要数字' }).getByRole('listitem').filter({ hasText: name });

test('figures are those of the summary; a bar opens its rows; a past day changes them; the paper is printed', async () => {
  const pdf = join(home, '看板.pdf');
  const { page, close } = await start({ home, today: '2024-08-31', env: { LEDGER_ANSWER_PDF: pdf } });
  await createLedger(page, '看示例');
  await showView(page, '看板');
  await expect(large(page, '已销号').first()).toContainText('25');
  await expect(large(page, '销号率')).toContainText('89.29%');
  await expect(large(page, '已销号').first()).toContainText('比上月 ▲ 多 7');

  // The longest bar of the first aspect: what is closed there.
  const bars = panel(page, '各方面的问题').locator('svg path[fill="#2c4a6e"]');
  await expect(bars.first()).toBeVisible();
  // Its number lies on it; what was meant is told by the place.
  await bars.first().click({ force: true });
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('已销号问题（共 8 行）');
  await expect(drawer.getByRole('row')).toHaveCount(9);
  await page.keyboard.press('Escape');

  await large(page, '已销号').first().getByRole('button').click();
  await expect(drawer).toContainText('已销号问题（共 25 行）');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '上一个月' }).click();
  await expect(page.getByRole('status').filter({ hasText: '这是 2024年7月31日 的情况' })).toBeVisible();
  await expect(large(page, '已销号').first()).toContainText('18');
  await large(page, '已销号').first().getByRole('button').click();
  await expect(drawer).toContainText('共 18 行');
  await expect(drawer).toContainText('截至2024年7月31日的情况');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '回到今天' }).click();
  await expect(large(page, '已销号').first()).toContainText('25');

  await page.getByRole('button', { name: '存为 PDF' }).click();
  await expect.poll(() => existsSync(pdf) && statSync(pdf).size, { timeout: 30_000 }).toBeGreaterThan(20_000);
  expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');

  await showView(page, '月报');
  await expect(page.getByText(/28个问题.*已完成整改25个/).first()).toBeVisible();
  await close();
});

test('the table of a plot is worked by keyboard', async () => {
  const { page, close } = await start({ home, today: '2024-08-31' });
  await createLedger(page, '看示例');
  await showView(page, '看板');
  const units = panel(page, '各责任单位的问题');
  const toggle = units.getByRole('button', { name: '数据表' });
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  const table = units.getByRole('table', { name: '各责任单位的问题' });
  await expect(table).toBeVisible();
  await page.keyboard.press('Tab');
  const first = table.getByRole('button').first();
  await expect(first).toBeFocused();
  const number = await first.textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText(`（共 ${number ?? ''} 行）`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(first).toBeFocused();
  await close();
});

test('what is written later was not known before; a time before the ledger is refused in the form', async () => {
  const { page, close } = await start({ home, today: '2024-08-31' });
  await createLedger(page, '看示例');
  await showView(page, '看板');
  const done = panel(page, '本月与上月');
  await done.getByRole('button', { name: '数据表' }).click();
  const now = done
    .getByRole('row', { name: /已完成措施/ })
    .getByRole('button')
    .last();
  await expect(now).toHaveText('72');
  const span = await page.evaluate(async () => {
    const bridge = window as unknown as {
      ledger: { call: Record<string, (args: object) => Promise<unknown>> };
    };
    return (await bridge.ledger.call['dashboard.span']?.({})) as { value: { lastAt: string } };
  });
  // What follows is another second of the log.
  await page.waitForFunction(
    (at) => Date.now() > Math.ceil((Date.parse(at) + 1) / 1000) * 1000,
    span.value.lastAt,
  );

  await showView(page, '台账');
  const open = page
    .getByRole('grid', { name: '整改措施清单' })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: '完成', checked: false, disabled: false }) })
    .first();
  await open.getByRole('checkbox', { name: '完成' }).click();
  await showView(page, '看板');
  await done.getByRole('button', { name: '数据表' }).click();
  await expect(now).toHaveText('73');

  const known = new Date(span.value.lastAt);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${known.getFullYear()}-${two(known.getMonth() + 1)}-${two(known.getDate())}`;
  const clock = `${two(known.getHours())}:${two(known.getMinutes())}`;
  const second = `${clock}:${two(known.getSeconds())}`;
  await page.getByRole('button', { name: '按当时所知…' }).click();
  const form = page.getByRole('form', { name: '按当时所知' });
  await form.getByLabel('当时的日期').fill('2001-01-01');
  await form.getByLabel('当时的日期').press('Enter');
  await expect(form).toContainText('那时还没有这本台账');
  await expect(form.getByRole('button', { name: '查看' })).toBeDisabled();
  await form.getByLabel('当时的日期').fill(day);
  await form.getByLabel('当时的日期').press('Enter');
  await form.getByLabel('当时的时间').fill(second);
  // By the keyboard itself: the form goes away with the key.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: `按 ${day} ${clock} 时台账的记载` })).toBeVisible();
  await expect(now).toHaveText('72');
  await page.getByRole('button', { name: '回到今天' }).click();
  await expect(now).toHaveText('73');
  await close();
});
