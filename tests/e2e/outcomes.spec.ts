import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { createLedger, makeHome, removeHome, showView, start, type Started } from './support/app.ts';

const SECRET = '赵某某、钱某某';
let home: string;
let started: Started;
let page: Page;
let file: string;

test.beforeEach(async () => {
  home = makeHome();
  file = join(home, '成效.xlsx');
  started = await start({ home, today: '2024-08-31', env: { LEDGER_ANSWER_XLSX: file } });
  page = started.page;
  await createLedger(page, '看示例');
  await showView(page, '成效');
});
test.afterEach(async () => {
  await started.close();
  removeHome(home);
});

const tab = (name: string) => page.getByRole('tab', { name });
const dialog = () => page.getByRole('dialog');
const totals = () => page.locator('.outcomes-totals');

/** Opens the form by its key and fills it. */
async function record(family: string, fill: () => Promise<void>): Promise<void> {
  await tab(family).click();
  await page.keyboard.press('Insert');
  await expect(dialog().getByText('登记整改成效')).toBeVisible();
  await fill();
  await page.keyboard.press('Control+Enter');
  await expect(dialog()).toBeHidden();
}

async function chooseIssue(typed: string): Promise<void> {
  await dialog().getByLabel('对应问题').fill(typed);
  await page.keyboard.press('Enter');
}

/** Everything in the workbook that was exported, as text. */
function parts(): string {
  return Object.values(unzipSync(new Uint8Array(readFileSync(file))))
    .map((data) => strFromU8(data))
    .join('\n');
}

async function exportAll(names: boolean): Promise<void> {
  await page.getByRole('button', { name: '导出…' }).click();
  await dialog().getByRole('radio', { name: '全部' }).check();
  const box = dialog().getByRole('checkbox', { name: '本次导出带上姓名' });
  // Never remembered.
  await expect(box).not.toBeChecked();
  if (names) await box.check();
  await dialog().getByRole('button', { name: '导出…' }).click();
  await expect(dialog()).toBeHidden();
}

async function regulationsInSummary(): Promise<string> {
  const answer = await page.evaluate(() => window.ledger?.call['summary.compute']({ month: '2024-08' }));
  if (answer?.ok !== true) throw new Error('no summary');
  return String(answer.value.outcomes.regulationsTotal.value);
}

test('one of each family is written down, a duplicate decided, and the summary follows', async () => {
  const before = Number(await regulationsInSummary());
  await expect(totals()).toContainText(`计入 ${before} 项`);

  await record('建章立制', async () => {
    await dialog().getByLabel('制度名称').fill('合同管理办法');
    await dialog().getByLabel('文号').fill('示国运〔2024〕88号');
    // By pinyin initials.
    await chooseIssue('cgxq');
    await expect(dialog().locator('.outcome-fields')).toContainText('采购需求与评审环节缺少制衡');
  });
  await expect(totals()).toContainText(`计入 ${before + 1} 项`);
  await expect(page.getByRole('option', { selected: true })).toContainText('2024年8月报');

  await record('问责处理', async () => {
    await dialog().getByLabel('人数').fill('2');
    await dialog().getByLabel('姓名').fill(SECRET);
    await chooseIssue('担保');
  });
  await expect(totals()).toContainText('谈话提醒 2');

  await record('收回挽回', async () => {
    await dialog().getByLabel('金额').fill('1.234万元');
    await expect(dialog()).toContainText('即 12,340.00 元');
  });
  await expect(totals()).toContainText('178,140.00');

  await record('问题线索', async () => {
    await dialog().getByRole('textbox', { name: '问题线索' }).fill('关于某项目的问题线索');
    await dialog().getByLabel('收到日期').fill('2024-08-05');
    await page.keyboard.press('Enter');
  });
  await expect(totals()).toContainText('收到 3');

  // The same regulation once more, in another spelling, under another issue.
  await record('建章立制', async () => {
    await dialog().getByLabel('制度名称').fill('《合同管理办法（试行）》');
    await dialog().getByLabel('文号').fill('示国运[2024]088号');
    await chooseIssue('担保');
  });
  expect(await regulationsInSummary()).toBe(String(before + 2));
  await tab('疑似重复（1）').click();
  const pairs = page.getByRole('group', { name: '疑似重复' });
  await expect(pairs).toContainText('文号相同');
  await expect(pairs.locator('.pairs-differs')).not.toHaveCount(0);
  await pairs.focus();
  await page.keyboard.press('1');
  await expect(page.getByText('没有疑似重复的成效')).toBeVisible();
  expect(await regulationsInSummary()).toBe(String(before + 1));

  await page.keyboard.press('Control+Z');
  await expect(tab('疑似重复（1）')).toBeVisible();
  expect(await regulationsInSummary()).toBe(String(before + 2));
  await page.keyboard.press('Control+Y');
  await expect(page.getByText('没有疑似重复的成效')).toBeVisible();

  // Removing the one that counts leaves the fact counted, and says so.
  await tab('建章立制').click();
  await page.getByLabel('查找建章立制').fill('合同');
  await page
    .getByRole('option')
    .filter({ hasText: /并 1\s*《合同管理办法》/ })
    .click();
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect(page.getByText('改以其中最早的一条为准')).toBeVisible();
  expect(await regulationsInSummary()).toBe(String(before + 1));
});

test('names are hidden unless asked for, hidden again on leaving, and not in an export without them', async () => {
  await record('问责处理', async () => {
    await dialog().getByLabel('姓名').fill(SECRET);
    await chooseIssue('担保');
  });
  const body = page.locator('body');
  await expect(body).not.toContainText(SECRET);
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await expect(body).toContainText(SECRET);
  await tab('建章立制').click();
  await tab('问责处理').click();
  await expect(body).not.toContainText(SECRET);

  // Saved without having been shown they stay.
  await page.getByRole('button', { name: '修改…' }).click();
  await dialog().getByLabel('备注').fill('已谈话');
  await page.keyboard.press('Control+Enter');
  await expect(dialog()).toBeHidden();
  await page.getByRole('button', { name: '显示', exact: true }).click();
  await expect(body).toContainText(SECRET);
  await page.getByLabel('查找问责处理').fill('赵某某');
  await expect(page.getByText('没有找到')).toBeVisible();

  await exportAll(false);
  const plain = parts();
  expect(plain).toContain('谈话提醒');
  expect(plain).not.toContain('赵某某');
  expect(plain).not.toContain('姓名');
  await exportAll(true);
  expect(parts()).toContain(SECRET);

  await showView(page, '记录');
  await page.getByText('登记成效“谈话提醒1人”').click();
  await expect(body).toContainText('（已隐去）');
  await expect(body).not.toContainText('赵某某');
});

test('an issue and its measure show their outcomes and take new ones', async () => {
  await page.getByRole('option').first().locator('.outcomes-link').click();
  const section = page.locator('[data-section="整改成效"]');
  await expect(section).toContainText('《领导人员兼职管理办法》');
  await section.getByRole('button', { name: '登记…' }).click();
  await dialog().getByLabel('制度名称').fill('档案管理办法');
  await page.keyboard.press('Control+Enter');
  await expect(dialog()).toBeHidden();
  await expect(section).toContainText('《档案管理办法》');
  await section.getByRole('button', { name: '在整改成效中查看《档案管理办法》' }).click();
  await expect(page.getByRole('option').filter({ hasText: '档案管理办法' })).toContainText('领导人员');
});
