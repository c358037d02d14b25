/** One measure in the checklist. Renders only when its own data, cursor or selection change. */
import { memo, useSyncExternalStore } from 'react';
import {
  demandWords,
  establishedWord,
  evidenceMissingWord,
  inferredWord,
  lagWord,
} from '../../../../shared/words.ts';
import type { MeasureRow } from '../../../../shared/contract/types.ts';
import { rows } from '../../../store/checklist.ts';
import { Lamp, StateMark } from '../../../ui/Lamp.tsx';
import { CellEditor } from './CellEditor.tsx';
import type { Column, ColumnId } from './columns.ts';
import { Found } from './Found.tsx';

interface Props {
  readonly id: number;
  readonly line: number;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly selected: boolean;
  /** Column of the cursor when this row has it. */
  readonly cursor: string | null;
  readonly editing: string | null;
  readonly find: string;
}

export function useRow(id: number): MeasureRow | undefined {
  return useSyncExternalStore(rows.subscribe, () => rows.get(id));
}

export const Row = memo(function Row(props: Props) {
  const { id, line, index, top, columns, selected, cursor, editing, find } = props;
  const row = useRow(id);
  const withdrawn = row !== undefined && row.withdrawnOn !== null;
  const kind = row === undefined ? 'waiting' : withdrawn ? 'withdrawn' : row.complete ? 'complete' : 'open';
  return (
    <div
      id={`row-${id}`}
      className={`row row-${kind} ${selected ? 'row-selected' : ''} ${row?.frozen === true ? 'row-frozen' : ''}`}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={selected}
      data-row={id}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => {
        const at = cursor === column.id;
        return (
          <div
            key={column.id}
            id={at ? `cell-${id}-${column.id}` : undefined}
            className={`cell cell-${column.id} ${at ? 'cell-at' : ''}`}
            role="gridcell"
            data-column={column.id}
          >
            {row === undefined ? null : <Content row={row} column={column.id} find={find} />}
            {row !== undefined && editing === column.id ? <CellEditor row={row} column={column.id} /> : null}
          </div>
        );
      })}
    </div>
  );
});

const FROZEN = '问题在销号流程中或已销号，整改措施不能改动';

function Content({
  row,
  column,
  find,
}: {
  readonly row: MeasureRow;
  readonly column: ColumnId;
  readonly find: string;
}) {
  switch (column) {
    case 'tick':
      return (
        <span
          className={`tick ${row.complete ? 'tick-on' : ''} ${row.state !== 'done' && row.complete ? 'tick-held' : ''}`}
          role="checkbox"
          aria-checked={row.state === 'done' ? true : row.complete ? 'mixed' : false}
          aria-disabled={row.frozen || row.withdrawnOn !== null}
          aria-label="完成"
          data-tick
          title={
            row.frozen
              ? FROZEN
              : row.state === 'done'
                ? `完成于 ${row.doneOn ?? '日期不明'}`
                : '勾选即完成于今天'
          }
        >
          {row.state === 'done' ? '✓' : row.complete ? '长' : ''}
        </span>
      );
    case 'state':
      return row.withdrawnOn !== null ? (
        <span className="soft">已撤销</span>
      ) : (
        <StateMark
          state={row.state}
          {...(row.established && row.state !== 'done' ? { word: establishedWord } : {})}
        />
      );
    case 'lamp':
      return (
        <span className="marks">
          <Lamp lamp={row.lamp} long={!row.lagging && !row.lacksEvidence} />
          {row.lagging ? <span className="mark mark-amber">{lagWord}</span> : null}
          {row.lacksEvidence ? <span className="mark mark-alert">{evidenceMissingWord}</span> : null}
        </span>
      );
    case 'demand':
      return demandWords[row.demand];
    case 'title':
      return (
        <span className="two-lines" title={`${row.number}${row.title}${row.frozen ? `\n${FROZEN}` : ''}`}>
          {row.frozen ? <span className="lock" role="img" aria-label={FROZEN} /> : null}
          <span className="number">{row.number}</span>
          <Found text={row.title} find={find} />
        </span>
      );
    case 'lead':
      return <Named value={row.lead?.name} inherited={row.leadInherited} find={find} />;
    case 'unit':
      return <Named value={row.unit?.name} inherited={row.unitInherited} find={find} />;
    case 'assignee':
      return <Found text={row.assignee} find={find} />;
    case 'deadline':
      return <DeadlineCell row={row} />;
    case 'progress':
      return row.latestMonth === null ? (
        <span className="soft">—</span>
      ) : (
        <span className="two-lines" title={`${row.latestMonth}\n${row.latestText}`}>
          <span className="month">{row.latestMonth}</span>
          <Found text={row.latestText} find={find} />
        </span>
      );
    case 'issue':
      return (
        <span className="two-lines soft" title={`${row.issueNumber}${row.issueTitle}`}>
          {row.issueNumber}
          <Found text={row.issueTitle} find={find} />
        </span>
      );
  }
}

function Named(props: {
  readonly value: string | undefined;
  readonly inherited: boolean;
  readonly find: string;
}) {
  if (props.value === undefined) return <span className="soft">未明确</span>;
  return (
    <span
      className={`two-lines ${props.inherited ? 'inherited' : ''}`}
      title={props.inherited ? `${props.value}（沿用问题的）` : props.value}
    >
      <Found text={props.value} find={props.find} />
    </span>
  );
}

/** The day understood above, what was written beneath it. */
function DeadlineCell({ row }: { readonly row: MeasureRow }) {
  const { deadline, dueOn, extensions } = row;
  const day = dueOn ?? deadline.date;
  if (day === null)
    return deadline.raw === '' ? (
      <span className="soft">—</span>
    ) : (
      <span className="two-lines">{deadline.raw}</span>
    );
  const raw = deadline.raw === day ? '' : deadline.raw;
  return (
    <span className="deadline" title={raw === '' ? day : `原文：${raw}`}>
      <span>
        {day}
        {deadline.inferred ? <span className="mark mark-amber">{inferredWord}</span> : null}
        {extensions > 0 ? <span className="mark">延{extensions}</span> : null}
      </span>
      {raw === '' ? null : <span className="raw">{raw}</span>}
    </span>
  );
}
