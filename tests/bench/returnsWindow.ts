/** The program's window while a month is taken in, and its review scrolled: long tasks there, pauses of the main process. */
import { delimiter } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { install } from './inPage.ts';
import { watchPauses } from './pauses.ts';
import type { Pause, Pauses } from './pauses.ts';
import type { Measured } from './report.ts';
import type { Program } from './start.ts';
import { withWindow } from './window.ts';

const part = 'returns';
const MOST = 50;
const PATIENCE = 300_000;
/** Until what follows a start has come to rest. */
const SETTLE = 3000;

interface Tasks {
  tasks: number[];
}

/** @param program opens a ledger whose month is to come @param files what is taken in */
export function measureReturnsWindow(program: Program, files: readonly string[]): Promise<Measured[]> {
  const env = { ...program.env, LEDGER_ANSWER_RETURNS: files.join(delimiter) };
  return withWindow({ ...program, env }, async (page, app) => {
    await page.locator('.tree-row').first().waitFor();
    await page.waitForTimeout(SETTLE);
    await page.evaluate(install);
    await watch(page, app);
    await page.getByRole('navigation', { name: '页面' }).getByRole('button', { name: '报送' }).click();
    await page.getByRole('region', { name: '导入批次' }).waitFor();
    await page.keyboard.press('Control+i');
    await page.getByRole('button', { name: /^开始读取/ }).waitFor();
    await seen(page, app);
    const start = performance.now();
    await page.getByRole('button', { name: /^开始读取/ }).click();
    const result = page.getByRole('dialog', { name: '报送表读取结果' });
    await result.waitFor({ timeout: PATIENCE });
    const taken = performance.now() - start;
    const taking = await seen(page, app);
    await result.getByRole('button', { name: '开始核对' }).click();
    await page.locator('.rv-item').first().waitFor();
    await page.waitForTimeout(SETTLE);
    const opening = await seen(page, app);
    const { tasks } = await page.evaluate(() => window.bench.scrollThrough('.rv-list', 600, false));
    const scrolling = await seen(page, app);
    return [
      {
        part,
        what: `window: ${files.length} files taken in, from the click to the result`,
        value: taken,
        unit: 'ms',
      },
      ...told('… ', taking),
      ...told('window: review opened: ', opening),
      ...told('window: review scrolled end to end: ', { ...scrolling, tasks }),
    ];
  });
}

interface Seen {
  readonly tasks: readonly number[];
  readonly pauses: readonly Pause[];
}

/** Begins to look at both processes. */
async function watch(page: Page, app: ElectronApplication): Promise<void> {
  await page.evaluate(() => {
    const found: number[] = [];
    (window as unknown as { longTasks: Tasks }).longTasks = { tasks: found };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await app.evaluate((_, source) => {
    const { require: load } = process.mainModule as unknown as { require: (name: string) => unknown };
    const { readFileSync } = load('node:fs') as { readFileSync: (file: string, encoding: 'utf8') => string };
    // oxlint-disable-next-line no-eval, typescript/no-implied-eval -- our own function, sent as text
    const make = (0, eval)(`(${source})`) as typeof watchPauses;
    (globalThis as unknown as { pauses: Pauses }).pauses = make((file) => readFileSync(file, 'utf8'));
  }, watchPauses.toString());
}

/** What was seen since the last asking. */
async function seen(page: Page, app: ElectronApplication): Promise<Seen> {
  const tasks = await page.evaluate(() =>
    (window as unknown as { longTasks: Tasks }).longTasks.tasks.splice(0),
  );
  const pauses = await app.evaluate(() => (globalThis as unknown as { pauses: Pauses }).pauses.take());
  return { tasks, pauses };
}

function told(what: string, { tasks, pauses }: Seen): Measured[] {
  const [longest] = pauses;
  return [
    {
      ...{ part, what: `${what}tasks over ${MOST} ms in the window`, unit: 'count' },
      value: tasks.filter((task) => task > MOST).length,
      bound: { of: 'value', most: 0 },
    },
    { part, what: '… longest of them (0: none of 50 ms)', value: Math.max(0, ...tasks), unit: 'ms' },
    {
      ...{ part, what: '… longest pause of the main process', value: longest?.ms ?? 0, unit: 'ms' },
      bound: { of: 'value', most: MOST },
    },
    {
      ...{ part, what: '… … without waiting for a processor', unit: 'ms' },
      value: Math.max(0, ...pauses.map((pause) => pause.ms - (pause.waited ?? 0))),
    },
  ];
}
