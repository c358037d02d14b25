/** Letters to late units: the office's own words, several letters at once, and those about returns that did not come. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

test('own words are set by keyboard, late units are written to at once, and each letter is a paper', async () => {
  const pdf = join(home, '提醒函.pdf');
  const { page, close } = await start({ home, today: '2024-09-06', env: { LEDGER_ANSWER_PDF: pdf } });
  await createLedger(page, '看示例');

  await showView(page, '文书');
  const open = page.getByRole('button', { name: '公文设置…' });
  await open.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: /公文设置/ });
  await expect(form.getByLabel('发文机关标志')).toBeFocused();
  await page.keyboard.type('示例集团文件');
  await form.getByLabel('份号').fill('12');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByText('份号要填六位数字')).toBeVisible();
  await form.getByLabel('份号').fill('000012');
  await form.getByRole('tab', { name: '提醒函' }).focus();
  await page.keyboard.press('ArrowRight');
  await form.getByRole('textbox', { name: '结尾' }).fill('以上请抓紧落实');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('公文设置已保存')).toBeVisible();
  await expect(form).toBeHidden();

  await page.getByRole('button', { name: '督办函件', exact: true }).click();
  await page.getByRole('button', { name: '制发督办函件…' }).click();
  const late = page.getByRole('dialog', { name: /督办、提醒超期和滞后的措施/ });
  await expect(late.getByRole('row', { name: /示例商贸公司/ })).toContainText('没有');
  await late.getByRole('combobox', { name: '给示例商贸公司发什么' }).click();
  await page.getByTitle('督办通知单', { exact: true }).click();
  await late.getByRole('checkbox', { name: '审计工作部' }).uncheck();
  await late.getByRole('button', { name: '生成 1 份' }).click();
  await expect(late).toBeHidden();
  await expect(page.getByText('已编号登记 1 份')).toBeVisible();
  await expect(page.getByText('督〔2024〕1号').first()).toBeVisible();
  const said = await page.evaluate(async () => {
    const answer = await window.ledger?.call['paper.doc']({ query: { paper: 'reminder', reminder: 1 } });
    return JSON.stringify(answer);
  });
  for (const part of ['示例集团文件', '000012', '分类清收三年以上应收款', '已超期37天', '以上请抓紧落实。'])
    expect(said).toContain(part);
  // The number is given out: there is no way back before it.
  await page.keyboard.press('Control+z');
  await expect(page.getByText('不能再往前撤销')).toBeVisible();

  await showView(page, '报送');
  await page.getByRole('button', { name: '逐一提醒…' }).click();
  const remind = page.getByRole('dialog', { name: /逐一提醒/ });
  await remind.getByRole('button', { name: /生成 \d+ 份/ }).click();
  const papers = page.getByRole('dialog', { name: '督办、提醒公文（已编号登记）' });
  await expect(papers.getByText('巡察整改情况的提醒函')).toBeVisible();
  await expect(papers.getByText('提〔2024〕1号')).toBeVisible();
  await papers.getByRole('button', { name: /^全部打印/ }).click();
  const print = page.getByRole('dialog', { name: '打印' });
  await expect(print).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(print).toBeHidden();
  await papers.getByRole('button', { name: '存为 PDF…' }).click();
  await expect(page.getByText('已保存“提醒函.pdf”')).toBeVisible();
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  await close();
});
