/**
 * 核对 and 单位与人员 in the real window: a contradiction seen, gone to, mended, another one waved through and taken
 * back; a leader who leaves and hands over; a workload's number opens its rows; the clerk hands over.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';
import type { Started } from './support/app.ts';

let home: string;
let running: Started;
let page: Page;

test.beforeEach(async () => {
  home = makeHome();
  running = await start({ home, today: '2024-09-05' });
  page = running.page;
  await createLedger(page, '看示例');
});
test.afterEach(async () => {
  await running.app.close();
  removeHome(home);
});

const options = () => page.getByRole('listbox', { name: '核对结果' }).getByRole('option');
const toast = (text: string | RegExp) => page.locator('.toast', { hasText: text });

test('a finding leads to its place, is mended there, and is gone; another is waved through with a reason', async () => {
  // Asked after the first screen stands: the bar tells of one open finding.
  await expect(page.locator('.nav-badge')).toHaveText('1', { timeout: 15_000 });
  await showView(page, '核对');
  await expect(options()).toHaveCount(1);
  await expect(options().first()).toContainText('已完成但缺佐证');

  // Enter goes to the measure with its section in view; the reason for none settles it.
  await page.getByRole('listbox', { name: '核对结果' }).press('Enter');
  const section = page.locator('#detail [data-section="佐证材料"]');
  await expect(section).toBeInViewport();
  await expect(page.locator('#detail h2')).toContainText('加快高压输配管线剩余标段建设');

  await section.getByRole('button', { name: '说明无佐证' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('口头部署');
  await page.getByRole('button', { name: /^保\s?存$/ }).click();
  await showView(page, '核对');
  await expect(page.getByText('没有发现矛盾')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(options()).toHaveCount(1);

  await page.getByRole('listbox', { name: '核对结果' }).press('w');
  await page.getByLabel('理由').fill('原件在档案室');
  await page.keyboard.press('Enter');
  await expect(toast('1 项已免于处理')).toBeVisible();
  await expect(page.getByText('没有发现矛盾')).toBeVisible();
  await expect(page.getByText('另有 1 项已写明理由免于处理')).toBeVisible();
  await expect(page.locator('.nav-badge')).toHaveCount(0, { timeout: 15_000 });

  await page.getByRole('tab', { name: /已免于处理 1/ }).click();
  await expect(options().first()).toContainText('理由：原件在档案室（2024-09-05）');
  await page.getByRole('button', { name: '恢复提示', exact: true }).click();
  await expect(page.getByText('没有免于处理的事项')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(options()).toHaveCount(1);
});

test('many findings at once by keyboard, and only those chosen', async () => {
  await showView(page, '单位与人员');
  for (const name of ['甲部', '乙部', '丙部']) {
    await page.getByRole('button', { name: '新增单位', exact: true }).click();
    await page.getByLabel('名称').fill(name);
    await page.keyboard.press('Enter');
    await expect(toast('已新增单位').first()).toBeVisible();
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  await showView(page, '核对');
  await page.getByRole('button', { name: /单位没有承担任何任务\s*3/ }).click();
  const list = page.getByRole('listbox', { name: '核对结果' });
  await expect(options()).toHaveCount(3);
  await list.press(' ');
  await list.press('ArrowDown');
  await list.press(' ');
  await list.press('w');
  await page.getByLabel('理由').fill('新设部门');
  await page.keyboard.press('Enter');
  await expect(toast('2 项已免于处理')).toBeVisible();
  await expect(options()).toHaveCount(1);
  await expect(options().first()).toContainText('丙部');
  // From here one key leads to the unit itself, where it is taken away.
  await page.getByRole('listbox', { name: '核对结果' }).press('Enter');
  await expect(page.getByRole('heading', { name: '丙部' })).toBeVisible();
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await expect(toast('已移除“丙部”')).toBeVisible();
  await showView(page, '核对');
  await page.getByRole('button', { name: /^全部/ }).click();
  await expect(options()).toHaveCount(1);
});

test('a leader leaves and hands over in one step; what he led is the other one’s, and one undo takes it back', async () => {
  await showView(page, '单位与人员');
  await page.getByRole('tab', { name: '人员' }).click();
  // By full pinyin.
  await page.getByLabel('查找人员').fill('qianyanlian');
  await page.getByRole('option', { name: /钱演练/ }).click();
  await page.getByRole('button', { name: '离任并移交' }).click();
  await expect(page.getByText('目前牵头未销号的问题 1 个、未完成的措施 3 条。')).toBeVisible();
  await page.getByLabel('移交给').fill('zcz');
  await page.getByLabel('移交给').press('Enter');
  await page
    .getByRole('button', { name: '确 定' })
    .or(page.getByRole('button', { name: '确定' }))
    .click();
  await expect(toast('已登记离任并移交')).toBeVisible();
  await page.getByRole('tab', { name: '工作量' }).click();
  const row = page.getByRole('row', { name: /周参照/ });
  await expect(row.getByRole('cell').nth(1)).toHaveText('2');
  await page.keyboard.press('Control+z');
  await expect(row.getByRole('cell').nth(1)).toHaveText('1');

  // The number opens its rows: overdue ones of this leader.
  await row.getByRole('button', { name: '1', exact: true }).last().click();
  await expect(
    page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '整改台账' }),
  ).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('1 / 93 条')).toBeVisible();
});

test('the clerk hands over: what is open at that moment is written down, the new one signs from then on', async () => {
  await showView(page, '设置');
  await page.getByRole('button', { name: '交接给新经办人…' }).click();
  await expect(
    page.getByText('未销号问题 3 个（其中销号办理中 0 个），超期措施 1 条，待核对事项 1 项'),
  ).toBeVisible();
  await page.getByLabel('接手人姓名').fill('接手员');
  await page.getByLabel('交接说明').fill('纸质材料在二号柜');
  await page.getByRole('button', { name: '确认交接' }).click();
  await expect(toast('经办人已交接给接手员')).toBeVisible();
  const table = page.getByRole('table', { name: '交接记录' });
  await expect(table.getByRole('row').nth(1)).toContainText('交接时：未销号问题 3 个');
  await expect(table.getByRole('row').nth(1)).toContainText('纸质材料在二号柜');
});
