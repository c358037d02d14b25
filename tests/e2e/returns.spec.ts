/** The month's round: forms out, filled in by a real office program, back in with faults planted, decided, taken back. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import exceljs from 'exceljs';
import { fillIn } from '../office/office.ts';
import { createLedger, dropFile, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
let forms = '';
let back = '';
test.beforeEach(() => {
  home = makeHome();
  forms = join(home, 'forms');
  back = join(home, 'back');
  mkdirSync(forms);
  mkdirSync(back);
});
test.afterEach(() => removeHome(home));

/** Work of child processes: on a busy machine it takes its time. */
const LONG = 60_000;

const formOf = (unit: string): string => {
  const name = readdirSync(forms).find((each) => each.includes(unit));
  if (name === undefined) throw new Error(`no form of ${unit}`);
  return join(forms, name);
};

async function sendForms(page: Page): Promise<void> {
  await showView(page, '报送');
  await page.getByRole('button', { name: '发出报送表…' }).click();
  await page.getByRole('button', { name: /^发出（8 个单位）/ }).click();
  const written = (): number => readdirSync(forms).filter((name) => name.endsWith('.xlsx')).length;
  await expect.poll(written, { timeout: LONG }).toBe(8);
  await expect(page.getByRole('dialog', { name: /^发出/ })).toBeHidden();
}

async function take(page: Page, files: readonly string[]): Promise<void> {
  await dropFile(page, files);
  await page.getByRole('button', { name: /^开始读取/ }).click();
  await expect(page.getByRole('dialog', { name: '报送表读取结果' })).toBeVisible({ timeout: LONG });
}

const sums = (page: Page) => page.getByRole('status', { name: '确认后的结果' });

test('sent out, filled in with LibreOffice, brought back with faults, decided, committed, undone', async () => {
  const options = { home, today: '2024-09-06', env: { LEDGER_ANSWER_FOLDER: forms } };
  let { page, close } = await start(options);
  await createLedger(page, '看示例');
  await sendForms(page);
  await fillIn(
    formOf('投资管理部'),
    [
      { sheet: 0, cell: 'M8', type: '完成储备库建设\n通过验收' },
      { sheet: 0, cell: 'C8', type: '改了题目' },
      { sheet: 0, cell: 'L9', type: '已完成' },
      { sheet: 0, cell: 'N9', type: '2024-08-20' },
      { sheet: 0, cell: 'M9', type: '储备库已建成并投入使用' },
      { sheet: 0, cell: 'P9', type: '《投资管理办法》（示例发〔2024〕18号）' },
      { sheet: 0, cell: 'L10', type: '完成90%' },
      { sheet: 0, cell: 'Z10', type: '约16万' },
      { sheet: 0, insertRows: 4, count: 1 },
    ],
    join(back, '投资.xlsx'),
  );
  // Saved in the old format under a name that says nothing, one row removed, a locked cell written into.
  await fillIn(
    formOf('财务管理部'),
    [
      { sheet: 0, cell: 'M6', type: '配合清收' },
      { sheet: 0, cell: 'L6', type: '已完成' },
      { sheet: 0, removeRows: 7, count: 1 },
    ],
    join(back, '表一.xls'),
  );
  await take(page, [join(back, '投资.xlsx'), join(back, '表一.xls')]);
  const result = page.getByRole('dialog', { name: '报送表读取结果' });
  await expect(result).toContainText('投资管理部');
  await expect(result).toContainText('财务管理部');
  await result.getByRole('button', { name: '开始核对' }).click();
  await expect(sums(page)).toContainText('未决 8');

  // An unfinished review is kept: the program ends in the midst of it.
  // The keys are the list's as soon as its first cell is there.
  await expect(page.locator('.rv-at')).toBeVisible();
  await expect(page.locator('.rv-list')).toBeFocused();
  await page.keyboard.press('a');
  await expect(sums(page)).toContainText('采纳 1');
  await close();
  ({ page, close } = await start(options));
  await showView(page, '报送');
  await page.getByRole('region', { name: '导入批次' }).getByRole('button', { name: '核对' }).click();
  await expect(sums(page)).toContainText('采纳 1');
  await expect(sums(page)).toContainText('未决 7');

  // The row that proposes completion as a whole, the other problems read as proposed.
  const row = page.getByRole('region', { name: '差异' });
  await row.getByRole('button', { name: '整行采纳' }).first().click();
  await expect(sums(page)).toContainText('采纳 5');
  await row.getByRole('button', { name: '照此读' }).last().click();
  await expect(sums(page)).toContainText('未决 2');
  await page.getByRole('button', { name: '确认导入…' }).click();
  await page.getByRole('button', { name: '确认导入', exact: true }).click();
  await expect(page.getByText('报送表导入回执')).toBeVisible();
  await page.keyboard.press('Escape');
  // The measure is done, and no issue was closed by it.
  await expect(page.getByText('问题 28 · 已销号 25 · 措施完成 90/93')).toBeVisible();

  // The same files again are known by their content, whatever they are called.
  await take(page, [join(back, '投资.xlsx')]);
  await expect(page.getByRole('dialog', { name: '报送表读取结果' })).toContainText('已经导入过');
  await page
    .getByRole('dialog', { name: '报送表读取结果' })
    .getByRole('button', { name: '关闭' })
    .last()
    .click();

  const batches = page.getByRole('region', { name: '导入批次' });
  await batches.getByRole('button', { name: '撤销…' }).click();
  await page.getByRole('button', { name: '撤销这一批' }).click();
  await expect(page.getByText('问题 28 · 已销号 25 · 措施完成 89/93')).toBeVisible();
  await expect(batches).toContainText('已撤销');
  // The undoing is a step like any other.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('措施完成 90/93')).toBeVisible();
  await close();
});

