/** A month is released, the ledger goes on, a correction tells what changed; each edition opens as it was, also after a restart. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { compareForms } from '../office/fourForms.ts';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';
import { callerOf } from './support/pictures.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const ISSUE = /所属企业层级偏多/;
const bar = (page: Page) => page.getByRole('region', { name: '印发情况' });
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

/** Opens the rows of a figure of an edition that is open, and answers the drawer. */
async function rowsOf(page: Page, edition: RegExp, figure: string) {
  await dialog(page, edition).locator(`[data-figure="${figure}"]`).first().click();
  const drawer = dialog(page, /已销号问题/);
  await expect(drawer.getByText('印发时的明细')).toBeVisible();
  return drawer;
}

test('a month is released and corrected, and what was released stays', async () => {
  const [pdf, xlsx, docx] = ['pdf', 'xlsx', 'docx'].map((form) => join(home, `印发.${form}`)) as [
    string,
    string,
    string,
  ];
  const env = { LEDGER_ANSWER_PDF: pdf, LEDGER_ANSWER_XLSX: xlsx, LEDGER_ANSWER_DOCX: docx };
  let { page, close } = await start({ home, env });
  await createLedger(page, '看示例');
  await showView(page, '月报');
  await expect(bar(page)).toContainText('尚未印发');
  await bar(page).getByRole('button', { name: '印发…' }).click();
  const release = dialog(page, '印发2024年8月月报');
  await expect(release.getByText('第1版', { exact: true })).toBeVisible();
  await expect(release.getByRole('list', { name: '印发前请留意' })).toContainText('核对');
  await expect(release.getByRole('button', { name: '印发', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText('已印发第1版（2024年9月5日）', { timeout: 30_000 });
  await expect(bar(page)).toContainText('台账没有变化');
  await expect(page.getByRole('button', { name: '撤销' }).first()).toBeDisabled();

  // The ledger goes on: what the released month counts as closed opens again, by a day within it.
  await page.keyboard.press('Control+7');
  await page.getByRole('option', { name: ISSUE }).click();
  await page.getByRole('button', { name: '重启整改…' }).click();
  const reopen = dialog(page, '重启整改');
  await expect(reopen.getByRole('status')).toContainText('涉及已印发的2024年8月月报');
  await reopen.getByRole('combobox').first().fill('巡察办');
  await reopen.getByLabel(/^日期/).fill('2024-08-30');
  await page.keyboard.press('Tab');
  await reopen.getByLabel(/重启原因/).fill('企业清理没有完成');
  await reopen.getByRole('checkbox').first().check();
  await reopen.getByRole('button', { name: '重启整改', exact: true }).click();
  await expect(reopen).toBeHidden();

  await showView(page, '月报');
  await expect(bar(page)).toContainText(/台账已有变化，与印发版有 \d+ 处不同/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('印发月报');
  await page.keyboard.press('Enter');
  const correction = dialog(page, '2024年8月月报：出更正版');
  await expect(correction.getByRole('row', { name: /^已销号问题 25 24$/ })).toBeVisible();
  await expect(correction.getByRole('row', { name: /已销号问题：不再计入/ })).toContainText(ISSUE);
  await expect(correction.getByRole('textbox', { name: /更正原因/ })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(correction.getByText('请写明更正原因')).toBeVisible();
  await page.keyboard.type('一个问题误报销号');
  await page.keyboard.press('Control+Enter');
  await expect(bar(page)).toContainText('已印发第2版', { timeout: 30_000 });
  await close();

  ({ page, close } = await start({ home, env }));
  await showView(page, '月报');
  await bar(page).getByRole('button', { name: '已印发的月报（2）' }).click();
  const list = dialog(page, '已印发的月报');
  await list.getByRole('button', { name: '更正了什么' }).click();
  await expect(dialog(page, /第2版更正了什么/)).toContainText('一个问题误报销号');
  await page.getByRole('button', { name: '返回已印发的月报' }).click();
  await list.getByRole('group', { name: '2024年8月月报第1版' }).getByRole('button', { name: '打开' }).click();
  await expect(
    dialog(page, /第1版（/)
      .getByText(/已完成整改\s*25\s*个/)
      .first(),
  ).toBeVisible();
  const first = await rowsOf(page, /第1版（/, 'issues:closed');
  await expect(first).toContainText('共 25 行');
  await expect(first.getByRole('row', { name: ISSUE })).toContainText('已销号');
  await page.keyboard.press('Escape');
  await expect(first).toBeHidden();
  const told = await dialog(page, /第1版（/).innerText();
  for (const [form, file, magic] of [
    ['PDF', pdf, '%PDF-'],
    ['Excel', xlsx, 'PK'],
    ['Word', docx, 'PK'],
  ] as const) {
    await dialog(page, /第1版（/)
      .getByRole('button', { name: `存为 ${form}` })
      .click();
    await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(5_000);
    expect(readFileSync(file).toString('latin1', 0, magic.length)).toBe(magic);
  }
  // The page, and the three files as they were kept: one and the same, figure by figure.
  const call = callerOf(page);
  const { releases } = await call('release.list', {});
  const release1 = releases.find(({ edition }) => edition === 1)?.id ?? 0;
  const doc = await call('paper.doc', { query: { paper: 'release', release: release1 } });
  const [asPdf, asXlsx, asDocx] = [pdf, xlsx, docx].map((file) => new Uint8Array(readFileSync(file))) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const compared = await compareForms(doc, { page: told, pdf: asPdf, xlsx: asXlsx, docx: asDocx });
  expect(compared.missing).toEqual([]);
  expect(compared.paragraphs).toBeGreaterThan(8);
  expect(compared.rows).toBeGreaterThan(150);
  expect(compared.figures).toBeGreaterThan(300);
  await close();
});
