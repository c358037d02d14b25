/** 文书 in the real program: the pages that are seen are those that are saved, page one at once, all by the keyboard. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { LedgerBridge } from '../../shared/contract/events.ts';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { createLedger, makeHome, removeHome, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** The texts of each page with their places, in points from the lower left. */
async function textsOf(bytes: Uint8Array): Promise<Piece[][]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: Piece[][] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const { items } = await (await document.getPage(at)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [
              {
                text: item.str,
                x: Math.round(Number(item.transform[4])),
                y: Math.round(Number(item.transform[5])),
              },
            ]
          : [],
      ),
    );
  }
  await task.destroy();
  return pages;
}

async function previewOf(page: Page, query: PaperQuery, first: boolean): Promise<Uint8Array> {
  const base64 = await page.evaluate(
    async (asked) => {
      const bridge = (window as unknown as { ledger: LedgerBridge }).ledger;
      const answer = await bridge.call['paper.preview'](asked);
      if (!answer.ok) throw new Error(answer.error.code);
      return btoa(Array.from(answer.value.bytes, (byte) => String.fromCodePoint(byte)).join(''));
    },
    { query, first },
  );
  return Buffer.from(base64, 'base64');
}

test('pages are looked at by the keyboard, saved in three forms, and the choice is there after a restart', async () => {
  const files = { pdf: join(home, '月报.pdf'), xlsx: join(home, '月报.xlsx'), docx: join(home, '月报.docx') };
  const env = {
    LEDGER_ANSWER_PDF: files.pdf,
    LEDGER_ANSWER_XLSX: files.xlsx,
    LEDGER_ANSWER_DOCX: files.docx,
  };
  let { page, close } = await start({ home, env, today: '2024-08-31' });
  await createLedger(page, '看示例');
  await page.keyboard.press('F7');
  const preview = page.getByRole('region', { name: '打印预览' });
  await expect(preview.getByRole('heading', { name: '2024年8月整改月报' })).toBeVisible();
  await expect(preview.getByText(/第 1 页，共 \d+ 页\s+A4 纵向/)).toBeVisible({ timeout: 20_000 });
  await expect(preview.locator('.papers-page canvas[data-drawn]').first()).toBeVisible();
  const thumbs = preview.getByRole('list', { name: '页面缩略图' });
  await thumbs.getByRole('button', { name: '第 1 页' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(thumbs.getByRole('button', { name: '第 2 页', exact: true })).toBeFocused();
  await expect(preview.getByText(/第 2 页，共/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(preview.getByText(/A4 横向/)).toBeVisible();

  for (const [form, word] of [
    ['pdf', 'PDF'],
    ['xlsx', 'Excel'],
    ['docx', 'Word'],
  ] as const) {
    await preview.getByRole('button', { name: `存为 ${word}` }).click();
    await expect
      .poll(() => existsSync(files[form]) && statSync(files[form]).size, { timeout: 20_000 })
      .toBeGreaterThan(5000);
  }
  const saved = await textsOf(readFileSync(files.pdf));
  const query: PaperQuery = { paper: 'summary', month: '2024-08' };
  expect(await textsOf(await previewOf(page, query, false))).toEqual(saved);
  const [alone, ...more] = await textsOf(await previewOf(page, query, true));
  expect(more).toEqual([]);
  expect(alone).toEqual(saved[0]);
  // Odd pages have their number on the right, even ones on the left.
  const numbers = saved.map((pieces) => pieces.find(({ text }) => text.includes('—')));
  expect(numbers[0]?.x).toBeGreaterThan(420);
  expect(numbers[1]?.x).toBeLessThan(120);
  // Some fonts have one sign for two characters; then the PDF names the other one (⻚ for 页).
  expect(
    saved
      .at(-1)
      ?.map(({ text }) => text)
      .join(''),
  ).toMatch(/第 *\d+ *[页⻚]\s*共 *\d+ *[页⻚]/u);

  await page.keyboard.press('Control+p');
  await expect(page.getByRole('dialog', { name: '打印' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: '文书种类' })
    .getByRole('button', { name: '月报', exact: true })
    .focus();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowDown');
  await expect(preview.getByRole('heading', { name: /问题清单/ })).toBeVisible();
  // Preferences are written when the hand rests.
  await page.waitForTimeout(600);
  await close();

  ({ page, close } = await start({ home, env, today: '2024-08-31' }));
  await page.keyboard.press('F7');
  await expect(
    page.getByRole('region', { name: '打印预览' }).getByRole('heading', { name: /问题清单/ }),
  ).toBeVisible();
  await close();
});
