/** Where things lie: settings, logs, pages, worker. Environment variables count only while not packaged. */
import { join } from 'node:path';
import { app } from 'electron';
import type { Day } from '../../shared/day.ts';
import { clockOf } from '../clock.ts';
import { openLog } from '../log.ts';
import type { Log } from '../log.ts';

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
}

export function openHome(): Home {
  const env = app.isPackaged ? {} : process.env;
  const given = env['LEDGER_HOME'] ?? env['LEDGER_DEMO_HOME'];
  if (given !== undefined && given !== '') app.setPath('userData', given);
  const folder = app.getPath('userData');
  const built = import.meta.dirname;
  return {
    folder,
    log: openLog(join(folder, 'logs')),
    pages: join(built, '..', 'renderer'),
    preload: join(built, 'preload.cjs'),
    worker: join(built, 'worker.cjs'),
    suggestedFolder: join(given ?? app.getPath('documents'), '整改台账'),
    today: clockOf(env['LEDGER_TODAY']),
    nativeBinding: env['LEDGER_SQLITE_BINDING'],
    packaged: app.isPackaged,
  };
}
