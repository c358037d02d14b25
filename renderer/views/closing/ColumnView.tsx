/** One column of the board: who holds what stands there, and the cards, of which only those in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { isComposing } from '../../app/composing.ts';
import type { StepSetting } from '../../../shared/contract/types.ts';
import { remOf, useTextSize } from '../../store/layout.ts';
import { CardView } from './CardView.tsx';
import { columnHead } from './words.ts';
import type { Card, Column, ColumnKey } from './words.ts';

/** Height of a card with its gap, in rem. */
const CARD = 8.6;

interface Props {
  readonly column: Column;
  readonly steps: readonly StepSetting[];
  readonly selected: ReadonlySet<number>;
  readonly active: number | null;
  /** Takes the focus when the keys come here. */
  readonly holds: boolean;
  readonly onPick: (card: Card, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void;
  readonly onOpen: (card: Card) => void;
  readonly onMenu: (card: Card, x: number, y: number) => void;
  readonly onKey: (event: KeyboardEvent, page: number) => void;
  /** Puts a wide column away; null where it stays. */
  readonly onFold: (() => void) | null;
}

export const columnId = (key: ColumnKey): string => `closing-${key}`;
export const cardId = (id: number): string => `closing-card-${id}`;

export function ColumnView(props: Props) {
  const { column, steps, selected, active, holds } = props;
  const { cards } = column;
  const box = useRef<HTMLDivElement>(null);
  const rem = remOf[useTextSize()];
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box.current,
    estimateSize: () => CARD * rem,
    overscan: 4,
    getItemKey: (index) => cards[index]?.id ?? index,
  });
  useEffect(() => {
    virtual.measure();
  }, [rem, virtual]);

  const at = cards.findIndex((card) => card.id === active);
  useEffect(() => {
    if (at < 0) return;
    virtual.scrollToIndex(at);
    if (holds && box.current !== null && box.current !== document.activeElement) {
      // The focus moves along only where it was on the board already.
      if (document.activeElement?.closest('.board') !== null) box.current.focus({ preventScroll: true });
    }
  }, [at, holds, virtual]);

  const { title, holder } = columnHead(column.key, steps);
  const due =
    column.key === 'open' || column.key === 'closed'
      ? null
      : (steps.find(({ name }) => `待${name}` === title) ?? null);
  const cardAt = (event: MouseEvent): Card | undefined => {
    const id =
      event.target instanceof Element ? event.target.closest('[data-card]')?.getAttribute('data-card') : null;
    return cards.find((card) => String(card.id) === id);
  };

  return (
    <section
      className={`board-column board-${column.key}`}
      aria-label={`${title}${holder === '' ? '' : `，${holder}`}`}
    >
      <header>
        <h2>
          {title}
          {holder === '' ? null : <span className="board-holder"> · {holder}</span>}
        </h2>
        <span className="board-count">{column.total}</span>
        {props.onFold === null ? null : (
          <button type="button" className="button button-small button-plain" onClick={props.onFold}>
            收起
          </button>
        )}
      </header>
      <div
        ref={box}
        id={columnId(column.key)}
        className="board-cards"
        role="listbox"
        aria-multiselectable="true"
        aria-label={title}
        tabIndex={holds ? 0 : -1}
        aria-activedescendant={at < 0 ? undefined : cardId(cards[at]?.id ?? 0)}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          props.onKey(event, Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (CARD * rem)) - 1));
        }}
        onClick={(event) => {
          const card = cardAt(event);
          if (card !== undefined) props.onPick(card, event);
        }}
        onDoubleClick={(event) => {
          const card = cardAt(event);
          if (card !== undefined) props.onOpen(card);
        }}
        onContextMenu={(event) => {
          const card = cardAt(event);
          if (card === undefined) return;
          event.preventDefault();
          props.onMenu(card, event.clientX, event.clientY);
        }}
      >
        {cards.length === 0 ? <p className="board-none">没有问题</p> : null}
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const card = cards[item.index];
            if (card === undefined) return null;
            return (
              <div
                key={item.key}
                id={cardId(card.id)}
                data-card={card.id}
                role="option"
                aria-selected={selected.has(card.id)}
                className={card.id === active ? 'board-card board-at' : 'board-card'}
                style={{ transform: `translateY(${item.start}px)`, height: `${CARD - 0.5}rem` }}
              >
                <CardView card={card} due={due} />
              </div>
            );
          })}
        </div>
        {column.total > cards.length ? (
          <p className="board-more">
            {column.key === 'closed' ? '只列出最近销号的' : '只列出等待最久的'} {cards.length} 个，其余{' '}
            {column.total - cards.length} 个请用上面的筛选缩小范围。
          </p>
        ) : null}
      </div>
    </section>
  );
}
