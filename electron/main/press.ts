/**
 * One hidden window in which papers are drawn one after another (renderer/papers/press.ts) and become PDFs. It comes
 * up when it is first needed or when papers are looked at, and goes when nobody has asked for a while; it never keeps
 * the program alive.
 */
import { BrowserWindow } from 'electron';
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { writePaperQuery } from '../../shared/papers/address.ts';
import { Refusal } from '../../shared/result.ts';
import type { PaperPages } from '../context.ts';
import { APP_ORIGIN } from '../door/sender.ts';
import type { PaperOptions } from '../print.ts';
import { pagePreferences } from '../window.ts';

export interface Press {
  /** A paper's pages as they are printed; `first`: its first page alone. @throws Refusal `pdf_failed`, and the paper's own */
  pages(query: PaperQuery, doc: PaperDoc, first: boolean): Promise<PaperPages>;
  /** The pictures of figures in a paper, in their order, as PNG. */
  pictures(query: PaperQuery): Promise<readonly Uint8Array[]>;
  /** Brings the window up before it is needed. */
  warm(): void;
  /** For good, when the program ends: what still waits is refused (`cancelled`), no window comes up again. */
  close(): void;
}

/** Then the window is given back. */
const IDLE_MS = 3 * 60_000;
/** A long paper on a slow PC. */
const READY_MS = 120_000;
const POLL_MS = 8;
/** Sheets of numbers that are kept. */
const SHEETS = 6;

interface Report {
  readonly fonts: readonly string[];
  readonly cut: readonly string[];
}

export function createPress({ windows, preload, log }: PaperOptions): Press {
  let window: BrowserWindow | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | null = null;
  let ended = false;
  const sheets = new Map<string, Uint8Array>();

  function drop(): void {
    if (idle !== null) clearTimeout(idle);
    idle = null;
    const gone = window;
    window = null;
    if (gone !== null && !gone.isDestroyed()) gone.destroy();
  }

  async function own(): Promise<BrowserWindow> {
    // A window made while the program closes its windows would keep it alive, unseen.
    if (ended) throw new Refusal('cancelled');
    if (window !== null && !window.isDestroyed() && !window.webContents.isCrashed()) return window;
    drop();
    const fresh = new BrowserWindow({
      show: false,
      webPreferences: { ...pagePreferences(preload), backgroundThrottling: false },
    });
    windows.register(fresh, 'paper');
    window = fresh;
    await fresh.loadURL(`${APP_ORIGIN}/index.html#paper/press`);
    await comesTrue(fresh, 'window.paperPress !== undefined');
    return fresh;
  }

  /** One paper at a time; a window in which one failed is not used again. */
  function inTurn<T>(work: (own: BrowserWindow) => Promise<T>): Promise<T> {
    const mine = turn.then(async () => {
      if (idle !== null) clearTimeout(idle);
      try {
        return await work(await own());
      } catch (error) {
        drop();
        throw error;
      } finally {
        idle = setTimeout(drop, IDLE_MS);
        idle.unref();
      }
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function drawn(at: BrowserWindow, query: PaperQuery, first: boolean): Promise<void> {
    await ask(at, `window.paperPress.draw(${JSON.stringify(writePaperQuery(query))}, ${String(first)})`);
    await paperReady(at);
  }

  async function sheetOf(at: BrowserWindow, texts: readonly string[]): Promise<Uint8Array> {
    const key = texts.join('\n');
    const known = sheets.get(key);
    if (known !== undefined) return known;
    await ask(at, `window.paperPress.numbers(${JSON.stringify(texts)})`);
    await paperReady(at);
    const sheet = await at.webContents.printToPDF({ preferCSSPageSize: true });
    sheets.set(key, sheet);
    const [oldest] = sheets.keys();
    if (sheets.size > SHEETS && oldest !== undefined) sheets.delete(oldest);
    return sheet;
  }

  return {
    pages: (query, doc, first) =>
      inTurn(async (at) => {
        await drawn(at, query, first);
        const report = (await ask(at, 'window.paperReport ?? { fonts: [], cut: [] }')) as Report;
        const plain = await at.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          ...(first ? { pageRanges: '1' } : {}),
        });
        const { finishPaper } = await import('../papers/finish.ts');
        const bytes = await finishPaper(plain, doc, first, (texts) => sheetOf(at, texts));
        return { bytes, fonts: report.fonts, cut: report.cut };
      }).catch((error: unknown) => {
        if (error instanceof Refusal) throw error;
        throw new Refusal('pdf_failed', { logId: log.error(`PDF of ${writePaperQuery(query)}`, error) });
      }),
    pictures: (query) =>
      inTurn(async (at) => {
        const address = JSON.stringify(writePaperQuery(query));
        const pictures = (await ask(at, `window.paperPress.pictures(${address})`)) as readonly string[];
        return pictures.map((picture) => Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
      }),
    warm() {
      if (window === null)
        void inTurn(() => Promise.resolve()).catch((error: unknown) => log.error('press', error));
    },
    close() {
      ended = true;
      drop();
    },
  };
}

function ask(window: BrowserWindow, code: string): Promise<unknown> {
  return window.webContents.executeJavaScript(code, true);
}

async function comesTrue(window: BrowserWindow, code: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if ((await ask(window, code)) === true) return;
    await soon();
  }
  throw new Error('the window of papers did not come up');
}

/** Waits for the page's word that everything is drawn; a failure it reports instead is the paper's failure. */
async function paperReady(window: BrowserWindow): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const word = await ask(window, 'window.paperReady');
    if (word === true) return;
    if (word === 'paper_failed') throw new Error('the page could not draw the paper');
    if (typeof word === 'string') throw new Refusal(word);
    await soon();
  }
  throw new Error('the paper was not drawn in time');
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS));