test('forms that come back as they were sent change nothing, saved by LibreOffice or not', async () => {
  const { page, close } = await start({
    home,
    today: '2024-09-06',
    env: { LEDGER_ANSWER_FOLDER: forms },
  });
  await createLedger(page, '看示例');
  await sendForms(page);
  for (const unit of ['投资管理部', '示例天然气公司', '示例商贸公司'])
    await fillIn(formOf(unit), [], join(back, `${unit}.xlsx`));
  await take(page, [
    ...['投资管理部', '示例天然气公司', '示例商贸公司'].map((unit) => join(back, `${unit}.xlsx`)),
    formOf('审计工作部'),
  ]);
  const result = page.getByRole('dialog', { name: '报送表读取结果' });
  await expect(result).toContainText('与台账一致');
  await expect(result).not.toContainText('处有改动');
  await expect(result).not.toContainText('待核对');
  await expect(result).not.toContainText('没有用到的栏目');
  await close();
});

test('an old ledger dropped on an empty one becomes its first content, with what it had closed', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('整改台账');
  sheet.addRow([
    '序号',
    '方面',
    '存在问题',
    '整改措施',
    '责任单位',
    '整改时限',
    '整改状态',
    '完成时间',
    '销号时间',
  ]);
  sheet.addRow([
    1,
    '党的建设',
    '议事规则不健全',
    '修订议事规则',
    '党群工作部',
    '2024年6月底前',
    '已完成',
    '2024-06-20',
    '2024-07-05',
  ]);
  sheet.addRow([
    2,
    '资金管理',
    '往来款清理不及时',
    '清理往来款',
    '财务管理部',
    '2024年12月',
    '整改中',
    '2月30日',
    '',
  ]);
  const file = join(home, '原台账.xlsx');
  await book.xlsx.writeFile(file);
  const { page, close } = await start({ home, today: '2024-09-06' });
  await createLedger(page, '新建台账');
  await dropFile(page, file);
  await page.getByRole('button', { name: '作为整改台账导入' }).click();
  const dialog = page.getByRole('dialog', { name: /导入原有台账/ });
  await expect(dialog).toContainText(
    '2 个方面、2 个问题（其中已销号 1 个）、2 条整改措施（其中已完成 1 条）',
  );
  await expect(dialog).toContainText('2月30日');
  await dialog.getByRole('button', { name: '下一步' }).click();
  await dialog.getByRole('button', { name: '写入台账' }).click();
  await dialog.getByRole('button', { name: '查看台账' }).click();
  await expect(page.getByText('问题 2 · 已销号 1 · 措施完成 1/2')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('尚无巡察轮次')).toBeVisible();
  await close();
});
