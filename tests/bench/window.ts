/** The window on a ledger of 100,000 measures: finding, ticking and scrolling, measured inside the page. */
import { setTimeout as rest } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { install } from './inPage.ts';
import type { InPage } from './inPage.ts';
import type { Measured } from './report.ts';
import type { Program } from './start.ts';
import { median } from './stats.ts';

declare global {
  interface Window {
    bench: InPage;
  }
}

/** What is typed, and how many measures it finds. */
export interface Word {
  readonly what: string;
  readonly word: string;
  readonly found: number;
}

const TICKS = 15;
const FIND_ROUNDS = 9;
const SCROLLS = 3;
/** A quick clerk's pause between two ticks. */
const PAUSE = 300;
/** Until what follows a start (caches, the forms' code) has come to rest. */
const SETTLE = 4000;
const BOUND = { of: 'value', most: 50 } as const;

/** Starts a program, works in its window, and ends it. */
export async function withWindow<T>(
  program: Program,
  work: (page: Page, app: ElectronApplication) => Promise<T>,
): Promise<T> {
  const env = Object.entries(program.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const app = await _electron.launch({
    executablePath: program.executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), program.app],
    env: Object.fromEntries(env),
  });
  const page = await app.firstWindow();
  try {
    return await work(page, app);
  } catch (error) {
    await page.screenshot({ path: 'out/bench-failed.png' });
    throw error;
  } finally {
    await app.close();
  }
}

/** @param words each with a number of hits of its own, so that the list shows when the answer is there */
export function measureWindow(program: Program, words: readonly Word[]): Promise<Measured[]> {
  return withWindow(program, async (page) => {
    await page.locator('.tree-row').first().waitFor();
    await page.locator('.row:not(.row-waiting)').first().waitFor();
    await rest(SETTLE);
    await page.evaluate(install);
    return [
      ...(await finding(page, words)),
      ...(await ticking(page)),
      ...(await scrolling(page, '#tree', 'tree', 400)),
      ...(await scrolling(page, '.grid', 'checklist', 600)),
    ];
  });
}

async function finding(page: Page, words: readonly Word[]): Promise<Measured[]> {
  const all = Number(await page.locator('.grid').getAttribute('aria-rowcount')) - 1;
  const times = new Map<string, number[]>(words.map(({ word }) => [word, []]));
  const input = page.getByRole('textbox', { name: '查找' });
  for (let round = 0; round <= FIND_ROUNDS; round += 1) {
    for (const { word, found } of words) {
      await input.fill('');
      await page.evaluate((count) => window.bench.shown(count), all);
      await rest(PAUSE);
      await input.focus();
      await page.evaluate((count) => window.bench.expectInput(count), found);
      await page.keyboard.insertText(word);
      const { taken } = await page.evaluate(() => window.bench.expected);
      if (round > 0) times.get(word)?.push(taken);
    }
  }
  await input.fill('');
  await page.evaluate((count) => window.bench.shown(count), all);
  return words.map(({ what, word, found }) => ({
    part: 'window',
    what: `find ${what} (${found} of ${all}): key to rows shown`,
    value: median(times.get(word) ?? []),
    unit: 'ms',
    bound: BOUND,
  }));
}

async function ticking(page: Page): Promise<Measured[]> {
  const shown: number[] = [];
  const told: number[] = [];
  for (let round = 0; round <= TICKS; round += 1) {
    await rest(PAUSE);
    const place = await page.evaluate(() => window.bench.openTick());
    await page.evaluate((id) => window.bench.expectTick(id), place.id);
    await page.mouse.click(place.x, place.y);
    const { taken, committed } = await page.evaluate(() => window.bench.expected);
    if (round === 0) continue;
    shown.push(taken);
    told.push(committed);
  }
  const row = (what: string, list: readonly number[]): Measured[] => [
    { part: 'window', what, value: median(list), unit: 'ms', bound: BOUND },
    { part: 'window', what: `… slowest of ${list.length}`, value: Math.max(...list), unit: 'ms' },
  ];
  return [...row('tick: click to state shown', shown), ...row('tick: click to committed', told)];
}

async function scrolling(page: Page, selector: string, what: string, frames: number): Promise<Measured[]> {
  const through = (look: boolean): Promise<{ tasks: number[]; blank: number }> =>
    page.evaluate(([box, count, see]) => window.bench.scrollThrough(box, count, see), [
      selector,
      frames,
      look,
    ] as const);
  const longest: number[] = [];
  const over: number[] = [];
  for (let pass = 0; pass < SCROLLS; pass += 1) {
    const { tasks } = await through(false);
    longest.push(Math.max(0, ...tasks));
    over.push(tasks.filter((task) => task > BOUND.most).length);
  }
  const { blank } = await through(true);
  return [
    {
      part: 'window',
      what: `${what} scrolled end to end in ${frames} frames: longest task (0: none of 50 ms)`,
      value: median(longest),
      unit: 'ms',
      bound: BOUND,
    },
    {
      part: 'window',
      what: '… tasks over 50 ms',
      value: median(over),
      unit: 'count',
      bound: { of: 'value', most: 0 },
    },
    {
      part: 'window',
      what: `… frames with an empty row in sight, of the ${frames / 2} at 7,000 px/s`,
      value: blank,
      unit: 'count',
    },
  ];
}

/** Code that has no business at the start: which of it the main process and the page have loaded when the tree stands. */
export function measureLoaded(
  program: Program,
  look: (files: { readonly main: readonly string[]; readonly page: readonly string[] }) => Measured[],
): Promise<Measured[]> {
  return withWindow(program, async (page, app) => {
    await page.locator('.tree-row').first().waitFor();
    // Every script that is wanted stands in the page: those of the start, and a link for each that is fetched later.
    const scripts = await page.evaluate(() =>
      [...document.querySelectorAll('script[src], link[rel="modulepreload"]')].map(
        (element) => (element as HTMLScriptElement).src || (element as HTMLLinkElement).href,
      ),
    );
    const main = await app.evaluate(() => {
      const { constructor } = process.mainModule as unknown as {
        constructor: { _cache: Record<string, unknown> };
      };
      return Object.keys(constructor._cache);
    });
    return look({ main, page: scripts });
  });
}
