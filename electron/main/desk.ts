/** What handlers ask of the window program: dialogs, clipboard, zoom, papers. */
import { delimiter } from 'node:path';
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Desk } from '../context.ts';
import {
  openFile,
  pickEvidence,
  pickFolder,
  pickBlank,
  pickFont,
  pickNotice,
  pickReturns,
  pickTarget,
  showFolder,
  writeClipboard,
} from '../dialogs.ts';
import { clearCopies, clearOldCopies } from '../evidence/openCopy.ts';
import { openFontStore } from '../files/fonts.ts';
import type { JsonStore } from '../files/json-store.ts';
import type { WindowRegistry } from '../ipc.ts';
import type { Log } from '../log.ts';
import { paperPdf, printPaper } from '../print.ts';
import { fileDialogAnswer, openedInstead } from './answers.ts';
import { createPress } from './press.ts';
import { createPrinting } from './printer.ts';

export interface DeskOptions {
  readonly window: () => BrowserWindow | null;
  readonly windows: WindowRegistry;
  readonly state: JsonStore;
  readonly preload: string;
  /** The program's own folder. */
  readonly home: string;
  readonly log: Log;
}

/** After the start, in milliseconds. */
const TIDY_MS = 15_000;

export function createDesk({ window, windows, state, preload, home, log }: DeskOptions): Desk {
  const papers = { windows, preload, log };
  const press = createPress(papers);
  const printing = createPrinting(papers);
  // Copies that were looked at: those of runs that ended otherwise once the start is over, those of this one at its end.
  setTimeout(clearOldCopies, TIDY_MS).unref();
  // Before the windows are closed: what waits for a paper must not bring up another one.
  app.on('before-quit', () => {
    press.close();
    printing.close();
  });
  app.on('will-quit', clearCopies);
  return {
    pickFolder: (purpose) => fileDialogAnswer('folder') ?? pickFolder(window, purpose),
    pickNotice: () => fileDialogAnswer('notice') ?? pickNotice(window),
    pickBlank: () => fileDialogAnswer('blank') ?? pickBlank(window),
    pickFont: () => fileDialogAnswer('font') ?? pickFont(window),
    fonts: openFontStore(home),
    pickReturns: () =>
      fileDialogAnswer('returns')?.then((answer) => answer.split(delimiter)) ?? pickReturns(window),
    pickEvidence: () =>
      fileDialogAnswer('evidence')?.then((answer) => answer.split(delimiter)) ?? pickEvidence(window),
    pickTarget: (kind, name) => fileDialogAnswer(kind) ?? pickTarget(window, kind, name),
    showFolder,
    openFile: async (path) => (await openedInstead(path)) || (await openFile(path)),
    writeClipboard,
    setZoom(percent) {
      state.merge({ zoom: percent });
      window()?.webContents.setZoomFactor(percent / 100);
    },
    paperPages: press.pages,
    paperPictures: press.pictures,
    warmPapers: press.warm,
    printers: printing.printers,
    printPdf: printing.print,
    paperPdf: (which) => paperPdf(which, papers),
    printPaper: (which) => printPaper(which, papers),
  };
}
