/** Typing another value for a cell: by the kind of its field, read as the ledger keeps it before it is taken. */
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ReviewCell } from '../../../shared/contract/types.ts';
import { measureStates } from '../../../shared/lists.ts';
import { fieldWords, kindOf } from '../../../shared/returns/fields.ts';
import { expectedOf } from '../../../shared/returns/problemWords.ts';
import { shownAnswer } from '../../../shared/returns/show.ts';
import { measureStateWords } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { useLedger } from '../../store/ledger.ts';
import { openAtCursor } from '../../store/review.ts';
import { decideHere } from '../../store/reviewDecide.ts';
import { focusList } from './focus.ts';
import { readTyped } from './typed.ts';
import { shownValue } from './words.ts';

/** What the editor begins with: the clerk's own value, the proposed reading, what came, or the text as found. */
function firstText(cell: ReviewCell): string {
  const value = cell.edited ?? cell.problem?.proposed ?? cell.value;
  return value === null ? cell.text : shownAnswer(cell.field, value);
}

export function CellEditor({ cell }: { readonly cell: ReviewCell }) {
  return kindOf(cell.field) === 'state' ? <StateEditor cell={cell} /> : <TextEditor cell={cell} />;
}

function leave(): void {
  openAtCursor(null);
  focusList();
}

/** Takes the value; the cursor then goes to the next difference. */
function take(value: string): void {
  leave();
  void decideHere('edit', value);
}

function StateEditor({ cell }: { readonly cell: ReviewCell }) {
  const box = useRef<HTMLDivElement>(null);
  const start = cell.edited ?? cell.problem?.proposed ?? cell.value ?? cell.ledger;
  useEffect(() => {
    const buttons = box.current?.querySelectorAll('button');
    const at = measureStates.findIndex((state) => state === start);
    buttons?.[Math.max(0, at)]?.focus();
  }, [start]);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (isComposing(event)) return;
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const digit = Number(event.key);
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown')
      buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp')
      buttons[(at - 1 + buttons.length) % buttons.length]?.focus();
    else if (digit >= 1 && digit <= measureStates.length) take(measureStates[digit - 1] ?? '');
    else return;
    event.preventDefault();
  };
  return (
    <div ref={box} className="rv-editor rv-states" role="group" aria-label="改为" onKeyDown={onKeyDown}>
      {measureStates.map((state, index) => (
        <button key={state} type="button" className="button button-small" onClick={() => take(state)}>
          {index + 1} {measureStateWords[state]}
        </button>
      ))}
      <button type="button" className="button button-small button-plain" onClick={leave}>
        不改了（Esc）
      </button>
    </div>
  );
}

function TextEditor({ cell }: { readonly cell: ReviewCell }) {
  const kind = kindOf(cell.field);
  const area = kind === 'text' || kind === 'lines' || kind === 'regulations';
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [text, setText] = useState(() => firstText(cell));
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.select();
  }, []);
  const { value, doubt } = readTyped(cell.field, text, today);
  const keep = (): void => {
    if (value !== null) take(value);
  };
  const common = {
    ref: box,
    className: 'input',
    value: text,
    'aria-label': `${fieldWords[cell.field]}改为`,
    'aria-invalid': value === null,
    maxLength: 32_767,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (isComposing(event)) return;
      if (event.key === 'Escape') leave();
      else if (event.key === 'Enter' && (!area || event.ctrlKey)) keep();
      else return;
      event.preventDefault();
    },
  };
  return (
    <div className="rv-editor">
      {area ? <textarea rows={kind === 'text' ? 4 : 3} {...common} /> : <input type="text" {...common} />}
      <span className="rv-editor-foot">
        {value === null ? (
          <span className="rv-bad" role="alert">
            {doubt}。应为{expectedOf(cell.field)}
          </span>
        ) : (
          <span className="soft" role="status">
            {kind === 'text' || shownAnswer(cell.field, value) === text
              ? `应为${expectedOf(cell.field)}`
              : `将记为：${shownValue(cell.field, value).replaceAll('\n', '；')}${doubt === '' ? '' : `（${doubt}）`}`}
          </span>
        )}
        <button type="button" className="button button-small" onClick={leave}>
          不改了（Esc）
        </button>
        <button
          type="button"
          className="button button-small button-main"
          disabled={value === null}
          onClick={keep}
        >
          确定（{area ? 'Ctrl+回车' : '回车'}）
        </button>
      </span>
    </div>
  );
}
