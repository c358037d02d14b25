/** What reading the text was unsure of, line by line; F8 and Shift+F8 go from one to the next. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { nextWarning, warningKinds, warningWord } from './checks.ts';
import { selectLine, useNotice } from './session.ts';

interface Warning {
  readonly code: string;
  readonly line: number;
  readonly text: string;
}

/** The warnings that the filter lets through, in the order of the text. */
export function shownWarnings(warnings: readonly Warning[], filter: string | null): readonly Warning[] {
  return filter === null ? warnings : warnings.filter((each) => each.code === filter);
}

/** Goes to the next (or previous) warning shown, its line and its node. */
export function stepWarning(step: 1 | -1): void {
  const { found, filter, warning } = useNotice.getState();
  const shown = shownWarnings(found?.reading.warnings ?? [], filter);
  goToWarning(nextWarning(shown.length, warning, step), shown);
}

function goToWarning(index: number, shown: readonly Warning[]): void {
  const target = shown[index];
  if (target === undefined) return;
  useNotice.setState({ warning: index });
  if (target.line >= 1) selectLine(target.line);
}

export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const box = useRef<HTMLDivElement>(null);
  const filter = useNotice((session) => session.filter);
  const at = useNotice((session) => session.warning);
  const shown = useMemo(() => shownWarnings(warnings, filter), [warnings, filter]);
  const kinds = useMemo(() => warningKinds(warnings), [warnings]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => 30,
    overscan: 8,
  });
  useEffect(() => {
    if (at !== -1) virtual.scrollToIndex(at);
  }, [at, virtual]);

  if (warnings.length === 0) return <p className="notice-hint">没有需要留意的地方。</p>;
  return (
    <>
      <div className="notice-warning-head">
        <label>
          读取时提示 {warnings.length} 处
          <select
            value={filter ?? ''}
            onChange={(event) =>
              useNotice.setState({
                filter: event.target.value === '' ? null : event.target.value,
                warning: -1,
              })
            }
          >
            <option value="">全部</option>
            {kinds.map(([code, count]) => (
              <option key={code} value={code}>
                {warningWord(code)}（{count}）
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="plain-button" onClick={() => stepWarning(-1)}>
          上一处 Shift+F8
        </button>
        <button type="button" className="plain-button" onClick={() => stepWarning(1)}>
          下一处 F8
        </button>
      </div>
      <div className="notice-warnings" ref={box} role="list" aria-label="提示">
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const warning = shown[item.index];
            if (warning === undefined) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                className="notice-warning-row"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  className={item.index === at ? 'notice-warning notice-warning-at' : 'notice-warning'}
                  onClick={() => goToWarning(item.index, shown)}
                >
                  <span>{warning.line >= 1 ? `第 ${warning.line} 行` : '全文'}</span>
                  <b>{warningWord(warning.code)}</b>
                  {warning.text}
                </button>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
