/**
 * Every screen opens without complaint and keeps all its controls within reach, at 100 % and at 200 % with the largest
 * text. With LEDGER_SCREENS=1 the pictures of docs/screens are taken as well (support/pictures.ts).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import {
  anotherFolder,
  createLedger,
  dropFile,
  fixture,
  makeHome,
  removeHome,
  showView,
  start,
} from './support/app.ts';
import { takeLedgerPictures } from './support/ledgerPictures.ts';
import { takePaperPictures } from './support/paperPictures.ts';
import { atSize } from './support/pictures.ts';
import { takeReturnsPictures } from './support/returnsPictures.ts';
import { takeWorkPictures } from './support/workPictures.ts';

const taking = process.env['LEDGER_SCREENS'] === '1';

/** Console errors and uncaught ones since the window opened. */
function complaintsOf(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text());
  });
  return found;
}

/** What can't be reached: a page wider than the window, and controls outside it that no scrolling brings in. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [document.documentElement, document.body]
      .filter((each) => each.scrollWidth > window.innerWidth + 1)
      .map((each) => `${each.tagName} is ${each.scrollWidth} wide`);
    const scrolls = (element: Element | null): boolean => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX === 'auto' || overflowX === 'scroll') return true;
      }
      return false;
    };
    const cut = [...document.querySelectorAll('button, input, select, textarea, [role="button"]')]
      .filter((each) => {
        const box = each.getBoundingClientRect();
        if (box.width === 0 || box.height === 0 || !each.checkVisibility()) return false;
        return (box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(each.parentElement);
      })
      .map((each) => `cut off: ${each.getAttribute('aria-label') ?? each.textContent ?? each.className}`);
    return [...wide, ...cut];
  });
}

type Look = (name: string) => Promise<void>;

const views = [
  '整改台账',
  '销号办理',
  '整改工期',
  '报送',
  '整改成效',
  '核对',
  '综合看板',
  '月报',
  '文书',
  '轮次与时间轴',
  '单位与人员',
  '操作记录',
  '设置',
] as const;
/** Something that stands on the screen only once its content has come. */
const marks: Readonly<Record<(typeof views)[number], RegExp>> = {
  整改台账: /93 \/ 93 条|^93$/,
  销号办理: /待申请/,
  整改工期: /党群工作部/,
  报送: /逾期报送/,
  整改成效: /^计入 \d+ 项/,
  核对: /须更正|请核实/,
  综合看板: /各方面的问题/,
  月报: /巡察整改情况月报/,
  文书: /第 1 页，共 \d+ 页/,
  轮次与时间轴: /文件所载与台账实有/,
  单位与人员: /名称沿革/,
  操作记录: /处改动/,
  设置: /统计口径/,
};

/** All screens in turn, from the first start to an imported notice. */
async function walk(page: Page, look: Look): Promise<void> {
  await expect(page.getByRole('button', { name: '看示例' })).toBeVisible();
  await look('首次启动');
  await createLedger(page, '看示例');
  for (const view of views) {
    await showView(page, view);
    await expect(page.getByText(marks[view]).first()).toBeVisible();
    await look(view);
  }
  await showView(page, '整改工期');
  for (const tab of ['日历', '到期清单']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByText(tab === '日历' ? '周一' : '已超期').first()).toBeVisible();
    await look(tab);
  }
  await page.getByRole('tab', { name: '倒排工期' }).click();
  await page.getByRole('button', { name: '挂图作战…' }).click();
  await expect(page.getByText(/A3 纸/)).toBeVisible();
  await look('挂图作战');
  await page.keyboard.press('Escape');
  await showView(page, '单位与人员');
  await page.getByRole('tab', { name: '工作量' }).click();
  await expect(page.getByText('完成情况')).toBeVisible();
  await look('工作量');
  await showView(page, '报送');
  await page.getByRole('button', { name: '发出报送表…' }).click();
  await expect(page.getByText('只有本单位负责和配合')).toBeVisible();
  await look('发出报送表');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '逐一提醒…' }).click();
  await expect(page.getByText('每份公文自动编号并登记')).toBeVisible();
  await look('逐一提醒');
  await page.keyboard.press('Escape');
  // What is typed with the first use of the palette is not lost, though nothing was fetched for it yet.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('yb');
  await expect(page.getByRole('dialog', { name: '命令面板' }).getByRole('combobox')).toHaveValue('yb');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await look('命令面板');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: '快捷键一览' })).toBeVisible();
  await look('快捷键一览');
  await page.keyboard.press('Escape');
  await showView(page, '整改台账');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('没有这样的措施');
  await expect(page.getByText('没有符合条件的措施')).toBeVisible();
  await look('没有找到');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+o');
  const dialog = page.getByRole('dialog', { name: /导入通报或方案/ });
  await expect(dialog.getByText('或者粘贴正文')).toBeVisible();
  await look('导入：选择文件');
  await page.keyboard.press('Escape');
  await dropFile(page, fixture('notice', '28-issues.txt'));
  await expect(dialog.getByRole('button', { name: '下一步' })).toBeEnabled();
  await look('导入：核对');
  await dialog.getByRole('button', { name: '下一步' }).click();
  await expect(dialog.getByRole('button', { name: '写入台账' })).toBeVisible();
  await look('导入：写入');
  await dialog.getByRole('button', { name: '写入台账' }).click();
  await expect(dialog.getByRole('button', { name: '查看台账' })).toBeVisible();
  await look('导入：已写入');

  await dialog.getByRole('button', { name: '查看台账' }).click();
  await showView(page, '设置');
  await page.getByRole('button', { name: '另选文件夹新建…' }).click();
  await expect(page.getByText('尚无巡察轮次')).toBeVisible();
  await showView(page, '整改台账');
  await expect(page.getByRole('heading', { name: '从一份通报或整改方案开始' })).toBeVisible();
  await look('空台账');
}

for (const { title, zoom, textSize } of [
  { title: 'at 100 %', zoom: 100, textSize: 'normal' },
  { title: 'at 200 % with the largest text', zoom: 200, textSize: 'huge' },
]) {
  test(`every screen opens without complaint and within reach, ${title}`, async () => {
    const home = makeHome();
    writeFileSync(join(home, 'preferences.json'), JSON.stringify({ zoom, textSize }));
    const started = await start({ home, env: { LEDGER_ANSWER_FOLDER: anotherFolder(home) } });
    const { page, close } = started;
    const complaints = complaintsOf(page);
    await atSize(started);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(1400 / (zoom / 100));
    const trouble: string[] = [];
    await walk(page, async (name) => {
      for (const each of await outOfReach(page)) trouble.push(`${name}: ${each}`);
      for (const each of complaints.splice(0)) trouble.push(`${name}: ${each}`);
    });
    expect(trouble).toEqual([]);
    await close();
    removeHome(home);
  });
}

// No tests of the program, so they stand in no ordinary run.
if (taking) {
  test('pictures of the manual', takeLedgerPictures);
  test("pictures of the month's work", takeWorkPictures);
  test('pictures of returns', takeReturnsPictures);
  test('pictures of papers', takePaperPictures);
}
