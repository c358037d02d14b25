/**
 * Papers from the same pages as the screen: a hidden window renders the paper's route, then it is printed or turned
 * into a PDF. The page says by `window.paperReady` that all is drawn.
 */
import { BrowserWindow } from 'electron';
import { Refusal } from '../shared/result.ts';
import { APP_ORIGIN } from './door/sender.ts';
import type { WindowRegistry } from './ipc.ts';
import type { Log } from './log.ts';
import { pagePreferences } from './window.ts';

export interface PaperOptions {
  readonly windows: WindowRegistry;
  readonly preload: string;
  readonly log: Log;
}

const READY_MS = 30_000;

/** Address of the month's summary as a paper. */
export function summaryPaper(month: string): string {
  return `${APP_ORIGIN}/index.html#paper/summary/${month}`;
}

// An explicit size and font: without them the footer is printed as tiny as to be invisible.
const FOOTER =
  "<div style=\"width:100%;text-align:center;font-size:12px;font-family:'SimSun','Noto Serif CJK SC',serif\">" +
  '第 <span class="pageNumber"></span> 页 共 <span class="totalPages"></span> 页</div>';

/** @throws Refusal `pdf_failed` */
export function paperPdf(address: string, options: PaperOptions): Promise<Uint8Array> {
  return withPaper(address, options, 'pdf_failed', (window) =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
    }),
  );
}

/** Through the system's dialog. @throws Refusal `print_failed`, `no_printer` */
export function printPaper(address: string, options: PaperOptions): Promise<'queued' | 'cancelled'> {
  return withPaper(address, options, 'print_failed', (window) => {
    return new Promise<'queued' | 'cancelled'>((resolve, reject) => {
      window.webContents.print({ silent: false, printBackground: true }, (success, reason) => {
        if (success) resolve('queued');
        else if (/cancel/i.test(reason)) resolve('cancelled');
        else if (/printer|deviceName/i.test(reason)) reject(new Refusal('no_printer'));
        else reject(new Refusal('print_failed', { reason }));
      });
    });
  });
}

async function withPaper<T>(
  address: string,
  { windows, preload, log }: PaperOptions,
  failureCode: string,
  work: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({ show: false, webPreferences: pagePreferences(preload) });
  windows.register(window, 'paper');
  try {
    await window.loadURL(address);
    await paperReady(window);
    return await work(window);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log.error(`paper ${address}`, error);
    throw new Refusal(failureCode);
  } finally {
    window.destroy();
  }
}

/** Waits for the page's word that everything is drawn; a failure it reports instead is the paper's failure. */
async function paperReady(window: BrowserWindow): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const word: unknown = await window.webContents.executeJavaScript('window.paperReady', true);
    if (word === true) return;
    if (typeof word === 'string') throw new Refusal(word);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('the paper was not drawn in time');
}
