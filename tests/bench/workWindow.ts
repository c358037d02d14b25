/** The window while the screens of the month's work are opened, scrolled and used on large ledgers. */
import { setTimeout as rest } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { install } from './inPage.ts';
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

interface Looked {
  readonly page: Page;
  readonly app: ElectronApplication;
  readonly rows: Measured[];
}

/** Does something, waits until it shows and for what comes after it, and tells what was seen; answers its duration. */
async function look(
  { page, app, rows }: Looked,
  what: string,
  act: () => Promise<void>,
  until: () => Promise<unknown>,
): Promise<void> {
  await seen(page, app);
  const start = performance.now();
  await act();
  await until();
  const taken = performance.now() - start;
  await rest(AFTER);
  rows.push({ part, what: `window: ${what}`, value: taken, unit: 'ms' });
  rows.push(...told(part, '… ', await seen(page, app)));
}

async function scroll({ page, app, rows }: Looked, what: string, selector: string): Promise<void> {
  await seen(page, app);
  await page.evaluate((box) => window.bench.scrollThrough(box, 400, false), selector);
  await rest(500);
  rows.push(...told(part, `window: ${what} scrolled end to end: `, await seen(page, app)));
}

async function ready(page: Page, app: ElectronApplication): Promise<Looked> {
  await page.locator('.tree-row').first().waitFor({ timeout: PATIENCE });
  await rest(SETTLE);
  await page.evaluate(install);
  await watch(page, app);
  return { page, app, rows: [] };
}

const show = (page: Page, name: string) => (): Promise<void> =>
  page.getByRole('navigation', { name: '页面' }).getByRole('button', { name }).click();
const first = (page: Page, selector: string) => (): Promise<void> =>
  page.locator(selector).first().waitFor({ timeout: PATIENCE });

/** @param program opens the ledger of 10,000 issues with its contradictions */
export function measureWorkWindow(program: Program): Promise<Measured[]> {
  return withWindow(program, async (page, app) => {
    const at = await ready(page, app);
    const open = (name: string, selector: string) =>
      look(at, `${name} opened`, show(page, name), first(page, selector));
    await open('核对', '.checks-rows [role="option"]');
    await scroll(at, 'contradictions', '.checks-rows');
    await look(
      at,
      'contradictions: to the last one',
      () => page.keyboard.press('End'),
      first(page, '.checks-rows [role="option"]'),
    );
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
    await look(at, '工期 opened', show(page, '工期'), first(page, '.gantt-row'));
    await page.getByText('显示已完成').click();
    await rest(AFTER);
    await scroll(at, 'chart of 2,000 bars', '.gantt-box');
    await look(at, '看板 with 100 units opened', show(page, '看板'), first(page, '.board-panel-unit svg'));
    await scroll(at, 'dashboard with 100 units', '.board-body');
    await look(at, '销号 opened', show(page, '销号'), first(page, '.board-card'));
    await page.locator('#closing-ready [role="option"]').first().click();
    await page.keyboard.press('Control+a');
    await look(
      at,
      `application for ${READY} issues asked`,
      () => page.keyboard.press('Control+Enter'),
      () =>
        page
          .getByRole('dialog')
          .getByText(/可以先申请/)
          .waitFor({ timeout: PATIENCE }),
    );
    await page.keyboard.press('Escape');
    return at.rows;
  });
}
