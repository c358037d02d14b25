/** What can be done with a bar: open it in the ledger, extend it; an issue's open measures one by one or all. */
import { useEffect, useState } from 'react';
import { wholeChecklist } from '../../../shared/contract/blank.ts';
import type { MeasureRow } from '../../../shared/contract/types.ts';
import type { Day } from '../../../shared/day.ts';
import { call } from '../../door.ts';
import { barWords, titleOf } from '../../papers/gantt/shape.ts';
import type { Bar } from '../../papers/gantt/shape.ts';
import { askExtension } from '../../store/extend.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Lamp } from '../../ui/Lamp.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { openBar, openItem } from './go.ts';

interface Props {
  readonly bar: Bar;
  readonly today: Day;
  readonly anchorId: string;
  readonly onClose: () => void;
}

export function GanttPanel({ bar, today, anchorId, onClose }: Props) {
  const writes = useLedger(canWrite);
  const open = useOpenMeasures(bar);
  const anchor = document.querySelector(`#${anchorId} .gantt-name`);
  // The panel finds its place by its size: it stands once its measures are known.
  if (anchor === null || (bar.kind === 'issue' && open === null)) return null;
  const extend = (ids: readonly number[]): void => {
    onClose();
    void askExtension(ids);
  };
  const ids = open?.filter((row) => !row.frozen).map((row) => row.id) ?? [];
  return (
    <Popover anchor={anchor} label={titleOf(bar)} onClose={onClose}>
      <div className="gantt-panel">
        <strong>{titleOf(bar)}</strong>
        <p className="soft">{barWords({ ...bar, place: '', title: '' }, today)}</p>
        {bar.kind === 'measure' || open === null || open.length === 0 ? null : (
          <ul>
            {open.map((row) => (
              <li key={row.id}>
                <Lamp lamp={row.lamp} />
                <button
                  type="button"
                  className="plan-link"
                  title="在台账中打开"
                  onClick={() => openItem(row.issueId, row.id)}
                >
                  {`${row.number} ${row.title}`.trim()}
                </button>
                <span className="gantt-panel-due">{row.dueOn ?? '未定'}</span>
                <button
                  type="button"
                  className="button button-small"
                  disabled={!writes || row.frozen}
                  onClick={() => extend([row.id])}
                >
                  延期…
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="small-actions">
          {bar.kind === 'measure' ? (
            <button
              type="button"
              className="button"
              disabled={!writes || bar.endOn !== null}
              onClick={() => extend([bar.id])}
            >
              延期…
            </button>
          ) : ids.length > 1 ? (
            <button type="button" className="button" disabled={!writes} onClick={() => extend(ids)}>
              {ids.length} 条一并延期…
            </button>
          ) : null}
          <button type="button" className="button button-main" data-autofocus onClick={() => openBar(bar)}>
            打开
          </button>
        </div>
      </div>
    </Popover>
  );
}

/** Measures of an issue that are not complete; null until they are known, and for a measure. */
function useOpenMeasures(bar: Bar): readonly MeasureRow[] | null {
  const [rows, setRows] = useState<readonly MeasureRow[] | null>(null);
  const issue = bar.kind === 'issue' ? bar.id : null;
  useEffect(() => {
    if (issue === null) return;
    let alive = true;
    void openMeasures(issue).then((found) => {
      if (alive) setRows(found);
    });
    return () => {
      alive = false;
    };
  }, [issue]);
  return rows;
}

/** At most as many as one page of rows holds; an issue has some dozens. */
const PAGE = 1000;
async function openMeasures(issue: number): Promise<MeasureRow[]> {
  const found = await call('checklist.find', { ...wholeChecklist, scope: { issue } });
  if (!found.ok || found.value.ids.length === 0) return [];
  const rows = await call('checklist.rows', { ids: [...found.value.ids].slice(0, PAGE) });
  return rows.ok ? rows.value.rows.filter((row) => !row.complete) : [];
}
