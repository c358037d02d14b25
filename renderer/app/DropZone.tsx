/**
 * Files dropped anywhere on the window are offered for import: a single text is a notice, everything else (workbooks,
 * folders, archives, many files at once) are returns. The window only ever holds tokens for them.
 */
import { useEffect, useState } from 'react';
import { tokenFor } from '../door.ts';
import { canWrite, openNotice, openTaking, useLedger } from '../store/ledger.ts';
import type { FileToken } from '../store/ledger.ts';
import { notifyFailure } from './notify.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Whether a file, by its name, is the text of a notice rather than a return. */
export const isNotice = (file: Pick<FileToken, 'name' | 'folder'>): boolean =>
  !file.folder && /\.(docx|doc|txt|wps|pdf|html?)$/i.test(file.name);

async function take(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  if (!canWrite()) {
    notifyFailure({ code: useLedger.getState().ledger?.open == null ? 'no_ledger' : 'ledger_read_only' });
    return;
  }
  const tokens: FileToken[] = [];
  for (const file of files) {
    // One after the other, so that they are listed as they were dropped.
    const result = await tokenFor(file);
    if (result.ok) tokens.push(result.value);
    else notifyFailure(result.error);
  }
  const [first] = tokens;
  if (first === undefined) return;
  if (tokens.length === 1 && isNotice(first)) openNotice(first);
  else openTaking(tokens);
}

export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      // The import dialog may take the file itself.
      if (event.target instanceof Element && event.target.closest('[data-own-drop]') !== null) return;
      void take([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', move);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', move);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return over ? (
    <div className="drop-zone" aria-hidden="true">
      <div>
        松开鼠标，导入这些文件
        <p>各单位的报送表（工作簿、文件夹、压缩包），或一份整改通报、方案</p>
      </div>
    </div>
  ) : null;
}
