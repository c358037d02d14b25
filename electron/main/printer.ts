/**
 * Papers to the printer: each PDF is printed as it is, by a hidden window that shows its pages as pictures of whole
 * sheets (renderer/papers/printer.ts), some at a time, so that a long paper needs no more memory than a short one.
 */
import { BrowserWindow } from 'electron';
import type { WebContents, WebContentsPrintOptions } from 'electron';
import { Refusal } from '../../shared/result.ts';
import type { OfficePrinter, PrintWish } from '../context.ts';
import { APP_ORIGIN } from '../door/sender.ts';
import type { PaperOptions } from '../print.ts';
import { pagePreferences } from '../window.ts';

export interface Printing {
  printers(): Promise<OfficePrinter[]>;
  /** Hands a PDF to the printer. @throws Refusal `no_printer`, `printer_gone`, `print_failed` */
  print(bytes: Uint8Array, wish: PrintWish): Promise<void>;
  close(): void;
}

/** Sheets set at once: an even number, so that fronts and backs stay together. */
const SHEETS = 10;
const IDLE_MS = 20_000;
/** Until the system's queue has taken a piece. */
const QUEUE_MS = 120_000;
/** Microns to a point. */
const MICRONS = 25_400 / 72;

interface Sheet {
  readonly width: number;
  readonly height: number;
}

export function createPrinting({ windows, preload, log }: PaperOptions): Printing {
  let window: BrowserWindow | null = null;
  let idle: ReturnType<typeof setTimeout> | null = null;
  let ended = false;

  function drop(): void {
    if (idle !== null) clearTimeout(idle);
    idle = null;
    if (window !== null && !window.isDestroyed()) window.destroy();
    window = null;
  }

  async function own(): Promise<WebContents> {
    // Of a batch that goes on while the program closes its windows: another one would keep it alive, unseen.
    if (ended) throw new Refusal('cancelled');
    if (idle !== null) clearTimeout(idle);
    if (window !== null && !window.isDestroyed()) return window.webContents;
    const fresh = new BrowserWindow({
      show: false,
      webPreferences: { ...pagePreferences(preload), backgroundThrottling: false },
    });
    windows.register(fresh, 'paper');
    window = fresh;
    await fresh.loadURL(`${APP_ORIGIN}/index.html#paper/printer`);
    return fresh.webContents;
  }

  async function printed(bytes: Uint8Array, wish: PrintWish): Promise<void> {
    const contents = await own();
    const run = (code: string): Promise<unknown> => contents.executeJavaScript(code, true);
    await ready(run);
    const base64 = Buffer.from(bytes).toString('base64');
    const sheets = (await run(`window.paperPrinter.open(${JSON.stringify(base64)})`)) as readonly Sheet[];
    const pieces = piecesOf(sheets);
    // A whole copy after the other, where one piece does not hold it all.
    const rounds = pieces.length === 1 ? 1 : wish.copies;
    for (let round = 0; round < rounds; round += 1)
      for (const { from, to, sheet } of pieces) {
        await run(`window.paperPrinter.set(${from}, ${to})`);
        await queued(contents, sheet, { ...wish, copies: pieces.length === 1 ? wish.copies : 1 });
      }
    await run('window.paperPrinter.close()');
  }

  return {
    async printers() {
      const contents = BrowserWindow.getAllWindows().find((each) => !each.isDestroyed())?.webContents;
      const known = await contents?.getPrintersAsync().catch((error: unknown) => {
        log.error('printers', error);
        return [];
      });
      return (known ?? []).map(({ name, displayName, ...rest }) => ({
        name,
        label: displayName === '' ? name : displayName,
        standard: (rest as { isDefault?: boolean }).isDefault === true,
      }));
    },
    async print(bytes, wish) {
      try {
        await printed(bytes, wish);
        idle = setTimeout(drop, IDLE_MS);
        idle.unref();
      } catch (error) {
        drop();
        if (error instanceof Refusal) throw error;
        throw new Refusal('print_failed', { logId: log.error('print', error) });
      }
    },
    close() {
      ended = true;
      drop();
    },
  };
}

async function ready(run: (code: string) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if ((await run('window.paperPrinter !== undefined')) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the window that prints did not come up');
}

/** Sheets that go through the printer together: of one size, and not too many. */
function piecesOf(sheets: readonly Sheet[]): { from: number; to: number; sheet: Sheet }[] {
  const pieces: { from: number; to: number; sheet: Sheet }[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const last = pieces.at(-1);
    const same =
      last !== undefined &&
      Math.abs(last.sheet.width - sheet.width) < 1 &&
      Math.abs(last.sheet.height - sheet.height) < 1 &&
      last.to - last.from < SHEETS;
    if (same) last.to = at + 1;
    else pieces.push({ from: at, to: at + 1, sheet });
  }
  return pieces;
}

/** The system says that the queue has taken it, never that it lies on the tray. */
function queued(contents: WebContents, sheet: Sheet, wish: PrintWish): Promise<void> {
  const options: WebContentsPrintOptions = {
    silent: true,
    printBackground: true,
    deviceName: wish.printer,
    copies: wish.copies,
    collate: true,
    duplexMode: wish.duplex,
    margins: { marginType: 'none' },
    pageSize: { width: Math.round(sheet.width * MICRONS), height: Math.round(sheet.height * MICRONS) },
    dpi: { horizontal: 300, vertical: 300 },
  };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the queue did not answer')), QUEUE_MS);
    contents.print(options, (success, reason) => {
      clearTimeout(late);
      if (success) resolve();
      else if (/deviceName/i.test(reason)) reject(new Refusal('printer_gone', { name: wish.printer }));
      else if (/enumerate|printer/i.test(reason)) reject(new Refusal('no_printer'));
      else reject(new Error(reason));
    });
  });
}
