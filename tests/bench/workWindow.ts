/** The window while the screens of the month's work are opened, scrolled and used on large ledgers. */
import { setTimeout as rest } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { install } from './inPage.ts';
import { ownTimes } from './ownTime.ts';
import type { OwnTime } from './ownTime.ts';
import type { Measured } from './report.ts';
import { seen, told, watch } from './seen.ts';
import type { Program } from './start.ts';
import { withWindow } from './window.ts';
import { READY } from './workLedger.ts';

const part = 'work';
/** Until what follows a start has come to rest, and what an opened screen does after its first picture. */
const SETTLE = 6000;
const AFTER = 2500;
const PATIENCE = 60_000;
const MOST = 50;

interface Looked {
  readonly page: Page;
  readonly app: ElectronApplication;
  readonly rows: Measured[];
  /** Opens a screen by pressing its tab. */
  readonly show: (name: string) => Promise<void>;
}

/**
 * Does something, waits until it shows and for what comes after it, and tells what was seen; answers its duration. The
 * page is asked as little as can be: looking for roles and texts would be a long task of its own.
 * @param shows a selector
 */
async function look(
  { page, app, rows }: Looked,
  what: string,
  act: () => Promise<void>,
  shows: string,
): Promise<void> {
  await seen(page, app);
  let taken = 0;
  const own = await ownTimes(page, MOST, async () => {
    const start = performance.now();
    await act();
    await page.evaluate(
      ([selector, patience]) =>
        new Promise<void>((resolve, reject) => {
          const begun = performance.now();
          const see = (): void => {
            if (document.querySelector(selector) !== null) resolve();
            else if (performance.now() - begun > patience) reject(new Error(`no ${selector}`));
            else requestAnimationFrame(see);
          };
          see();
        }),
      [shows, PATIENCE] as const,
    );
    taken = performance.now() - start;
    await rest(AFTER);
  });
  rows.push({ part, what: `window: ${what}`, value: taken, unit: 'ms' });
  rows.push(...told(part, '… ', await seen(page, app)), ...toldOwn(own));
}

async function scroll({ page, app, rows }: Looked, what: string, selector: string): Promise<void> {
  await seen(page, app);
  const own = await ownTimes(page, MOST, async () => {
    await page.evaluate((box) => window.bench.scrollThrough(box, 400, false), selector);
    await rest(500);
  });
  rows.push(...told(part, `window: ${what} scrolled end to end: `, await seen(page, app)), ...toldOwn(own));
}

function toldOwn({ longest, over }: OwnTime): Measured[] {
  const bound = { of: 'value', most: 0 } as const;
  return [
    { part, what: `… tasks over ${MOST} ms of their own in the window`, value: over, unit: 'count', bound },
    { part, what: '… longest of them without waiting for a processor', value: longest, unit: 'ms' },
  ];
}

/** Where to press for each screen, looked up before anything is measured. */
async function tabsOf(page: Page): Promise<(name: string) => Promise<void>> {
  const places = new Map<string, { x: number; y: number }>();
  for (const button of await page.getByRole('navigation', { name: '页面' }).getByRole('button').all()) {
    const box = await button.boundingBox();
    const name = /\p{Script=Han}+/u.exec((await button.textContent()) ?? '')?.[0] ?? '';
    if (box !== null) places.set(name, { x: box.x + 12, y: box.y + box.height / 2 });
  }
  return async (name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`no screen ${name}`);
    await page.mouse.click(place.x, place.y);
  };
}

async function ready(page: Page, app: ElectronApplication): Promise<Looked> {
  await page.locator('.tree-row').first().waitFor({ timeout: PATIENCE });
  await rest(SETTLE);
  await page.evaluate(install);
  const show = await tabsOf(page);
  await watch(page, app);
  return { page, app, rows: [], show };
}

/** @param program opens the ledger of 10,000 issues with its contradictions */
export function measureWorkWindow(program: Program): Promise<Measured[]> {
  return withWindow(program, async (page, app) => {
    const at = await ready(page, app);
    const open = (name: string, shows: string) => look(at, `${name} opened`, () => at.show(name), shows);
    await open('核对', '.checks-rows [role="option"]');
    await scroll(at, 'contradictions', '.checks-rows');
    await look(at, 'contradictions: to the last one', () => page.keyboard.press('End'), '.checks-cursor');
    await open('销号', '.board-card');
    await scroll(at, 'column of closed issues (500 cards)', '#closing-closed');
    await open('工期', '.gantt-row');
    await scroll(at, 'chart of 8,000 issues', '.gantt-box');
    await open('成效', '.outcomes-line');
    await open('看板', '.board-panel svg');
    await scroll(at, 'dashboard', '.board-body');
    await open('人员', '.people');
    await open('台账', '.tree-row');
    return at.rows;
  });
}

/** @param program opens the ledger of 2,000 issues, a hundred units, 500 issues that may be applied for */
export function measureChartWindow(program: Program): Promise<Measured[]> {
  return withWindow(program, async (page, app) => {
    const at = await ready(page, app);
    await look(at, '工期 opened', () => at.show('工期'), '.gantt-row');
    await page.getByText('显示已完成').click();
    await rest(AFTER);
    await scroll(at, 'chart of 2,000 bars', '.gantt-box');
    await look(at, '看板 with 100 units opened', () => at.show('看板'), '.board-panel-unit svg');
    await scroll(at, 'dashboard with 100 units', '.board-body');
    await look(at, '销号 opened', () => at.show('销号'), '.board-card');
    await page.locator('#closing-ready [role="option"]').first().click();
    await page.keyboard.press('Control+a');
    await rest(AFTER);
    const ask = () => page.keyboard.press('Control+Enter');
    await look(at, `application for ${READY} issues asked`, ask, '.act-able');
    await page.keyboard.press('Escape');
    return at.rows;
  });
}
