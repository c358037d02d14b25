/** First step: a file is dropped or picked, or text is pasted. A refusal says what the file is and what to do. */
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import type { FileToken } from '../../store/ledger.ts';
import { call, tokenFor } from '../../door.ts';
import { Refused } from '../parts/ImportParts.tsx';
import { wordRefusal } from './refusals.ts';
import { readNotice, useNotice } from './session.ts';

/** The contract's bound on pasted text, in characters. */
const MOST_TEXT = 20_000_000;

export function Choose() {
  const failure = useNotice((session) => session.failure);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);

  async function pick(): Promise<void> {
    const picked = await call('file.pickNotice', {});
    if (!picked.ok) useNotice.setState({ failure: picked.error });
    else if (picked.value.file !== null) await readFile(picked.value.file);
  }

  async function drop(event: DragEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file === undefined) {
      const text = event.dataTransfer.getData('text/plain');
      if (text.trim() !== '') await readNotice({ text });
      return;
    }
    const token = await tokenFor(file);
    if (token.ok) await readFile(token.value);
    else useNotice.setState({ failure: token.error });
  }

  function readPasted(): void {
    const text = area.current?.value ?? '';
    if (text.trim() === '') useNotice.setState({ failure: { code: 'text_empty' } });
    else if (text.length > MOST_TEXT) useNotice.setState({ failure: { code: 'notice_too_large' } });
    else void readNotice({ text });
  }

  return (
    <div className="notice-choose">
      <Refused failure={failure} word={wordRefusal} />
      <section
        className={over ? 'notice-drop notice-drop-over' : 'notice-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void drop(event)}
      >
        <h2>把整改通报或整改方案拖到这里</h2>
        <p>支持 .txt 和 .docx，方案中的表格也能读。导入前先核对，写入后可以一次撤销。</p>
        <button type="button" className="notice-main" autoFocus onClick={() => void pick()}>
          选择文件…
        </button>
      </section>
      <section className="notice-paste">
        <label htmlFor="notice-text">或者粘贴正文</label>
        <textarea
          id="notice-text"
          ref={area}
          spellCheck={false}
          placeholder="从网页、WPS 或邮件里复制全文，粘贴到这里"
          onChange={(event) => setPasted(event.target.value.length)}
        />
        <div className="notice-paste-foot">
          <span>{pasted === 0 ? '' : `已有 ${pasted} 字`}</span>
          <button type="button" className="plain-button" disabled={pasted === 0} onClick={readPasted}>
            读取正文
          </button>
        </div>
      </section>
    </div>
  );
}

export async function readFile(file: FileToken): Promise<void> {
  await readNotice({ file: file.token });
}
