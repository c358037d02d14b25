/** Which columns are shown and in which order. */
import { setPref, usePref } from '../../../store/prefs.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { PopoverButton } from '../../../ui/Popover.tsx';
import { columns, defaultArrangement, moved, readArrangement } from './columns.ts';
import type { Arrangement, ColumnId } from './columns.ts';
import { COLUMNS_PREF } from './cursor.ts';

export function ColumnChooser() {
  const arrangement = usePref(COLUMNS_PREF, readArrangement, defaultArrangement);
  const keep = (next: Arrangement): void => setPref(COLUMNS_PREF, next);
  const toggle = (id: ColumnId): void => {
    const hidden = arrangement.hidden.includes(id)
      ? arrangement.hidden.filter((each) => each !== id)
      : [...arrangement.hidden, id];
    keep({ ...arrangement, hidden });
  };
  return (
    <PopoverButton className="button button-icon" title="选择栏目" label={<Icon name="columns" />}>
      {() => (
        <div className="choices">
          <div className="choices-list">
            {arrangement.order.map((id, index) => (
              <div key={id} className="choice choice-column">
                <label>
                  <input
                    type="checkbox"
                    checked={!arrangement.hidden.includes(id)}
                    disabled={id === 'title'}
                    onChange={() => toggle(id)}
                  />
                  {columns[id].title}
                </label>
                <button
                  type="button"
                  className="button button-icon"
                  aria-label={`${columns[id].title}前移`}
                  disabled={index === 0}
                  onClick={() => keep(moved(arrangement, id, -1))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className="button button-icon"
                  aria-label={`${columns[id].title}后移`}
                  disabled={index === arrangement.order.length - 1}
                  onClick={() => keep(moved(arrangement, id, 1))}
                >
                  ↓
                </button>
              </div>
            ))}
          </div>
          <button
            type="button"
            className="button button-small button-plain"
            onClick={() => keep(defaultArrangement)}
          >
            恢复默认栏目和列宽
          </button>
        </div>
      )}
    </PopoverButton>
  );
}
