/** Second step: the text beside what was read from it; everything can be mended before anything is written. */
import { useMemo, useRef } from 'react';
import { NodePanel } from './NodePanel.tsx';
import { NoticeTree } from './NoticeTree.tsx';
import { SourceText } from './SourceText.tsx';
import { TotalsBar } from './TotalsBar.tsx';
import { Warnings } from './Warnings.tsx';
import { nodeOf } from './flatten.ts';
import { deeper, mergeUp, shallower, splitParentHere, toggleOut } from './mending.ts';
import { importedSentence } from './refusals.ts';
import { redoMend, undoMend, useNotice } from './session.ts';
import type { Reading } from './session.ts';

export function Preview({ found }: { found: Reading }) {
  const { reading, importedBefore } = found;
  const nameField = useRef<HTMLInputElement>(null);
  const warnedLines = useMemo(() => new Set(reading.warnings.map((each) => each.line)), [reading.warnings]);

  function rename(): void {
    nameField.current?.focus();
    nameField.current?.select();
  }

  return (
    <div className="notice-preview">
      {importedBefore !== null && (
        <div className="notice-refused" role="alert" data-code="imported_before">
          <strong>这份文件已经导入过</strong>
          <p>{importedSentence(importedBefore.batch, importedBefore.on)}</p>
        </div>
      )}
      <TotalsBar stated={reading.stated} />
      <div className="notice-panes">
        <section className="notice-pane" aria-label="原文">
          <h3>原文</h3>
          <SourceText lines={reading.lines} warnings={reading.warnings} />
        </section>
        <section className="notice-pane" aria-label="读出的内容">
          <h3>读出的内容</h3>
          <Toolbar onRename={rename} />
          <NoticeTree warnedLines={warnedLines} onRename={rename} />
        </section>
        <section className="notice-pane notice-side" aria-label="这一条和提示">
          <div className="notice-panel" data-pane="panel">
            <NodePanel nameField={nameField} />
          </div>
          <div className="notice-warning-box" data-pane="warnings">
            <Warnings warnings={reading.warnings} />
          </div>
        </section>
      </div>
    </div>
  );
}

function Toolbar({ onRename }: { onRename: () => void }) {
  const canUndo = useNotice((session) => session.past.length > 0);
  const canRedo = useNotice((session) => session.future.length > 0);
  const leftOut = useNotice((session) => nodeOf(session.nodes, session.selected)?.leftOut === true);
  const buttons: readonly (readonly [string, string, () => void, boolean])[] = [
    ['升一级', 'Shift+Tab', shallower, true],
    ['降一级', 'Tab', deeper, true],
    ['并入上一条', 'Ctrl+M', mergeUp, true],
    ['从此另立', 'Shift+回车', splitParentHere, true],
    ['改名', 'F2', onRename, true],
    [leftOut ? '恢复导入' : '不导入', 'Delete', toggleOut, true],
    ['撤销', 'Ctrl+Z', undoMend, canUndo],
    ['恢复', 'Ctrl+Y', redoMend, canRedo],
  ];
  return (
    <div className="notice-tools" role="toolbar" aria-label="修改读出的内容">
      {buttons.map(([label, keys, act, enabled]) => (
        <button key={label} type="button" title={`${label}（${keys}）`} disabled={!enabled} onClick={act}>
          {label}
        </button>
      ))}
    </div>
  );
}
