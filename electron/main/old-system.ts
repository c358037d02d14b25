/** A system that is too old is told so, in a box that needs nothing of that system. */
import { app } from 'electron';
import { errorBox } from '../dialogs.ts';
import type { Log } from '../log.ts';
import { isSystemTooOld, TOO_OLD } from './system.ts';

/** True: refused. `LEDGER_SYSTEM` ('win32 6.1.7601') stands in for the system's own word in tests. */
export function refuseOldSystem(log: Log): boolean {
  const given = app.isPackaged ? undefined : process.env['LEDGER_SYSTEM'];
  const [platform = '', version = ''] = given?.split(' ') ?? [process.platform, process.getSystemVersion()];
  if (!isSystemTooOld(platform, version)) return false;
  log.info(`refused to run on ${platform} ${version}`);
  errorBox(TOO_OLD.title, TOO_OLD.text(version));
  return true;
}
