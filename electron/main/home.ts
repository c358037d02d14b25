/** Where things lie: settings, logs, pages, worker. Environment variables count only while not packaged. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Day } from '../../shared/day.ts';
import { clockOf } from '../clock.ts';
import { openLog } from '../log.ts';
import type { Log } from '../log.ts';

/** The sample is whole on this day; figures and lamps are those of the end of that month. */
export const DEMO_TODAY = '2024-08-31';

export interface Home {
  /** Folder of settings and logs. */
  readonly folder: string;
  readonly log: Log;
  /** Built pages, preload and worker. */
  readonly pages: string;
  readonly preload: string;
  readonly worker: string;
  readonly suggestedFolder: string;
  readonly today: () => Day;
  readonly nativeBinding: string | undefined;
  readonly packaged: boolean;
  /** `cheap` in packed programs, and where speed is measured. */
  readonly checkReplies: 'all' | 'cheap';
  /** Where the demo leaves what it makes; null when none is asked for. */
  readonly demoFolder: string | null;
}

export function openHome(): Home {
  const env = app.isPackaged ? {} : process.env;
  const demo = env['LEDGER_DEMO'] || null;
  const own = ownFolder(env['LEDGER_HOME'], demo !== null);
  if (own !== null) app.setPath('userData', own);
  // Windows groups windows and pins by this; it is the installer's id.
  app.setAppUserModelId('cn.rectification-ledger.app');
  const folder = app.getPath('userData');
  const built = import.meta.dirname;
  return {
    folder,
    log: openLog(join(folder, 'logs')),
    pages: join(built, '..', 'renderer'),
    preload: join(built, 'preload.cjs'),
    worker: join(built, 'worker.cjs'),
    suggestedFolder: join(own !== null || demo !== null ? folder : app.getPath('documents'), '整改台账'),
    today: clockOf(env['LEDGER_TODAY'] ?? (demo === null ? undefined : DEMO_TODAY)),
    nativeBinding: env['LEDGER_SQLITE_BINDING'],
    checkReplies: app.isPackaged || env['LEDGER_CHECK_REPLIES'] === 'cheap' ? 'cheap' : 'all',
    packaged: app.isPackaged,
    demoFolder: demo,
  };
}

/** A folder of its own for tests and demo: neither may ever touch the clerk's settings and ledger. */
function ownFolder(given: string | undefined, demo: boolean): string | null {
  if (given !== undefined && given !== '') return given;
  if (!demo || app.commandLine.hasSwitch('user-data-dir')) return null;
  return mkdtempSync(join(tmpdir(), 'ledger-demo-'));
}
