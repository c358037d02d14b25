/** Whether a command of the command line is to be run instead of the program. Light: every start looks here. */
import { app } from 'electron';

/** What was typed, as the script hands it over (build/ledger.ts); null when the program itself is started. */
export function commandAsked(): readonly string[] | null {
  const text = app.isPackaged ? undefined : process.env['LEDGER_COMMAND'];
  if (text === undefined || text === '') return null;
  const words: unknown = JSON.parse(text);
  return Array.isArray(words) ? words.map(String) : null;
}
