/** Evidence as a clerk meets it: dropped on a measure, looked at, opened, found altered, written out as an archive. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, delimiter, dirname, join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import exceljs from 'exceljs';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';
import { smallPdf } from './support/pdf.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

/** Work of child processes: on a busy machine it takes its time. */
const LONG = 60_000;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function materials(): { picture: string; text: string; program: string; empty: string } {
  const folder = join(home, '材料');
  mkdirSync(folder);
  const made = {
    picture: join(folder, '现场照片.png'),
    text: join(folder, '会议纪要.txt'),
    program: join(folder, '安装.exe'),
    empty: join(folder, '空白.txt'),
  };
  writeFileSync(made.picture, PNG);
  // GBK, as the Windows notepad of many an office writes it: 整改台账
  writeFileSync(made.text, Buffer.from('d5fbb8c4cca8d5cb', 'hex'));
  writeFileSync(made.program, 'MZ');
  writeFileSync(made.empty, '');
  return made;
}

/** Drags real files over a place and lets them go there. */
async function dropOn(
  page: Page,
  place: string,
  files: readonly string[],
  seen?: () => Promise<void>,
): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped-by-test';
    document.body.append(input);
  });
  await page.locator('#dropped-by-test').setInputFiles(files);
  const send = (types: readonly string[]): Promise<void> =>
    page.evaluate(
      ([selector, list]) => {
        const data = new DataTransfer();
        for (const file of document.querySelector<HTMLInputElement>('#dropped-by-test')?.files ?? [])
          data.items.add(file);
        for (const type of list) {
          document
            .querySelector(selector)
            ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
        }
      },
      [place, types] as const,
    );
  await send(['dragenter', 'dragover']);
  await seen?.();
  await send(['drop']);
  await page.evaluate(() => document.querySelector('#dropped-by-test')?.remove());
}

const pieces = (page: Page) => page.locator('.evidence-piece');

