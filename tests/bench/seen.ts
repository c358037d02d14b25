/** What is seen of a program while it works: long tasks in its window, pauses of its main process. */
import type { ElectronApplication, Page } from '@playwright/test';
import { watchPauses } from './pauses.ts';
import type { Pause, Pauses } from './pauses.ts';
import type { Measured } from './report.ts';

const MOST = 50;

interface Tasks {
  tasks: number[];
}

export interface Seen {
  readonly tasks: readonly number[];
  readonly pauses: readonly Pause[];
}

/** Begins to look at both processes. */
export async function watch(page: Page, app: ElectronApplication): Promise<void> {
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
export async function seen(page: Page, app: ElectronApplication): Promise<Seen> {
  const tasks = await page.evaluate(() =>
    (window as unknown as { longTasks: Tasks }).longTasks.tasks.splice(0),
  );
  const pauses = await app.evaluate(() => (globalThis as unknown as { pauses: Pauses }).pauses.take());
  return { tasks, pauses };
}

export function told(part: string, what: string, { tasks, pauses }: Seen): Measured[] {
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
