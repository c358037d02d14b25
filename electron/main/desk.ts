/** What handlers ask of the window program: dialogs, clipboard, zoom, papers. */
import type { BrowserWindow } from 'electron';
import type { Desk } from '../context.ts';
import { pickFolder, pickNotice, pickTarget, showFolder, writeClipboard } from '../dialogs.ts';
import type { JsonStore } from '../files/json-store.ts';
import type { WindowRegistry } from '../ipc.ts';
import type { Log } from '../log.ts';
import { paperPdf, printPaper, summaryPaper } from '../print.ts';
import { fileDialogAnswer } from './answers.ts';

export interface DeskOptions {
  readonly window: () => BrowserWindow | null;
  readonly windows: WindowRegistry;
  readonly state: JsonStore;
  readonly preload: string;
  readonly log: Log;
}

export function createDesk({ window, windows, state, preload, log }: DeskOptions): Desk {
  const paper = { windows, preload, log };
  return {
    pickFolder: () => fileDialogAnswer('folder') ?? pickFolder(window),
    pickNotice: () => fileDialogAnswer('notice') ?? pickNotice(window),
    pickTarget: (kind, name) => fileDialogAnswer(kind) ?? pickTarget(window, kind, name),
    showFolder,
    writeClipboard,
    setZoom(percent) {
      state.merge({ zoom: percent });
      window()?.webContents.setZoomFactor(percent / 100);
    },
    summaryPdf: (month) => paperPdf(summaryPaper(month), paper),
    printSummary: (month) => printPaper(summaryPaper(month), paper),
  };
}
