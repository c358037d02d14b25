/** A family's rows as a table: only what is seen is drawn. Arrows move, Enter changes, Delete takes away. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { OutcomeFamily, OutcomeRow } from '../../../shared/contract/types.ts';
import { formatYuan } from '../../../shared/money.ts';
import { familyWords, kindWords, outcomeName, whenWords } from '../../../shared/outcomes/words.ts';
import { isComposing } from '../../app/composing.ts';
import { showInLedger } from '../../store/ledger.ts';
import { sourceWord } from './words.ts';

interface Props {
  readonly family: OutcomeFamily;
  readonly rows: readonly OutcomeRow[];
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
  readonly onOpen: (row: OutcomeRow) => void;
  readonly onRemove: (row: OutcomeRow) => void;
}

/** Height of a row in rem. */
const ROW = 2.7;

export function OutcomeTable({ family, rows, chosen, onChoose, onOpen, onRemove }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * rem,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const at = rows.findIndex((row) => row.id === chosen);
  useEffect(() => {
    if (at !== -1) virtual.scrollToIndex(at);
  }, [at, virtual]);

  function onKeyDown(event: KeyboardEvent): void {
    // A button within a row has its own keys.
    if (isComposing(event) || event.target !== event.currentTarget) return;
    const row = rows[at];
    if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === 'Delete' && row !== undefined) onRemove(row);
    else {
      const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (ROW * rem)) - 2);
      const targets: Readonly<Record<string, number>> = {
        ArrowUp: at - 1,
        ArrowDown: at + 1,
        PageUp: at - page,
        PageDown: at + page,
        Home: 0,
        End: rows.length - 1,
      };
      const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
      if (target === undefined) return;
      const next = rows[Math.min(Math.max(target, 0), rows.length - 1)];
      if (next !== undefined) onChoose(next.id);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="pane outcomes-table">
      <div
        ref={box}
        className={`outcomes-rows outcomes-of-${family}`}
        role="listbox"
        aria-label={familyWords[family]}
        tabIndex={0}
        aria-activedescendant={at === -1 ? undefined : `outcome-${rows[at]?.id ?? ''}`}
        onKeyDown={onKeyDown}
      >
        <div className="outcomes-row outcomes-heads" role="presentation">
          {headings[family].map((heading) => (
            <span key={heading} className={heading.endsWith('）') ? 'outcomes-figure' : ''}>
              {heading}
            </span>
          ))}
        </div>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                id={`outcome-${row.id}`}
                role="option"
                aria-selected={row.id === chosen}
                className={`outcomes-row outcomes-line ${row.duplicateOf === null ? '' : 'outcomes-repeat'}`}
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
                onClick={() => onChoose(row.id)}
                onDoubleClick={() => onOpen(row)}
              >
                <Cells row={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const headings: Readonly<Record<OutcomeFamily, readonly string[]>> = {
  regulation: ['类别', '制度名称', '文号', '日期', '对应问题', '责任单位', '来源'],
  sanction: ['处理方式', '人数（人）', '日期', '对应问题', '责任单位', '来源'],
  recovery: ['种类', '金额（元）', '日期', '对应问题', '责任单位', '来源'],
  clue: ['问题线索', '收到', '办结', '处理结果', '对应问题', '责任单位', '来源'],
};

function Cells({ row }: { readonly row: OutcomeRow }) {
  return (
    <>
      <Own row={row} />
      <span>
        {row.issue === null ? (
          <span className="soft">未对应</span>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="outcomes-link"
            title={`到台账中查看：${row.issue.title}`}
            onClick={() => openPlace(row)}
          >
            {`${row.issue.place}　${row.issue.title}`}
          </button>
        )}
      </span>
      <span title={row.unit?.name}>{row.unit?.name ?? <span className="soft">—</span>}</span>
      <span className="soft">{sourceWord(row)}</span>
    </>
  );
}

function Own({ row }: { readonly row: OutcomeRow }) {
  const marks = (
    <>
      {row.duplicateOf === null ? null : <span className="mark mark-amber">重复</span>}
      {row.repeats === 0 ? null : (
        <span className="mark" title={`另有 ${row.repeats} 条与它是同一件`}>
          并 {row.repeats}
        </span>
      )}
    </>
  );
  switch (row.family) {
    case 'regulation':
      return (
        <>
          <span>{kindWords(row)}</span>
          <span title={outcomeName(row)}>
            {marks}
            {outcomeName(row)}
          </span>
          <span title={row.number}>
            {row.number === '' ? <span className="soft">无文号</span> : row.number}
          </span>
          <span>{whenWords(row)}</span>
        </>
      );
    case 'sanction':
      return (
        <>
          <span>
            {marks}
            {kindWords(row)}
          </span>
          <span className="outcomes-figure">{row.people}</span>
          <span>{whenWords(row)}</span>
        </>
      );
    case 'recovery':
      return (
        <>
          <span title={kindWords(row)}>
            {marks}
            {kindWords(row)}
          </span>
          <span className="outcomes-figure">{formatYuan(row.fen)}</span>
          <span>{whenWords(row)}</span>
        </>
      );
    case 'clue':
      return (
        <>
          <span title={row.title}>
            {marks}
            {row.title}
          </span>
          <span>{whenWords(row)}</span>
          <span>
            {row.concludedOn === null ? (
              <span className="soft">未办结</span>
            ) : (
              whenWords({ on: row.concludedOn, firstMonth: null })
            )}
          </span>
          <span title={row.result}>{row.result}</span>
        </>
      );
  }
}

/** To the measure, where there is one, else to the issue. */
export function openPlace(row: OutcomeRow): void {
  if (row.issue === null) return;
  showInLedger({ node: { kind: 'issue', id: row.issue.id }, measure: row.measure?.id ?? null });
}
