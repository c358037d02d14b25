/** Heads of the columns: a click sorts, the edge drags the width (arrow keys do too). */
import { useRef } from 'react';
import { isComposing } from '../../../app/composing.ts';
import { remOf, useTextSize } from '../../../store/layout.ts';
import { setPref } from '../../../store/prefs.ts';
import { setQuery, useChecklist } from '../../../store/checklist.ts';
import type { Arrangement, Column } from './columns.ts';
import { COLUMNS_PREF } from './cursor.ts';

interface Props {
  readonly columns: readonly Column[];
  readonly arrangement: Arrangement;
}

export function Head({ columns, arrangement }: Props) {
  const sort = useChecklist((store) => store.query.sort);
  const descending = useChecklist((store) => store.query.descending);
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {columns.map((column) => {
        const sorted = column.sort !== null && column.sort === sort && column.id !== 'issue';
        return (
          <div
            key={column.id}
            className={`head-cell ${sorted ? 'head-sorted' : ''}`}
            role="columnheader"
            data-head={column.id}
            aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}
          >
            {column.sort === null ? (
              <span className="head-title">{column.title}</span>
            ) : (
              <button
                type="button"
                className="head-title head-button"
                title={`按${column.title}排序`}
                onClick={() => {
                  const own = column.sort ?? 'tree';
                  // Ascending, descending, then back to the order of the tree.
                  if (sort !== own) setQuery({ sort: own, descending: false });
                  else if (!descending && own !== 'tree') setQuery({ descending: true });
                  else setQuery({ sort: 'tree', descending: false });
                }}
              >
                {column.title}
                <span aria-hidden="true" className="head-arrow">
                  {sorted ? (descending ? '▼' : '▲') : ''}
                </span>
              </button>
            )}
            <Edge column={column} arrangement={arrangement} />
          </div>
        );
      })}
    </div>
  );
}

/** The right edge of a head: drags the width of its column. */
function Edge({ column, arrangement }: { readonly column: Column; readonly arrangement: Arrangement }) {
  const rem = remOf[useTextSize()];
  const from = useRef<{ x: number; width: number } | null>(null);
  const setWidth = (width: number): void => {
    const rounded = Math.round(Math.max(2.5, Math.min(80, width)) * 10) / 10;
    setPref(COLUMNS_PREF, { ...arrangement, widths: { ...arrangement.widths, [column.id]: rounded } });
  };
  const own = arrangement.widths[column.id] ?? column.width;
  return (
    <span
      className="head-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={`${column.title}列宽`}
      aria-valuenow={Math.round(own)}
      tabIndex={-1}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? own * rem;
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        const start = from.current;
        if (start !== null) setWidth((start.width + event.clientX - start.x) / rem);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDoubleClick={() => {
        const { [column.id]: _own, ...widths } = arrangement.widths;
        setPref(COLUMNS_PREF, { ...arrangement, widths });
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === 'ArrowLeft') setWidth(own - 1);
        else if (event.key === 'ArrowRight') setWidth(own + 1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
