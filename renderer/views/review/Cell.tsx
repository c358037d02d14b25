/** One answer that differs: what stood, what came, why it is shown, and what was decided. */
import type { ReactNode } from 'react';
import type { ReviewCell, ReviewRow } from '../../../shared/contract/types.ts';
import { fieldWords } from '../../../shared/returns/fields.ts';
import { expectedOf } from '../../../shared/returns/problemWords.ts';
import { openAtCursor, putCursor, useReview } from '../../store/review.ts';
import { pressChoice } from '../../store/reviewDecide.ts';
import { openBulkMenu } from './bulk.ts';
import { CellEditor } from './CellEditor.tsx';
import { DiffText, PlainText } from './DiffText.tsx';
import { showPlace, showWhole, useShown } from './shown.ts';
import { isDecidable, pressedChoice } from './spots.ts';
import { choiceMarks, classWords, heldWords, mayEdit, problemWords, shownValue } from './words.ts';

interface Props {
  readonly row: ReviewRow;
  readonly cell: ReviewCell;
  readonly index: number;
  readonly at: boolean;
  readonly editing: boolean;
}

export function Cell({ row, cell, index, at, editing }: Props) {
  const { sign, word, tells } = classWords[cell.class];
  const key = `${row.file} ${row.row} ${cell.field}`;
  const whole = useShown((store) => store.whole === key);
  const onWhole = (): void => {
    putCursor(index, cell.field, false);
    showWhole(whole ? null : key);
  };
  return (
    <div
      role="row"
      id={at ? 'review-at' : undefined}
      className={`rv-cell rv-${cell.class} rv-choice-${cell.committed ? 'committed' : cell.choice} ${at ? 'rv-at' : ''}`}
      aria-selected={at}
      onPointerDown={() => {
        if (!at) putCursor(index, cell.field, false);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        openBulkMenu(event.clientX, event.clientY);
      }}
    >
      <div role="rowheader" className="rv-field">
        <span className={`rv-class rv-class-${cell.class}`} title={tells}>
          <i aria-hidden="true">{sign}</i>
          {word}
        </span>
        <b>{fieldWords[cell.field]}</b>
      </div>
      <div role="gridcell" className="rv-values">
        <Values cell={cell} whole={whole} onWhole={onWhole} />
        {cell.held === null || !isDecidable(cell) ? null : <p className="rv-held">{heldWords(cell.held)}</p>}
        {pressedChoice(cell) === 'edit' && cell.edited !== null ? (
          <Line said="改为">
            <PlainText text={shownValue(cell.field, cell.edited)} whole={whole} onWhole={onWhole} />
          </Line>
        ) : null}
        {editing ? <CellEditor cell={cell} /> : null}
      </div>
      <div role="gridcell" className="rv-decide">
        <button
          type="button"
          tabIndex={-1}
          className="rv-address"
          title="看它在原表中的位置（F）"
          onClick={() => {
            putCursor(index, cell.field, false);
            showPlace(true);
          }}
        >
          {cell.at}
        </button>
        <Decision row={row} cell={cell} index={index} />
      </div>
    </div>
  );
}

function Values({
  cell,
  whole,
  onWhole,
}: {
  readonly cell: ReviewCell;
  readonly whole: boolean;
  readonly onWhole: () => void;
}) {
  const { field, ledger, sent } = cell;
  const now = cell.value ?? '';
  const said = { whole, onWhole };
  const plain = (value: string) => <PlainText text={shownValue(field, value)} {...said} />;
  switch (cell.class) {
    case 'problem':
      return (
        <>
          <Line said="原文">
            <b className="rv-found">{cell.text}</b>
            <span className="rv-why">
              {cell.problem === null ? '' : `${problemWords(cell.problem.code)}。`}应为{expectedOf(field)}。
            </span>
          </Line>
          <Line said="台账现在">{plain(ledger)}</Line>
          {cell.problem?.proposed == null ? null : (
            <Line said="拟读作">
              <span className="diff">
                <ins>{shownValue(field, cell.problem.proposed)}</ins>
              </span>
            </Line>
          )}
        </>
      );
    case 'both':
      return (
        <>
          {sent === null ? null : <Line said="发出时">{plain(sent)}</Line>}
          <Line said="台账现在">
            <DiffText field={field} old={ledger} now={now} side="old" {...said} />
          </Line>
          <Line said="报送">
            <DiffText field={field} old={ledger} now={now} side="now" {...said} />
          </Line>
        </>
      );
    case 'forbidden':
      return (
        <Line said="单位改成">
          <DiffText field={field} old={sent ?? ledger} now={cell.value ?? cell.text} {...said} />
        </Line>
      );
    case 'ours':
      return (
        <>
          <Line said="台账现在">{plain(ledger)}</Line>
          <Line said="报送">
            {plain(now)}
            <span className="rv-why">与发出时相同</span>
          </Line>
        </>
      );
    case 'theirs':
      return (
        <p>
          <DiffText field={field} old={ledger} now={now} {...said} />
        </p>
      );
    case 'unchanged':
    case 'blank':
      return <p>{plain(ledger)}</p>;
  }
}

function Line({ said, children }: { readonly said: string; readonly children: ReactNode }) {
  return (
    <p className="rv-line">
      <span className="rv-said">{said}</span>
      <span>{children}</span>
    </p>
  );
}

function Decision({ row, cell, index }: { row: ReviewRow; cell: ReviewCell; index: number }) {
  const busy = useReview((store) => store.work !== null);
  if (cell.committed) {
    return (
      <span className="rv-mark rv-mark-committed">
        {choiceMarks[cell.choice].sign} {choiceMarks[cell.choice].word} · 已写入
      </span>
    );
  }
  if (!isDecidable(cell)) {
    return <span className="rv-mark">{cell.class === 'forbidden' ? '不导入' : '无需决定'}</span>;
  }
  const here = (act: () => void) => (): void => {
    putCursor(index, cell.field, false);
    act();
  };
  const state = pressedChoice(cell);
  const unread = cell.class === 'problem';
  const reading = cell.problem?.proposed ?? null;
  const whyNot = cell.held !== null ? heldWords(cell.held) : '没有看懂，请用“改为”填写';
  const off = cell.held !== null || (unread && reading === null);
  return (
    <span className="rv-choices" role="group" aria-label={choiceMarks[cell.choice].word}>
      <span className="rv-open" title={state === 'later' ? '还没有决定' : '已有决定'} aria-hidden="true">
        {choiceMarks[cell.choice].sign}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className="rv-choice"
        aria-pressed={state === 'accept'}
        disabled={busy || off}
        title={off ? whyNot : unread ? '照拟读的采纳（回车）' : '采纳（A）'}
        onClick={here(() => void pressChoice(row, cell, 'accept'))}
      >
        {unread ? '照此读' : '采纳'}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="rv-choice"
        aria-pressed={state === 'keep'}
        disabled={busy}
        title="保留台账，不采纳（K）"
        onClick={here(() => void pressChoice(row, cell, 'keep'))}
      >
        保留
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="rv-choice"
        aria-pressed={state === 'edit'}
        disabled={busy || !mayEdit(cell.held)}
        title="改为…（E）"
        onClick={here(() => openAtCursor('edit'))}
      >
        改为…
      </button>
    </span>
  );
}
