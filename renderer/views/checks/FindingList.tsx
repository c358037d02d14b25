/** The findings of a kind or of all: arrows move, the blank chooses, Enter goes to the place, W waves through. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { toneOf } from '../../../shared/checks/kinds.ts';
import { checkAdvice, checkWords, wordCheck } from '../../../shared/checks/words.ts';
import type { CheckRow } from '../../../shared/contract/types.ts';
import { isComposing } from '../../app/composing.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { goToFinding } from './go.ts';
import { allKeys } from './rows.ts';
import type { Asked, FoundRows } from './rows.ts';
import { setAt, useChecksShown } from './shown.ts';
import { askWaive, unwaive } from './waive.ts';

interface ListProps {
  readonly asked: Asked;
  readonly found: FoundRows;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (keys: ReadonlySet<string>) => void;
}

/** Height of a row in rem: two lines, three where a reason stands. */
const ROW_OPEN = 4.5;
const ROW_WAIVED = 6;

export function FindingList({ asked, found, chosen, onChosen }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const writable = useLedger(canWrite);
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [gathering, setGathering] = useState(false);
  const at = Math.min(
    useChecksShown((store) => store.at),
    Math.max(0, found.total - 1),
  );
  const height = asked.waived ? ROW_WAIVED : ROW_OPEN;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: found.total,
    getScrollElement: () => box.current,
    estimateSize: () => height * rem,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { need } = found;
  useEffect(() => {
    if (found.total > 0) need(first, last);
  });
  useEffect(() => {
    virtual.scrollToIndex(at);
  }, [at, virtual]);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);

  const row = found.rowAt(at);
  const keys = chosen.size > 0 ? [...chosen] : row === undefined ? [] : [row.key];
  const clear = (): void => onChosen(new Set());
  function settle(): void {
    if (!writable || keys.length === 0) return;
    if (asked.waived) void unwaive(keys).then(clear);
    else void askWaive(keys, chosen.size === 0 && row !== undefined ? wordCheck(row, today) : '', clear);
  }
  function toggle(key: string): void {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChosen(next);
  }
  async function chooseAll(): Promise<void> {
    if (chosen.size > 0) {
      clear();
      return;
    }
    setGathering(true);
    onChosen(new Set(await allKeys(asked, found.total)));
    setGathering(false);
  }

  function onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (height * rem)) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: found.total - 1,
    };
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (Object.hasOwn(moves, event.key)) {
      setAt(Math.min(Math.max(moves[event.key] ?? 0, 0), found.total - 1));
    } else if (event.key === 'Enter' && row !== undefined) goToFinding(row);
    else if (event.key === ' ' && row !== undefined) toggle(row.key);
    else if (event.key.toLowerCase() === 'w' && plain) settle();
    else if (event.key.toLowerCase() === 'a' && event.ctrlKey) void chooseAll();
    else if (event.key === 'Escape' && chosen.size > 0) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const only = asked.kinds.length === 1 ? asked.kinds[0] : undefined;
  return (
    <section className="pane checks-found" aria-label="核对结果">
      <div className="checks-bar">
        <label>
          <input
            type="checkbox"
            checked={chosen.size > 0}
            disabled={gathering}
            onChange={() => void chooseAll()}
          />
          {chosen.size === 0 ? `全选 ${found.total} 项` : `已选 ${chosen.size} 项`}
        </label>
        <button
          type="button"
          className="button button-small"
          disabled={!writable || keys.length === 0}
          onClick={settle}
        >
          {asked.waived ? '恢复提示' : '免于处理…'}
        </button>
        <span className="soft checks-keys">
          Enter 转到　空格 选择　W {asked.waived ? '恢复提示' : '免于处理'}
        </span>
      </div>
      {only !== undefined && <p className="checks-advice">{checkAdvice[only]}</p>}
      <div
        ref={box}
        className="checks-rows"
        role="listbox"
        aria-label="核对结果"
        aria-multiselectable="true"
        tabIndex={0}
        aria-activedescendant={row === undefined ? undefined : `finding-${at}`}
        onKeyDown={onKey}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => (
            <Row
              key={item.key}
              index={item.index}
              row={found.rowAt(item.index)}
              today={today}
              cursor={item.index === at}
              chosen={chosen}
              place={{ transform: `translateY(${item.start}px)`, height: item.size }}
              onToggle={toggle}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  readonly index: number;
  readonly row: CheckRow | undefined;
  readonly today: string;
  readonly cursor: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly place: { readonly transform: string; readonly height: number };
  readonly onToggle: (key: string) => void;
}

function Row({ index, row, today, cursor, chosen, place, onToggle }: RowProps) {
  if (row === undefined) return <div className="checks-row soft" style={place} />;
  return (
    <div
      id={`finding-${index}`}
      role="option"
      aria-selected={chosen.has(row.key)}
      className={`checks-row ${cursor ? 'checks-cursor' : ''}`}
      style={place}
      onClick={() => {
        setAt(index);
        goToFinding(row);
      }}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        aria-hidden="true"
        checked={chosen.has(row.key)}
        onClick={(event) => event.stopPropagation()}
        onChange={() => {
          setAt(index);
          onToggle(row.key);
        }}
      />
      <div className="checks-what">
        <div className="checks-line">
          <span className={`checks-mark checks-${toneOf[row.kind]}`}>{checkWords[row.kind]}</span>
          <span className="checks-wrong">{wordCheck(row, today)}</span>
        </div>
        <div className="checks-line checks-where">
          <span>{row.place}</span>
          <span className="checks-title">{row.title}</span>
          {row.lapsed !== null && <span>曾因“{row.lapsed}”免于处理，情况已有变化</span>}
        </div>
        {row.waived !== null && (
          <div className="checks-line soft">
            理由：{row.waived.reason}（{row.waived.on}）
          </div>
        )}
      </div>
    </div>
  );
}
