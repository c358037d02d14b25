/** First step: the workbook is picked or dropped here; a refusal says what the file is and what to do. */
import { useState } from 'react';
import { call, tokenFor } from '../../door.ts';
import { notifyFailure } from '../../app/notify.ts';
import { wordFailure } from '../../words/errors.ts';
import { Refused } from '../parts/ImportParts.tsx';
import { readLedgerFile, resetLedgerImport, useLedgerImport } from './session.ts';

async function pick(): Promise<void> {
  const picked = await call('returns.pickFiles', {});
  const [file] = picked.ok ? picked.value.files : [];
  if (!picked.ok) notifyFailure(picked.error);
  else if (file !== undefined) await readLedgerFile(file.token);
}

async function take(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const token = await tokenFor(file);
  if (token.ok) await readLedgerFile(token.value.token);
  else notifyFailure(token.error);
}

export function ChooseLedger() {
  const failure = useLedgerImport((session) => session.failure);
  const reading = useLedgerImport((session) => session.step === 'reading');
  const [over, setOver] = useState(false);
  if (reading) {
    return (
      <div className="notice-reading" role="status">
        <p>正在读取台账…</p>
        <progress />
        <button type="button" className="plain-button" onClick={resetLedgerImport}>
          取消
        </button>
      </div>
    );
  }
  return (
    <div className="notice-choose">
      <Refused failure={failure} word={wordFailure} />
      <div
        className={`notice-drop ${over ? 'notice-drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <h2>把原来的整改台账拖到这里</h2>
        <p>
          Excel、WPS 表格（.xlsx、.xls、.et 等）和 .csv 都可以。原文件不会被改动；先核对各列，确认之后才写入。
        </p>
        <button type="button" className="notice-main" autoFocus onClick={() => void pick()}>
          选择文件…
        </button>
      </div>
    </div>
  );
}
