/** Deadlines: what the start says, the chart, an extension and back, the calendar, the wall sheet. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

test('the start says what is late; the chart shows it, opens it, extends it, and undo takes it back', async () => {
  const { page, close } = await start({ home, today: '2024-09-05' });
  await createLedger(page, '看示例');

  const strip = page.getByRole('navigation', { name: '今天的事项' });
  await strip.getByRole('button', { name: '超期 1 项' }).click();
  const late = page.getByRole('region', { name: '已超期' });
  await expect(late.getByText('超期 36 天')).toBeVisible();
  await expect(late.getByText('2024-07-31')).toBeVisible();

  await page.getByRole('tab', { name: '倒排工期' }).click();
  const chart = page.getByRole('listbox', { name: '倒排工期' });
  await page.getByText('显示已完成').click();
  const row = chart.getByRole('option', { name: /应收款.*超期 36 天$/ });
  await expect(row.locator('.gantt-late')).toBeVisible();
  await expect(row).toContainText('超 36 天');
  const wider = (): Promise<boolean> =>
    chart.evaluate((element) => element.scrollWidth > element.clientWidth + 10);
  await chart.focus();
  for (const key of ['+', '+', '+', 't']) await page.keyboard.press(key);
  expect(await wider()).toBe(true);
  await expect(chart.locator('.gantt-today')).toBeInViewport();
  for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press('-');
  expect(await wider()).toBe(false);
  // By key: down to it, and its words are said beneath the chart.
  await chart.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('status').filter({ hasText: '超期 36 天' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /三年以上应收款清收不力/ })).toBeVisible();

  await showView(page, '工期');
  await row.click();
  const panel = page.getByRole('dialog', { name: /应收款/ });
  await panel.getByRole('button', { name: '延期…' }).click();
  const form = page.getByRole('dialog', { name: '延期' });
  await expect(form).toContainText('没有延期过');
  await form.getByLabel('延至').fill('2024年13月');
  await expect(form.getByText(/日历上没有|看不出/)).toBeVisible();
  await form.getByLabel('延至').fill('2024年12月底前');
  await expect(form.getByText('2024年12月31日')).toBeVisible();
  await expect(form.getByText('比现在的期限晚 153 天')).toBeVisible();
  await form.getByLabel('延期原因').fill('债务人破产清算，须待法院裁定');
  await form.getByLabel('批准机构').fill('集团党委会');
  await form.getByRole('button', { name: '延期', exact: true }).click();
  await expect(page.getByText('已延期至“2024年12月底前”')).toBeVisible();
  const extended = chart.getByRole('option', {
    name: /应收款.*期限 2024-12-31（原 2024-07-31） · 延期 1 次.*正常$/,
  });
  await expect(extended.locator('.gantt-tail')).toBeVisible();
  await expect(extended.locator('.gantt-late')).toBeHidden();

  await page.keyboard.press('Control+z');
  await expect(row).toBeVisible();
  await expect(extended).toBeHidden();
  await close();
});

test('the strip goes for the day and comes back the next; the calendar walks by keys over holidays', async () => {
  let { page, close } = await start({ home, today: '2024-09-05' });
  await createLedger(page, '看示例');
  const strip = (): ReturnType<typeof page.getByRole> => page.getByRole('navigation', { name: '今天的事项' });
  await expect(strip()).toContainText('报送截止 9 月 5 日');
  await strip().getByRole('button', { name: '今天不再显示' }).click();
  await expect(strip()).toBeHidden();

  await showView(page, '工期');
  await page.getByRole('tab', { name: '日历' }).click();
  const grid = page.getByRole('grid', { name: /^2024年9月/ });
  await expect(grid.getByRole('gridcell', { name: /2024年9月29日，星期日，国庆节调休上班/ })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: /2024年9月10日.*到期 1 项/ })).toBeVisible();
  await grid.getByRole('gridcell', { name: /2024年9月5日/ }).focus();
  await page.keyboard.press('PageDown');
  const october = page.getByRole('grid', { name: /^2024年10月/ });
  await expect(october.getByRole('gridcell', { name: /2024年10月5日.*国庆节放假/ })).toBeFocused();
  await page.keyboard.press('t');
  await expect(grid.getByRole('gridcell', { name: /2024年9月5日.*今天/ })).toBeFocused();
  await grid.getByRole('gridcell', { name: /2024年9月10日/ }).click();
  await page.getByRole('region', { name: '2024年9月10日的事项' }).getByTitle('在台账中打开').click();
  await expect(page.getByRole('heading', { name: /建立投资项目储备/ })).toBeVisible();
  await close();

  ({ page, close } = await start({ home, today: '2024-09-06' }));
  await expect(strip()).toBeVisible();
  await close();
});

test('the wall sheet is one A3 page on its side', async () => {
  const pdf = join(home, '挂图.pdf');
  const { page, close } = await start({ home, today: '2024-09-05', env: { LEDGER_ANSWER_PDF: pdf } });
  await createLedger(page, '看示例');
  await showView(page, '工期');
  await page.getByRole('button', { name: '挂图作战…' }).click();
  const dialog = page.getByRole('dialog', { name: /挂图作战/ });
  await expect(dialog.getByText(/^一张 A3 纸/)).toBeVisible();
  await dialog.getByRole('button', { name: '存为 PDF…' }).click();
  await expect.poll(() => existsSync(pdf) && statSync(pdf).size, { timeout: 30_000 }).toBeGreaterThan(10_000);
  const text = readFileSync(pdf).toString('latin1');
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  expect(boxes).toHaveLength(1);
  expect(Number(boxes[0]?.[1])).toBeCloseTo(1190.55, -0.4);
  expect(Number(boxes[0]?.[2])).toBeCloseTo(841.89, -0.4);

  await page.keyboard.press('Escape');
  await page.getByText('措施', { exact: true }).click();
  await page.getByRole('button', { name: '挂图作战…' }).click();
  await expect(dialog.getByText(/需要 \d 张 A3 纸/)).toBeVisible();
  await close();
});

test('own holidays are entered as a range, listed, taken away and brought back', async () => {
  const { page, close } = await start({ home, today: '2024-09-05' });
  await createLedger(page, '看示例');
  await showView(page, '设置');
  const part = page.getByRole('region', { name: '节假日' });
  await expect(part).toContainText('没有自行录入的日子');
  await part.getByRole('button', { name: '录入放假或调休…' }).click();
  const form = page.getByRole('dialog', { name: '录入放假或调休' });
  await form.getByRole('textbox', { name: '从' }).fill('2027-10-01');
  await page.keyboard.press('Enter');
  await form.getByRole('textbox', { name: '到' }).fill('2027-10-07');
  await page.keyboard.press('Enter');
  await form.getByLabel('名称').fill('国庆节');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  const row = part.getByRole('row', { name: /2027-10-01 至 2027-10-07 7 国庆节 放假/ });
  await expect(row).toBeVisible();
  await expect(part).toContainText('自行录入 2027 年');
  await row.getByRole('button', { name: /删除/ }).click();
  await expect(row).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(row).toBeVisible();
  await close();
});
