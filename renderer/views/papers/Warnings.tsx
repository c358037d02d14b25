/** What the clerk should know before a paper leaves the office: what is cut off, what differs, which fonts stand in. */
import { useState } from 'react';
import type { PaperDoc } from '../../../shared/contract/types.ts';
import type { Shown } from './preview.ts';

interface WarningsProps {
  readonly shown: Shown;
  readonly doc: PaperDoc;
}

export function Warnings({ shown, doc }: WarningsProps) {
  const [open, setOpen] = useState(false);
  const alerts = [
    ...shown.cut.map((text) => `打印时放不下：${text}`),
    ...(doc.differing === 0 ? [] : [`有 ${doc.differing} 处改过的数字与台账不一致，请核对。`]),
    ...doc.notes,
  ];
  const quiet = shown.fonts.length === 0 ? '' : '公文字体不全，用其他字体代替';
  if (alerts.length === 0 && quiet === '') return null;
  return (
    <div className={alerts.length === 0 ? 'papers-strip' : 'papers-strip papers-strip-alert'} role="note">
      <ul>
        {alerts.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {quiet === '' ? null : (
          <li>
            {quiet}
            <button type="button" aria-expanded={open} onClick={() => setOpen((was) => !was)}>
              {open ? '收起' : '哪些字体'}
            </button>
            {open ? <span>{shown.fonts.join('；')}</span> : null}
          </li>
        )}
      </ul>
    </div>
  );
}
