/**
 * GB/T 9704-2012 on the PDF's own text positions: text area, 22 lines of 28 characters, fonts by level, lying tables with
 * repeated heads, pictures, what does not fit, and a font file of the clerk's own.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { linesOnPage, pdfPages } from '../office/pdfText.ts';
import { createLedger, makeHome, removeHome, showView, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const MM = 72 / 25.4;
const LINE = 28.95;
const month = '2024-08';

/** What a page that draws a paper says of it (renderer/papers/route.tsx). */
interface PaperWindow extends Window {
  readonly paperReady?: boolean | string;
  /** Of the window that draws one paper after another (renderer/papers/press.ts). */
  readonly paperPress?: { pictures(query: string): Promise<string[]> };
}

/** Main's own door, as any screen asks. */
async function asked<T>(page: Page, name: string, args: object): Promise<T> {
  return page.evaluate(
    async ([call, given]) => {
      const { call: calls } = (window as unknown as Record<'ledger', Record<'call', object>>).ledger;
      const ask = (calls as Record<string, (args: object) => Promise<{ ok: boolean; value: unknown }>>)[call];
      const answer = await ask?.(given);
      if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
      return answer.value as never;
    },
    [name, args] as const,
  );
}

async function pdfOf(page: Page, query: PaperQuery) {
  const { bytes, cut, fonts } = await asked<{ bytes: Uint8Array; cut: string[]; fonts: string[] }>(
    page,
    'paper.preview',
    { query, first: false },
  );
  return { pages: await pdfPages(bytes), cut, fonts };
}

type Pdf = Awaited<ReturnType<typeof pdfOf>>['pages'][number];

/** Lines within the text area's height; below it stands the page's number alone. */
const textLines = (page: Pdf) => linesOnPage(page).filter(({ y }) => y < page.height - 35 * MM);
/** Which font the browser took for an element's text. */
async function fontsOf(page: Page, selectors: readonly string[]): Promise<string[]> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('DOM.enable');
  await browser.send('CSS.enable');
  const { root } = await browser.send('DOM.getDocument');
  const used: string[] = [];
  for (const selector of selectors) {
    const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await browser.send('CSS.getPlatformFontsForNode', { nodeId });
    used.push(fonts.toSorted((a, b) => b.glyphCount - a.glyphCount)[0]?.familyName ?? '');
  }
  return used;
}

/** Fonts draw some characters and their radicals by one glyph, which a PDF then reads as the radical. */
const saidOn = (page: Pdf): string =>
  page.pieces
    .map(({ text }) => text)
    .join('')
    .normalize('NFKC');
/** A font with Chinese characters, which this machine must have for any test of the program to be read. */
function chineseFont(): string {
  const fonts = '/usr/share/fonts';
  const found = readdirSync(fonts, { recursive: true, encoding: 'utf8' }).find((name) =>
    /CJK[^/]*Regular[^/]*\.(?:ttc|otf|ttf)$/.test(name),
  );
  if (found === undefined) throw new Error(`no Chinese font in ${fonts}`);
  return join(fonts, found);
}

