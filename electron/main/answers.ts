/**
 * System dialogs can't be worked by a test or a demo: there their answers are given beforehand, in the environment
 * (`LEDGER_ANSWER_FOLDER`, `_NOTICE`, `_RETURNS` with several paths parted as in PATH, `_XLSX`, `_PDF`, `_ZIP`). A packed
 * program never looks.
 */
import { app } from 'electron';

type Dialog = 'folder' | 'notice' | 'returns' | 'xlsx' | 'pdf' | 'zip';

/** The answer given beforehand, or null: then the clerk is asked. */
export function fileDialogAnswer(dialog: Dialog): Promise<string> | null {
  const answer = app.isPackaged ? undefined : process.env[`LEDGER_ANSWER_${dialog.toUpperCase()}`];
  return answer === undefined || answer === '' ? null : Promise.resolve(answer);
}
