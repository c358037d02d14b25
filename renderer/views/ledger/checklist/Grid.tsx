/** The measure checklist: a virtual table of fixed row height with a spreadsheet's keys and mouse. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { isComposing } from '../../../app/composing.ts';
import { foldGroup, rows, setSelection, startEditing, useChecklist } from '../../../store/checklist.ts';
import { remOf, useTextSize } from '../../../store/layout.ts';
import { selectMeasure, useLedger } from '../../../store/ledger.ts';
import { usePref } from '../../../store/prefs.ts';
import { tick } from '../../../store/writes.ts';
import { boxAtFirst, observeBox } from '../../../ui/viewport.ts';
import { openChecklistMenu } from '../checklistMenu.ts';
import { defaultArrangement, gridTemplate, readArrangement, shownColumns, totalWidth } from './columns.ts';
import { COLUMNS_PREF, focusGrid, GRID } from './cursor.ts';
import { GroupLine } from './GroupLine.tsx';
import { Head } from './Head.tsx';
import { layoutOf } from './layout.ts';
import { moveInGrid } from './move.ts';
import { Row } from './Row.tsx';
import { indexIn, pick } from './selection.ts';

/** Height of a row in rem; the same number stands in checklist.css. */
const ROW = 3;

export function Grid() {
  const ids = useChecklist((store) => store.ids);
  const groups = useChecklist((store) => store.groups);
  const folded = useChecklist((store) => store.foldedGroups);
  const selection = useChecklist((store) => store.selection);
  const column = useChecklist((store) => store.column);
  const editing = useChecklist((store) => store.editing);
  const find = useChecklist((store) => store.query.find);
  const measure = useLedger((store) => store.measure);
  const arrangement = usePref(COLUMNS_PREF, readArrangement, defaultArrangement);
  const shown = useMemo(() => shownColumns(arrangement), [arrangement]);
  const layout = useMemo(() => layoutOf(ids.length, groups, folded), [ids, groups, folded]);
  const box = useRef<HTMLDivElement>(null);
  const rem = remOf[useTextSize()];
  const height = ROW * rem;

  const editingLine = editing === null ? -1 : layout.lineOf(indexIn(ids, editing.id));
  const virtual = useVirtualizer({
    count: layout.lines,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 4,
    initialRect: boxAtFirst(),
    observeElementRect: observeBox,
    // The head stays in sight and covers the top.
    scrollPaddingStart: 2.4 * rem,
    scrollPaddingEnd: rem,
    // A row that is being edited stays, however far one scrolls: what was typed must not be lost.
    rangeExtractor: (range) => {
      const lines = defaultRangeExtractor(range);
      return editingLine >= 0 && !lines.includes(editingLine)
        ? [...lines, editingLine].sort((a, b) => a - b)
        : lines;
    },
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);

  const items = virtual.getVirtualItems();
  const inSight: number[] = [];
  for (const item of items) {
    const line = layout.at(item.index);
    const id = line?.kind === 'row' ? ids[line.index] : undefined;
    if (id !== undefined) inSight.push(id);
  }
  const wanted = inSight.join(' ');
  useEffect(() => {
    if (wanted !== '') rows.want(wanted.split(' ').map(Number));
  }, [wanted]);

  // The cursor is brought into sight when it moved, not when the list was asked anew while one scrolls.
  const { active } = selection;
  const lineOfMeasure = useRef((_id: number): number => -1);
  useEffect(() => {
    lineOfMeasure.current = (id) => layout.lineOf(indexIn(ids, id));
  }, [layout, ids]);
  const empty = ids.length === 0;
  useEffect(() => {
    const line = active === null || empty ? -1 : lineOfMeasure.current(active);
    if (line >= 0) virtual.scrollToIndex(line, { align: 'auto' });
  }, [active, virtual, empty]);

  // A measure that was chosen elsewhere (a figure, the history) gets the cursor as soon as the list shows it.
  useEffect(() => {
    const { selection: now } = useChecklist.getState();
    if (measure === null || now.active === measure || indexIn(ids, measure) < 0) return;
    setSelection(pick(now, ids, measure, { shift: false, ctrl: false }));
  }, [measure, ids]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isComposing(event) || event.altKey || editing !== null) return;
    if (event.target !== box.current) return;
    const at = {
      index: indexIn(ids, selection.active),
      column: Math.max(
        0,
        shown.findIndex((each) => each.id === column),
      ),
    };
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / height) - 2);
    const next = moveInGrid(at, event.key, event.ctrlKey || event.metaKey, {
      rows: ids.length,
      columns: shown.length,
      page,
    });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    const id = ids[next.index];
    const to = shown[next.column];
    if (to !== undefined) useChecklist.setState({ column: to.id });
    if (id !== undefined && next.index !== at.index) {
      setSelection(pick(selection, ids, id, { shift: event.shiftKey, ctrl: false }));
      selectMeasure(id);
    }
  };

  const cellOf = (event: React.MouseEvent): { id: number; column: string; tick: boolean } | null => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('[data-row]');
    const cell = target.closest<HTMLElement>('[data-column]');
    if (row === null || target.closest('textarea, .popover') !== null) return null;
    return {
      id: Number(row.dataset['row']),
      column: cell?.dataset['column'] ?? column,
      tick: cell?.dataset['column'] === 'tick',
    };
  };
  const onPointerDown = (event: React.PointerEvent): void => {
    const cell = cellOf(event);
    if (cell === null) return;
    // The right button keeps a selection of several that it was pressed in.
    if (event.button === 2 && selection.selected.has(cell.id)) return;
    if (event.shiftKey) event.preventDefault();
    const held = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey };
    if (cell.tick && event.button === 0 && !held.shift && !held.ctrl) {
      const many = selection.selected.has(cell.id) && selection.selected.size > 1;
      if (!many) setSelection(pick(selection, ids, cell.id, held));
      void tick([cell.id]);
    } else setSelection(pick(selection, ids, cell.id, held));
    useChecklist.setState({ column: cell.column });
    selectMeasure(cell.id);
  };

  const onDoubleClick = (event: React.MouseEvent): void => {
    const cell = cellOf(event);
    const target = shown.find((each) => each.id === cell?.column);
    if (cell === null || target === undefined || !target.editable) return;
    const row = rows.get(cell.id);
    if (row !== undefined && !row.frozen && row.withdrawnOn === null) startEditing(cell.id, target.id);
  };

  const onContextMenu = (event: React.MouseEvent): void => {
    event.preventDefault();
    openChecklistMenu(event.clientX, event.clientY);
  };

  const toggleGroup = useCallback((key: string, fold: boolean) => {
    foldGroup(key, fold);
    focusGrid();
  }, []);

  const template = gridTemplate(shown, arrangement);
  return (
    <div
      ref={box}
      id={GRID}
      className="grid"
      role="grid"
      aria-label="整改措施清单"
      aria-multiselectable="true"
      aria-rowcount={layout.lines + 1}
      aria-colcount={shown.length}
      aria-activedescendant={active === null ? undefined : `cell-${active}-${column}`}
      tabIndex={0}
      data-place="checklist"
      style={
        { '--columns': template, '--total': `${totalWidth(shown, arrangement)}rem` } as React.CSSProperties
      }
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      <Head columns={shown} arrangement={arrangement} />
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const line = layout.at(item.index);
          if (line === null) return null;
          if (line.kind === 'group') {
            return (
              <GroupLine
                key={`g${line.group.start}`}
                group={line.group}
                folded={line.folded}
                top={item.start}
                line={item.index}
                onFold={toggleGroup}
              />
            );
          }
          const id = ids[line.index];
          if (id === undefined) return null;
          return (
            <Row
              key={id}
              id={id}
              index={line.index}
              line={item.index}
              top={item.start}
              columns={shown}
              selected={selection.selected.has(id)}
              cursor={active === id ? column : null}
              editing={editing?.id === id ? editing.column : null}
              find={find}
            />
          );
        })}
      </div>
    </div>
  );
}
