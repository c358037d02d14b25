/** A file dropped anywhere on the window is offered for import; the window only ever holds a token for it. */
import { useEffect, useState } from 'react';
import { tokenFor } from '../door.ts';
import { canWrite, openNotice, useLedger } from '../store/ledger.ts';
import { notifyFailure, notifyInfo } from './notify.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

async function take(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (file === undefined) return;
  if (!canWrite()) {
    notifyFailure({ code: useLedger.getState().ledger?.open == null ? 'no_ledger' : 'ledger_read_only' });
    return;
  }
  if (files.length > 1) notifyInfo('一次导入一份文件', `已选用“${file.name}”，其余请随后再拖入。`);
  const result = await tokenFor(file);
  if (result.ok) openNotice(result.value);
  else notifyFailure(result.error);
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
      <div>松开鼠标，导入这份通报或方案</div>
    </div>
  ) : null;
}
