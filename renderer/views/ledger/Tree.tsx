/** The tree of aspects, sub-headings and issues: a flat virtual list with the roles and keys of a tree. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef } from 'react';
import { isComposing } from '../../app/composing.ts';
import { selectNode, useLedger } from '../../store/ledger.ts';
import { remOf, useTextSize } from '../../store/layout.ts';
import { useOutline } from '../../store/outline.ts';
import { collapsed, foldNode, revealNode, useCollapsed } from '../../store/treeFold.ts';
import { initialsNow, loadInitials } from '../../ui/match.ts';
import { IssueStamp, Lamp, Progress } from '../../ui/Lamp.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { boxAtFirst, observeBox } from '../../ui/viewport.ts';
import { nodeKey, nodeOfKey, visibleRows } from './tree/flatten.ts';
import type { NodeKey, TreeRow } from './tree/flatten.ts';
import { moveInTree, typeAhead } from './tree/move.ts';
import { openTreeMenu } from './treeCommands.ts';

/** Height of a row in rem; the same number stands in ledger.css. */
const ROW = 2.75;
/** Typing pauses longer than this begin a new word. */
const PAUSE = 900;

export function Tree() {
  const nodes = useOutline((store) => store.nodes);
  const folded = useCollapsed();
  const rows = useMemo(() => visibleRows(nodes, folded), [nodes, folded]);
  const node = useLedger((store) => store.node);
  const selected = node === null ? null : nodeKey(node);
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const rem = remOf[useTextSize()];

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW * rem,
    overscan: 8,
    initialRect: boxAtFirst(),
    observeElementRect: observeBox,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, rem]);

  const some = virtual.getVirtualItems().length > 0;
  useEffect(() => {
    if (some) markShown();
  }, [some]);

  const empty = nodes.length === 0;
  // A node that was selected elsewhere is unfolded and brought into sight.
  useEffect(() => {
    if (selected === null) return;
    revealNode(selected);
    const index = visibleRows(useOutline.getState().nodes, collapsed()).findIndex(
      (row) => row.key === selected,
    );
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    // Only a new selection may scroll; folding must not.
  }, [selected, virtual, empty]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isComposing(event) || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / (ROW * rem)) - 1);
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const move = moveInTree(rows, selected, event.key, page);
      if (move !== null) {
        event.preventDefault();
        event.stopPropagation();
        if (move.kind === 'focus') selectNode(nodeOfKey(move.key));
        else foldNode(move.key, move.kind === 'fold');
        return;
      }
    }
    if (
      event.key.length === 1 &&
      event.key !== ' ' &&
      event.key !== '?' &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      void loadInitials();
      const now = performance.now();
      const held = typed.current;
      typed.current = { text: now - held.at < PAUSE ? held.text + event.key : event.key, at: now };
      const found = typeAhead(rows, selected, typed.current.text, initialsNow);
      if (found !== null) {
        event.preventDefault();
        event.stopPropagation();
        selectNode(nodeOfKey(found));
      }
    }
  };

  return (
    <div
      ref={box}
      id="tree"
      className="tree"
      role="tree"
      aria-label="方面、子类与问题"
      tabIndex={0}
      data-place="tree"
      aria-activedescendant={selected === null ? undefined : `node-${selected}`}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        openTreeMenu(event.clientX, event.clientY);
      }}
    >
      <div className="tree-inner" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <TreeLine key={row.key} row={row} top={item.start} selected={row.key === selected} />
          );
        })}
      </div>
    </div>
  );
}

/** Puts on the page's own time line when the first rows stood on screen; the bench reads it. */
function markShown(): void {
  if (performance.getEntriesByName('tree-shown').length > 0) return;
  // The second frame begins when the first one is painted.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('tree-shown')));
}

const select = (key: NodeKey): void => {
  selectNode(nodeOfKey(key));
};

const TreeLine = memo(function TreeLine(props: {
  readonly row: TreeRow;
  readonly top: number;
  readonly selected: boolean;
}) {
  const { row, top, selected } = props;
  const { node } = row;
  const closed = node.kind === 'issue' && node.state === 'closed';
  // An issue counts as one unless it was withdrawn.
  const withdrawn = node.kind === 'issue' && node.issues === 0;
  return (
    <div
      id={`node-${row.key}`}
      className={`tree-row tree-${node.kind} ${selected ? 'tree-selected' : ''} ${closed || withdrawn ? 'tree-closed' : ''}`}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-posinset={row.posInSet}
      aria-setsize={row.setSize}
      aria-selected={selected}
      {...(row.hasChildren ? { 'aria-expanded': row.expanded } : {})}
      style={{ transform: `translateY(${top}px)`, paddingLeft: `${0.25 + node.depth * 1.1}rem` }}
      title={`${node.number}${node.title}`}
      onPointerDown={() => {
        select(row.key);
      }}
      onDoubleClick={() => {
        if (row.hasChildren) foldNode(row.key, row.expanded);
      }}
    >
      <span
        className={`tree-fold ${row.expanded ? 'tree-open' : ''}`}
        aria-hidden="true"
        onPointerDown={(event) => {
          if (!row.hasChildren) return;
          event.stopPropagation();
          foldNode(row.key, row.expanded);
        }}
      >
        {row.hasChildren ? <Icon name="right" /> : null}
      </span>
      <span className="tree-title">
        <span className="tree-number">{node.number}</span>
        {node.title}
      </span>
      <span className="tree-lamp">
        <Lamp lamp={withdrawn ? null : node.lamp} />
      </span>
      <span className="tree-closure">
        {node.kind === 'heading' ? (
          <span title={`已销号 ${node.issuesClosed} / 问题 ${node.issues}`}>
            {node.issuesClosed}/{node.issues}
          </span>
        ) : (
          <IssueStamp state={node.state} withdrawn={withdrawn} />
        )}
      </span>
      <Progress done={node.measuresComplete} of={node.measures} label="措施完成" />
    </div>
  );
});
