/** The source beside the tree: numbered lines, only those in sight are drawn, warnings marked at their lines. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { NoticeReading } from '../../../shared/notice/types.ts';
import { isComposing } from '../../app/composing.ts';
import { warningWord } from './checks.ts';
import { selectLine, useNotice } from './session.ts';

type Warning = Pick<NoticeReading['warnings'][number], 'line' | 'text'> & { readonly code: string };

interface SourceTextProps {
  readonly lines: readonly string[];
  readonly warnings: readonly Warning[];
}

export function SourceText({ lines, warnings }: SourceTextProps) {
  const box = useRef<HTMLDivElement>(null);
  const line = useNotice((session) => session.line);
  const byLine = useMemo(() => {
    const map = new Map<number, Warning[]>();
    for (const warning of warnings) {
      const list = map.get(warning.line);
      if (list === undefined) map.set(warning.line, [warning]);
      else list.push(warning);
    }
    return map;
  }, [warnings]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    // A line is as high as its text is long; measured once drawn.
    estimateSize: (index) => 26 + 22 * Math.floor((lines[index]?.length ?? 0) / 34),
    overscan: 12,
  });

  useEffect(() => {
    if (line !== null && line >= 1) virtual.scrollToIndex(line - 1, { align: 'center' });
  }, [line, virtual]);

  function onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const at = line ?? 0;
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - 12,
      PageDown: at + 12,
      Home: 1,
      End: lines.length,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    selectLine(Math.min(Math.max(target, 1), lines.length));
  }

  return (
    <div
      className="notice-source"
      ref={box}
      role="listbox"
      aria-label="原文，上下方向键逐行移动"
      aria-activedescendant={line === null ? undefined : `notice-line-${line}`}
      tabIndex={0}
      onKeyDown={onKey}
      data-pane="source"
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const number = item.index + 1;
          const marks = byLine.get(number);
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              id={`notice-line-${number}`}
              role="option"
              aria-selected={number === line}
              className={marks === undefined ? 'notice-line' : 'notice-line notice-line-warned'}
              style={{ transform: `translateY(${item.start}px)` }}
              title={marks?.map((each) => each.text).join('\n')}
              onClick={() => selectLine(number)}
            >
              <span className="notice-number">{number}</span>
              <span
                className="notice-mark"
                aria-label={marks?.map((each) => warningWord(each.code)).join('、')}
              >
                {marks === undefined ? '' : marks.length === 1 ? '!' : marks.length}
              </span>
              <span className="notice-words">{lines[item.index]}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
