/**
 * System dialogs can't be worked by a test or a demo: there their answers are given beforehand, in the environment
 * (`LEDGER_ANSWER_FOLDER`, `_NOTICE`, `_BLANK`, `_FONT`, `_RETURNS` and `_EVIDENCE` with several paths parted as in PATH, `_XLSX`, `_PDF`,
 * `_DOCX`, `_ZIP`, `_FILE`). Nor are files opened with other programs then, when `_OPENED` names a file into which their paths are
 * written instead. A packed program never looks.
 */
import { appendFile } from 'node:fs/promises';
import { app } from 'electron';

type Dialog =
  | 'folder'
  | 'notice'
  | 'returns'
  | 'evidence'
  | 'blank'
  | 'font'
  | 'xlsx'
  | 'pdf'
  | 'docx'
  | 'zip'
  | 'file'
  | 'opened';

/** The answer given beforehand, or null: then the clerk is asked. */
export function fileDialogAnswer(dialog: Dialog): Promise<string> | null {
  const answer = app.isPackaged ? undefined : process.env[`LEDGER_ANSWER_${dialog.toUpperCase()}`];
  return answer === undefined || answer === '' ? null : Promise.resolve(answer);
}

/** Writes down that a file would have been opened; false when it is to be opened. */
export async function openedInstead(path: string): Promise<boolean> {
  const list = await fileDialogAnswer('opened');
  if (list === null) return false;
  await appendFile(list, `${path}\n`);
  return true;
}