test('dropped on a measure, previewed, opened as a read-only copy, altered, found, written out', async () => {
  const opened = join(home, 'opened.txt');
  const archive = join(home, '归档');
  mkdirSync(archive);
  const { picture, text, program, empty } = materials();
  const { page, close } = await start({
    home,
    env: {
      LEDGER_ANSWER_OPENED: opened,
      LEDGER_ANSWER_FOLDER: archive,
      LEDGER_ANSWER_EVIDENCE: [program].join(delimiter),
    },
  });
  await createLedger(page, '看示例');
  const row = '[data-row]:not(.row-frozen)';
  await expect(page.locator(row).first()).toBeVisible();

  // A row of the checklist takes files, and says so before they are let go; one that is frozen says that it does not.
  await dropOn(page, row, [picture, text, empty], async () => {
    await expect(page.locator('.drop-evidence-words')).toHaveText(/松开后存为“.+”的佐证材料/);
  });
  await expect(page.getByText('已存入 2 份文件')).toBeVisible({ timeout: LONG });
  await expect(page.getByText('文件是空的：空白.txt')).toBeVisible();
  await expect(pieces(page).filter({ hasText: '现场照片' })).toBeVisible();
  await dropOn(page, '[data-row].row-frozen', [picture], async () => {
    await expect(page.locator('.drop-evidence-words')).toHaveText(/不能存入佐证材料/);
  });
  await expect(page.getByText('问题在销号流程中或已销号').first()).toBeVisible();
  await page.locator(row).first().click();

  // Looked at by key.
  await pieces(page).filter({ hasText: '现场照片' }).focus();
  await page.keyboard.press('Space');
  const preview = page.getByRole('dialog', { name: '现场照片' });
  const image = preview.locator('img');
  await expect(image).toBeVisible();
  expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(1);
  await page.getByRole('button', { name: '下一份' }).click();
  await expect(page.getByLabel('文件内容')).toHaveText('整改台账');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  // Opened: a copy that can't be written, not the original.
  await pieces(page).filter({ hasText: '会议纪要' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => readdirSync(home).includes('opened.txt'), { timeout: LONG }).toBe(true);
  const copy = readFileSync(opened, 'utf8').trim();
  expect(basename(copy)).toBe('会议纪要.txt');
  expect(copy.startsWith(home)).toBe(false);
  expect(statSync(copy).mode & 0o222).toBe(0);

  // What might run is kept, and never opened.
  await page.getByRole('button', { name: '存入文件…' }).click();
  await expect(pieces(page).filter({ hasText: '安装' })).toBeVisible({ timeout: LONG });
  await pieces(page).filter({ hasText: '安装' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: '不直接打开这份文件' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(readFileSync(opened, 'utf8').trim().split('\n')).toHaveLength(1);

  // Removed by key and brought back.
  await pieces(page).filter({ hasText: '安装' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect(pieces(page).filter({ hasText: '安装' })).toBeHidden();
  await page.getByRole('button', { name: '撤销', exact: true }).last().click();
  await expect(pieces(page).filter({ hasText: '安装' })).toBeVisible();

  // Altered behind the program's back: verify with files finds it, by its name.
  const sha256 = createHash('sha256').update(readFileSync(text)).digest('hex');
  const store = join(home, '整改台账', 'files', sha256.slice(0, 2), sha256);
  writeFileSync(store, '12345678');
  await showView(page, '设置');
  await page.getByRole('checkbox', { name: /同时核对全部佐证和存档文件（共 3 个/ }).check();
  await page.getByRole('button', { name: '开始检查' }).click();
  await expect(page.getByText(/发现 1 个问题/)).toBeVisible({ timeout: LONG });
  await expect(page.getByRole('cell', { name: /^会议纪要（/ })).toBeVisible();
  await expect(page.getByRole('cell', { name: '存档的文件内容被改动过' })).toBeVisible();

  // Written out: numbered folders, and a list that says what is wrong.
  await showView(page, '台账');
  await page.keyboard.press('Control+K');
  await page.locator('.palette-input').fill('归档');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '选择位置…' }).click();
  await expect(page.getByText(/^已写出 3 份佐证材料和归档目录/)).toBeVisible({ timeout: LONG });
  const [made = ''] = readdirSync(archive);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(join(archive, made, '归档目录.xlsx'));
  const lines: string[] = [];
  book.worksheets[0]?.eachRow((line) => lines.push((line.values as unknown[]).join('|')));
  expect(lines.filter((line) => line.includes('文件已被改动'))).toHaveLength(1);
  const files = readdirSync(join(archive, made), { recursive: true }).map(String);
  const written = files.find((name) => name.endsWith('现场照片.png')) ?? '';
  expect(written).toMatch(/^\d\d .+\/\d\d .+\/措施\d+ .+\/\d\d 现场照片\.png$/);
  expect(readFileSync(join(archive, made, written)).equals(PNG)).toBe(true);
  expect(basename(dirname(join(archive, made)))).toBe('归档');

  await close();
  // The end of the program takes the copies along.
  expect(readdirSync(dirname(dirname(dirname(copy))))).not.toContain(basename(dirname(dirname(copy))));
});

test('a PDF is drawn in the window without plugins; a damaged one says so', async () => {
  const folder = join(home, '材料');
  mkdirSync(folder);
  const files = { whole: join(folder, '整改方案.pdf'), damaged: join(folder, '扫描件.pdf') };
  writeFileSync(files.whole, smallPdf(['整改方案', '责任清单']));
  writeFileSync(files.damaged, '%PDF-1.7\nnothing of it came over');
  const { page, close } = await start({ home });
  const broken: string[] = [];
  page.on('console', (said) => {
    if (/Content Security Policy|Failed to load/i.test(said.text())) broken.push(said.text());
  });
  await createLedger(page, '看示例');
  const row = '[data-row]:not(.row-frozen)';
  await expect(page.locator(row).first()).toBeVisible();
  await dropOn(page, row, [files.whole, files.damaged]);
  await expect(page.getByText('已存入 2 份文件')).toBeVisible({ timeout: LONG });

  await pieces(page).filter({ hasText: '整改方案' }).focus();
  await page.keyboard.press('Space');
  const pages = page.getByRole('document', { name: '整改方案，共 2 页' });
  await expect(pages).toBeVisible({ timeout: LONG });
  const first = pages.locator('canvas').first();
  await expect(first).toHaveAttribute('data-drawn', 'true', { timeout: LONG });
  const ink = await first.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 100) dark += 1;
    return dark / (data.length / 4);
  });
  expect(ink).toBeGreaterThan(0.001);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('这个 PDF 内容不完整或已损坏')).toBeVisible({ timeout: LONG });
  expect(broken).toEqual([]);
  await close();
});
