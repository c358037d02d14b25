/** 上级表格 in the real program: a blank is registered by its own grid, filled for the month, and kept over a restart. */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import ExcelJS from 'exceljs';
import { createLedger, makeHome, removeHome, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

test('the superior’s blank is mapped once and filled by one press a month', async () => {
  const blank = join(home, '上级月报表.xlsx');
  const target = join(home, '填好.xlsx');
  const made = new ExcelJS.Workbook();
  const sheet = made.addWorksheet('附件1');
  sheet.getCell('A1').value = '巡察反馈问题整改情况月报表';
  ['序号', '反馈问题', '责任领导', '责任单位', '是否完成', '备注'].forEach((head, i) => {
    sheet.getCell(3, i + 1).value = head;
  });
  sheet.getCell('A6').value = '填报人：';
  await made.xlsx.writeFile(blank);

  const options = {
    home,
    today: '2024-08-31',
    env: { LEDGER_ANSWER_BLANK: blank, LEDGER_ANSWER_XLSX: target },
  };
  const first = await start(options);
  await createLedger(first.page, '看示例');
  await first.page.keyboard.press('F7');
  await first.page.getByRole('button', { name: '上级表格', exact: true }).click();
  await first.page.getByRole('button', { name: '登记表样…' }).click();
  const dialog = first.page.getByRole('dialog', { name: '登记上级表格' });
  await expect(dialog.getByRole('grid')).toContainText('反馈问题');
  await expect(dialog.getByLabel('名称')).toHaveValue('上级月报表');
  await expect(dialog.getByRole('spinbutton')).toHaveValue('4');
  await dialog.getByLabel('格的位置').fill('f2');
  await dialog.getByRole('combobox', { name: '格的内容' }).click();
  await first.page.getByTitle('截至日期', { exact: true }).click();
  await dialog.getByRole('button', { name: '添加' }).click();
  if (process.env['LEDGER_LOOK'] !== undefined)
    await first.page.screenshot({ path: process.env['LEDGER_LOOK'] });
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await expect(dialog).toBeHidden();
  await first.close();

  const again = await start(options);
  await again.page.keyboard.press('F7');
  await again.page.getByRole('button', { name: '上级表格', exact: true }).click();
  await again.page.getByRole('button', { name: /^填写2024年8月/ }).click();
  await expect(again.page.getByText('已填写并保存“填好.xlsx”，共28行')).toBeVisible();
  await again.close();

  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(target);
  const filled = book.getWorksheet('附件1');
  expect(filled?.getCell('A31').value).toBe(28);
  expect(filled?.getCell('A32').value).toBe('填报人：');
  expect(filled?.getCell('F2').value).toBe('2024年8月31日');
  const yes = Array.from({ length: 28 }, (_, i) => filled?.getCell(4 + i, 5).value).filter(
    (said) => said === '是',
  );
  expect(yes).toHaveLength(25);
});
