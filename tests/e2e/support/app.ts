/** Starts the real program in a folder of its own and works it as a clerk would. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '..', '..', '..');

export const fixture = (...path: string[]): string => join(root, 'tests', 'fixtures', ...path);

export interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The program's own folder (settings, preferences, logs). */
  readonly home: string;
  /** Ends the program in the ordinary way and waits for it. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly home: string;
  readonly today?: string;
  /** Further environment, for example answers to file dialogs (electron/main/answers.ts). */
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder for one test, removed by `removeHome`. */
export const makeHome = (): string => mkdtempSync(join(tmpdir(), 'ledger-e2e-'));
export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

/** The executable that npm test has resolved. */
export function electron(): string {
  const executable = process.env['LEDGER_ELECTRON'];
  if (executable === undefined) throw new Error('LEDGER_ELECTRON is not set: run these tests by npm test');
  return executable;
}

/** Chromium refuses to start as root with its sandbox. */
export const sandbox = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

export function environment(options: StartOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(inherited),
    LEDGER_HOME: options.home,
    LEDGER_TODAY: options.today ?? '2024-09-05',
    ...options.env,
  };
}

export async function start(options: StartOptions): Promise<Started> {
  // Without executablePath: then Playwright holds the program back until it listens (build/test.ts says where it is).
  const app = await _electron.launch({
    args: [...sandbox(), root],
    env: environment(options),
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    app,
    page,
    home: options.home,
    close: async () => {
      await app.close();
    },
  };
}

/** First start: makes an empty ledger, or one with the sample, and waits for the ledger's screen. */
export async function createLedger(page: Page, kind: '新建台账' | '看示例'): Promise<void> {
  await page.getByRole('button', { name: kind, exact: true }).click();
  await expect(page.getByRole('navigation', { name: '页面' })).toBeVisible();
  await expect(page.getByRole('button', { name: '新建台账', exact: true })).toBeHidden();
}

/** Drops real files on the window: the File objects come from a file input, so that they have a place on the disk. */
export async function dropFile(page: Page, files: string | readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped-by-test';
    input.style.display = 'none';
    document.body.append(input);
  });
  const input = page.locator('#dropped-by-test');
  await input.setInputFiles(files);
  await input.evaluate((element) => {
    const chosen = (element as HTMLInputElement).files;
    const data = new DataTransfer();
    for (const each of chosen ?? []) data.items.add(each);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
      );
    }
    element.remove();
  });
}

/** Shows a view by the navigation at the top. */
export async function showView(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name }).click();
}

/** An empty folder, for the question where a further ledger is to be made. */
export function anotherFolder(home: string): string {
  const folder = join(home, '另一本台账');
  mkdirSync(folder);
  return folder;
}
