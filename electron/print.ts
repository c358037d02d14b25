/**
 * Papers from the same pages as the screen: a hidden window renders the paper's route, then it is printed or turned
 * into a PDF. The page says by `window.paperReady` that all is drawn.
 */
import { BrowserWindow } from 'electron';
import type { WebContentsPrintOptions } from 'electron';
import { writeDashboardDay } from '../shared/dashboard/address.ts';
import { writeGanttQuery } from '../shared/ganttAddress.ts';
import { Refusal } from '../shared/result.ts';
import type { Paper } from './context.ts';
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

/** Address of the page that draws a paper. */
function addressOf(paper: Paper): string {
  return `${APP_ORIGIN}/index.html#paper/${paper.paper}/${whichOf(paper)}`;
}

function whichOf(paper: Paper): string | number {
  switch (paper.paper) {
    case 'receipt':
      return paper.batch;
    case 'reminder':
      return paper.reminder;
    case 'gantt':
      return writeGanttQuery(paper.query);
    case 'dashboard':
      return writeDashboardDay(paper);
  }
}

// The page number of an official paper: 4号 with a dash on each side, 7 mm below the text area. Size and font must be
// said: without them the footer is printed too small to be seen.
const FOOTER =
  '<div style="box-sizing:border-box;width:100%;height:100%;padding-top:5mm;text-align:center;font-size:14pt;' +
  "line-height:1;font-family:'SimSun','Noto Serif CJK SC',serif\">— <span class=\"pageNumber\"></span> —</div>";

/** @throws Refusal `pdf_failed`, or what the page was refused */
export async function paperPdf(paper: Paper, options: PaperOptions): Promise<Uint8Array> {
  const address = addressOf(paper);
  try {
    return await withPaper(address, options, (window) =>
      window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        // A wall sheet says itself which of how many it is, and has no room beneath.
        ...(paper.paper === 'gantt'
          ? {}
          : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOTER }),
      }),
    );
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('pdf_failed', { logId: options.log.error(`PDF of ${address}`, error) });
  }
}

/** Through the system's dialog. @throws Refusal `print_failed`, `no_printer`, or what the page was refused */
export async function printPaper(paper: Paper, options: PaperOptions): Promise<'queued' | 'cancelled'> {
  const address = addressOf(paper);
  const sheet: WebContentsPrintOptions =
    paper.paper === 'gantt'
      ? { pageSize: 'A3', landscape: true }
      : paper.paper === 'dashboard'
        ? { pageSize: 'A4', landscape: true }
        : {};
  try {
    return await withPaper(address, options, (window) => printed(window, sheet));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('print_failed', { logId: options.log.error(`print of ${address}`, error) });
  }
}

/** Chromium answers that a paper is queued, never that it was printed. */
function printed(window: BrowserWindow, sheet: WebContentsPrintOptions): Promise<'queued' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    window.webContents.print({ silent: false, printBackground: true, ...sheet }, (success, reason) => {
      if (success) resolve('queued');
      else if (/cancel/i.test(reason)) resolve('cancelled');
      else if (/printer|deviceName/i.test(reason)) reject(new Refusal('no_printer'));
      else reject(new Error(reason));
    });
  });
}

async function withPaper<T>(
  address: string,
  { windows, preload }: PaperOptions,
  work: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({ show: false, webPreferences: pagePreferences(preload) });
  windows.register(window, 'paper');
  try {
    await window.loadURL(address);
    await paperReady(window);
    return await work(window);
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
    if (word === 'paper_failed') throw new Error('the page could not draw the paper');
    if (typeof word === 'string') throw new Refusal(word);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('the paper was not drawn in time');
}
