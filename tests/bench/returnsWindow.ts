/** The program's window while a month is taken in, and its review scrolled: long tasks there, pauses of the main process. */
import { delimiter } from 'node:path';
import { install } from './inPage.ts';
import type { Measured } from './report.ts';
import { seen, told, watch } from './seen.ts';
import type { Program } from './start.ts';
import { withWindow } from './window.ts';

const part = 'returns';
const PATIENCE = 300_000;
/** Until what follows a start has come to rest. */
const SETTLE = 3000;

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
      ...told(part, '… ', taking),
      ...told(part, 'window: review opened: ', opening),
      ...told(part, 'window: review scrolled end to end: ', { ...scrolling, tasks }),
    ];
  });
}
