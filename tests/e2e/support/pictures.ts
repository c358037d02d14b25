/** How the pictures of docs/screens are taken. Needs ImageMagick's `mogrify`; papers and workbooks need LibreOffice and poppler. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { Args, CallName, Reply } from '../../../shared/contract/index.ts';
import type { Started } from './app.ts';

const DOCS = resolve(import.meta.dirname, '..', '..', '..', 'docs');
const PICTURES = join(DOCS, 'screens');
const PAPERS = join(DOCS, 'papers');
const WINDOW = { width: 1366, height: 768 };

export type Call = <K extends CallName>(name: K, args: Args<K>) => Promise<Reply<K>>;

/** Calls through the window's own door. */
export function callerOf(page: Page): Call {
  return async <K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> => {
    const answer = await page.evaluate(
      async ([call, given]) =>
        (
          window as unknown as { ledger: { call: Record<string, (args: unknown) => Promise<unknown>> } }
        ).ledger.call[call]?.(given),
      [name, args] as const,
    );
    const { ok, value, error } = answer as { ok: boolean; value: Reply<K>; error?: unknown };
    if (!ok) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return value;
  };
}

/** The window as large as every picture. */
export async function atSize({ app }: Started): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size });
  }, WINDOW);
}

function inFewColours(file: string, width: number): void {
  execFileSync('mogrify', ['-strip', '-resize', `${width}x`, '+dither', '-colors', '64', `png8:${file}`]);
}

/** One picture, as the window shows it, in few colours. */
export async function picture({ app, page }: Started, name: string): Promise<void> {
  // Messages and moving parts belong to no picture.
  const message = page.getByRole('button', { name: '关闭提示' }).first();
  while (await message.isVisible()) {
    // It may go of itself just then.
    await message.click({ timeout: 1000 }).catch(() => undefined);
  }
  await page.waitForTimeout(500);
  // Papers are drawn by a window of their own, which nobody sees.
  const image = await app.evaluate(async ({ BrowserWindow }, url) => {
    const seen = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url);
    const shot = await seen?.webContents.capturePage();
    return shot?.toPNG().toString('base64') ?? '';
  }, page.url());
  mkdirSync(PICTURES, { recursive: true });
  const file = join(PICTURES, `${name}.png`);
  writeFileSync(file, Buffer.from(image, 'base64'));
  inFewColours(file, 1100);
}

/** The first page of a PDF as paper. */
export function paperPicture(pdf: string, name: string): void {
  mkdirSync(PICTURES, { recursive: true });
  execFileSync('pdftoppm', ['-png', '-r', '110', '-singlefile', pdf, join(PICTURES, name)]);
  inFewColours(join(PICTURES, `${name}.png`), 1300);
}

/** A page (from 1) of a paper in few greys with a thin edge, small enough to be kept. */
export function greyPicture(pdf: string, page: number, name: string, dpi = 80): void {
  mkdirSync(PAPERS, { recursive: true });
  const one = ['-f', String(page), '-l', String(page), '-singlefile'];
  execFileSync('pdftoppm', ['-png', '-gray', '-r', String(dpi), ...one, pdf, join(PAPERS, name)]);
  const file = join(PAPERS, `${name}.png`);
  const edge = ['-bordercolor', '#999', '-border', '1'];
  const greys = ['-colorspace', 'Gray', '+dither', '-colors', '16'];
  execFileSync('mogrify', ['-strip', ...edge, ...greys, `png8:${file}`]);
}

/** The upper part of a page (from 1) of a workbook, as LibreOffice prints it. */
export function bookPicture(book: string, page: number, name: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'book-'));
  try {
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, book]);
    const pdf = join(folder, basename(book).replace(/\.[^.]*$/, '.pdf'));
    const one = ['-f', String(page), '-l', String(page), '-singlefile'];
    execFileSync('pdftoppm', ['-png', '-r', '130', ...one, pdf, join(folder, 'page')]);
    const file = join(PICTURES, `${name}.png`);
    writeFileSync(file, readFileSync(join(folder, 'page.png')));
    execFileSync('mogrify', ['-crop', '100%x62%+0+0', '+repage', file]);
    inFewColours(file, 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