/** Width and height that a PNG says it has. */
const pngSize = (base64: string): [number, number] => {
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test('papers keep the measures of the standard, and say what does not fit', async () => {
  test.setTimeout(120_000);
  const env = { LEDGER_ANSWER_FONT: join(home, '坏.ttf') };
  writeFileSync(
    env.LEDGER_ANSWER_FONT,
    Buffer.concat([Buffer.from('00010000', 'hex'), Buffer.alloc(900, 7)]),
  );
  const { app, page, close } = await start({ home, env });
  await createLedger(page, '看示例');

  // The public notice is body text from its second page on.
  const { pages: body } = await pdfOf(page, { paper: 'progress', month });
  for (const each of body) {
    expect(each.width).toBeCloseTo(210 * MM, 0);
    expect(each.height).toBeCloseTo(297 * MM, 0);
    const lines = textLines(each);
    expect(lines.length).toBeLessThanOrEqual(22);
    for (const line of lines) {
      expect(line.x, line.text).toBeGreaterThan(28 * MM - 0.6);
      expect(line.right, line.text).toBeLessThan((210 - 26) * MM + 1);
      expect(line.y).toBeGreaterThan(37 * MM + 10);
    }
  }
  const full = body
    .slice(1)
    .map(textLines)
    .filter((lines) => lines.length === 22);
  expect(full.length).toBeGreaterThan(2);
  for (const lines of full) {
    // Half of what a line is higher than its type stands above the first.
    const first = lines[0]?.y ?? 0;
    expect(first - 37 * MM).toBeGreaterThan((LINE - 16) / 2 + 16 * 0.7);
    expect(first - 37 * MM).toBeLessThan(LINE - (LINE - 16) / 2 + 1);
    for (const [at, line] of lines.entries()) expect(line.y - first).toBeCloseTo(at * LINE, 0);
  }
  const characters = full.flat().filter(({ text }) => /^[\p{Script=Han}、，。；：（）“”]+$/u.test(text));
  const widest = characters.filter(({ text }) => text.length === 28);
  expect(widest.length).toBeGreaterThan(0);
  for (const line of widest) {
    expect(line.x).toBeCloseTo(28 * MM, 0);
    expect(line.right).toBeGreaterThan((210 - 26) * MM - 3);
  }

  // The summary and its lying annex.
  const { pages: summary, cut, fonts } = await pdfOf(page, { paper: 'summary', month });
  expect(cut).toEqual([]);
  const lying = summary.filter(({ width, height }) => width > height);
  expect(lying.length).toBeGreaterThan(3);
  for (const each of lying) {
    expect(each.width).toBeCloseTo(297 * MM, 0);
    expect(saidOn(each)).toContain('整改措施');
    expect(Math.min(...each.pieces.map(({ x }) => x))).toBeGreaterThan(20 * MM - 1);
    expect(Math.max(...each.pieces.map(({ right }) => right))).toBeLessThan((297 - 20) * MM + 1);
  }
  // Places to sign are never alone.
  expect(textLines(lying.at(-1) as Pdf).length).toBeGreaterThan(2);

  // A text longer than a page is told, with its place, and printed whole.
  const { rows } = await asked<{ rows: { id: number }[] }>(page, 'checklist.rows', { ids: [1] });
  const id = rows[0]?.id ?? 1;
  await asked(page, 'measure.addProgress', {
    id,
    month,
    text: `很长的进展${'逐项核对'.repeat(1500)}至此为止`,
  });
  const wall = await pdfOf(page, { paper: 'ledger', month, size: 'a3' });
  expect(wall.cut.join()).toMatch(/第\d+行.*高过一页/);
  expect(wall.pages.every(({ width }) => Math.abs(width - 420 * MM) < 1)).toBe(true);
  for (const each of wall.pages) expect(saidOn(each)).toContain('责任单位');
  const said = wall.pages.map(saidOn).join('');
  expect(said).toContain('至此为止');

  // A font file that is none is refused and the chain goes on; a real one is used from the next paper on.
  await showView(page, '设置');
  const settings = page.getByRole('region', { name: '公文字体' });
  const choose = settings.getByRole('button', { name: /为正文.*选择字体文件/ });
  await choose.click();
  await expect(page.getByText(/这个文件不能用作字体：坏\.ttf/)).toBeVisible();
  await expect(settings.getByText('选用的字体文件')).toHaveCount(0);
  const real = chineseFont();
  await app.evaluate((_, file) => {
    process.env['LEDGER_ANSWER_FONT'] = file;
  }, real);
  await choose.click();
  await expect(settings.getByText('选用的字体文件')).toBeVisible();
  const chosen = await pdfOf(page, { paper: 'summary', month });
  expect(fonts.length).toBeGreaterThan(0);
  expect(chosen.fonts).toEqual(fonts.filter((words) => !words.startsWith('正文')));
  await settings.getByRole('button', { name: /正文.*不再用/ }).click();
  await expect(settings.getByText('选用的字体文件')).toHaveCount(0);

  // Fonts of the paper's own page; its pictures as files, three dots to the pixel.
  await page.evaluate((of) => {
    window.location.hash = `paper/doc/summary.month.${of}`;
  }, month);
  await page.reload();
  await expect.poll(() => page.evaluate(() => (window as PaperWindow).paperReady)).toBe(true);
  const [heading, text] = await fontsOf(page, ['.doc-heading-1', '.paper-text']);
  expect(heading).not.toBe(text);
  const asksFor = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).fontFamily);
  expect(await asksFor('.doc-title')).toMatch(/^"?公文标题"?, "?方正小标宋简体/);
  expect(await asksFor('.doc-heading-1')).toMatch(/^"?公文黑体"?, "?黑体/);
  expect(await asksFor('.paper-text')).toMatch(/^"?公文正文"?, "?仿宋_GB2312/);
  const charts = await page.locator('.doc-chart figcaption').count();
  await page.evaluate(() => {
    window.location.hash = 'paper/press';
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => 'paperPress' in window)).toBe(true);
  const pictures = await page.evaluate(
    (of) => (window as PaperWindow).paperPress?.pictures(`summary.month.${of}`) ?? [],
    month,
  );
  expect(pictures.length).toBe(charts);
  for (const picture of pictures) {
    const [width, height] = pngSize(picture);
    expect(width).toBe(Math.floor((156 * 96) / 25.4) * 3);
    expect(height).toBeGreaterThan(200);
  }
  await close();
});
