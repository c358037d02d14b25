/**
 * Files dropped on the window. On a measure (its row, its detail) they become its evidence; anywhere else they are offered
 * for import: a single text is a notice, everything else (workbooks, folders, archives, many files at once) are returns.
 * The window only ever holds tokens for them.
 */
import { useEffect, useState } from 'react';
import { tokenFor } from '../door.ts';
import { dropOn, evidenceTarget } from '../store/evidenceDrop.ts';
import type { EvidenceTarget } from '../store/evidenceDrop.ts';
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

/** What lies under the dragged files: a measure, the rest of the window, or nothing while none are dragged. */
type Over = EvidenceTarget | 'window' | null;

const same = (one: Over, other: Over): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && one?.element === other?.element && one !== null);

const ownDrop = (event: DragEvent): boolean =>
  event.target instanceof Element && event.target.closest('[data-own-drop]') !== null;

export function DropZone() {
  const [over, setOver] = useState<Over>(null);
  useEffect(() => {
    let depth = 0;
    const look = (event: DragEvent): void => {
      const next = evidenceTarget(event.target) ?? 'window';
      setOver((before) => (same(before, next) ? before : next));
    };
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      look(event);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(null);
    };
    const move = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      look(event);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setOver(null);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      // The import dialog may take the file itself.
      if (ownDrop(event)) return;
      const target = evidenceTarget(event.target);
      if (target === null) void take(files);
      else dropOn(target, files);
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
  if (over === null) return null;
  if (over !== 'window') return <OnMeasure target={over} />;
  return (
    <div className="drop-zone" aria-hidden="true">
      <div>
        松开鼠标，导入这些文件
        <p>各单位的报送表（工作簿、文件夹、压缩包），或一份整改通报、方案</p>
        <p>要存为佐证材料，请拖到一条措施上</p>
      </div>
    </div>
  );
}

/** A frame about the measure, and what letting go means. */
function OnMeasure({ target }: { readonly target: EvidenceTarget }) {
  const { left, top, width, height } = target.element.getBoundingClientRect();
  const pane = target.element.closest('[data-place]')?.getBoundingClientRect();
  // What of a long row or detail is in sight.
  const right = Math.min(left + width, pane?.right ?? window.innerWidth);
  const bottom = Math.min(top + height, pane?.bottom ?? window.innerHeight);
  const from = { left: Math.max(left, pane?.left ?? 0), top: Math.max(top, pane?.top ?? 0) };
  // Beneath a row; in the middle of a detail, which fills its pane.
  const tall = bottom - from.top > 200;
  const low = bottom + 60 > window.innerHeight;
  return (
    <div className="drop-evidence" aria-hidden="true">
      <div
        className={`drop-evidence-frame ${target.frozen ? 'drop-evidence-no' : ''}`}
        style={{ ...from, width: Math.max(0, right - from.left), height: Math.max(0, bottom - from.top) }}
      />
      <div
        className={`drop-evidence-words ${target.frozen ? 'drop-evidence-no' : ''}`}
        style={{
          left: Math.max(8, Math.min(from.left + 12, window.innerWidth - 470)),
          top: tall ? (from.top + bottom) / 2 - 40 : low ? from.top - 52 : bottom + 6,
        }}
      >
        {target.frozen
          ? '问题在销号流程中或已销号，不能存入佐证材料'
          : `松开后存为“${short(target.title)}”的佐证材料`}
      </div>
    </div>
  );
}

const short = (title: string): string => (title.length > 30 ? `${title.slice(0, 29)}…` : title);
