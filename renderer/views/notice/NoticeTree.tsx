/** The tree as read and mended: only rows in sight are drawn; all editing has a key. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { isComposing } from '../../app/composing.ts';
import { flatten } from './flatten.ts';
import type { TreeRow } from './flatten.ts';
import { deeper, mergeUp, shallower, splitParentHere, toggleOut } from './mending.ts';
import { selectNode, toggle, useNotice } from './session.ts';

interface NoticeTreeProps {
  readonly warnedLines: ReadonlySet<number>;
  readonly onRename: () => void;
}

const ROW = 2.3;

export function NoticeTree({ warnedLines, onRename }: NoticeTreeProps) {
  const box = useRef<HTMLDivElement>(null);
  const nodes = useNotice((session) => session.nodes);
  const closed = useNotice((session) => session.closed);
  const selected = useNotice((session) => session.selected);
  const rows = useMemo(() => flatten(nodes, closed), [nodes, closed]);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * rem,
    overscan: 15,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const at = rows.findIndex((row) => row.key === selected);

  useEffect(() => {
    if (at !== -1) virtual.scrollToIndex(at);
  }, [at, virtual]);

  function choose(index: number): void {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row !== undefined) selectNode(row.key, row.node.line);
  }

  function arrow(row: TreeRow | undefined, right: boolean): void {
    if (row === undefined) return;
    if (right) {
      if (row.open === false) toggle(row.key, true);
      else if (row.open === true) choose(at + 1);
    } else if (row.open === true) toggle(row.key, false);
    else if (row.parent !== null) choose(rows.findIndex((each) => each.key === row.parent));
  }

  function onKey(event: KeyboardEvent): void {
    if (isComposing(event) || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (ROW * rem)) - 1);
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'm') return;
      event.preventDefault();
      mergeUp();
      return;
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowUp: () => choose(at - 1),
      ArrowDown: () => choose(at + 1),
      PageUp: () => choose(at - page),
      PageDown: () => choose(at + page),
      Home: () => choose(0),
      End: () => choose(rows.length - 1),
      ArrowRight: () => arrow(rows[at], true),
      ArrowLeft: () => arrow(rows[at], false),
      Tab: event.shiftKey ? shallower : deeper,
      Delete: toggleOut,
      F2: onRename,
      Enter: event.shiftKey ? splitParentHere : onRename,
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div
      className="notice-tree"
      ref={box}
      role="tree"
      aria-label="读出的方面、问题和措施"
      aria-activedescendant={at === -1 ? undefined : `notice-node-${at}`}
      tabIndex={0}
      onKeyDown={onKey}
      data-pane="tree"
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const { node } = row;
          return (
            <div
              key={item.key}
              id={`notice-node-${item.index}`}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-selected={row.key === selected}
              {...(row.open === null ? {} : { 'aria-expanded': row.open })}
              className={`notice-node notice-${node.kind}${row.out ? ' notice-out' : ''}`}
              style={{
                transform: `translateY(${item.start}px)`,
                height: item.size,
                paddingLeft: `${0.4 + row.depth * 1.3}rem`,
              }}
              title={node.title}
              onClick={() => selectNode(row.key, node.line)}
              onDoubleClick={onRename}
            >
              <span
                className="notice-fold"
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation();
                  if (row.open !== null) toggle(row.key, !row.open);
                }}
              >
                {row.open === null ? '' : row.open ? '▾' : '▸'}
              </span>
              {node.number !== '' && <span className="notice-label">{node.number}</span>}
              <span className="notice-title">{node.title === '' ? '（无标题）' : node.title}</span>
              {node.kind === 'issue' && <span className="notice-count">{node.children.length} 条措施</span>}
              {warnedLines.has(node.line) && (
                <span className="notice-warned" aria-label="有提示">
                  !
                </span>
              )}
              {node.leftOut && <span className="notice-out-mark">不导入</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
