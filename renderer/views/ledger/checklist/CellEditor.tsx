/** Editing in a cell: Enter keeps, Esc leaves as it was, Tab keeps and goes on. What is refused stays to be mended. */
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { MeasurePatch, MeasureRow } from '../../../../shared/contract/types.ts';
import { demandWords, measureStateWords } from '../../../../shared/words.ts';
import type { Demand, MeasureState } from '../../../../shared/lists.ts';
import type { Failure } from '../../../../shared/result.ts';
import { isComposing } from '../../../app/composing.ts';
import { notifyFailure } from '../../../app/notify.ts';
import { failureOf } from '../../../door.ts';
import { stopEditing, useChecklist } from '../../../store/checklist.ts';
import { addLeader, addUnit, needPeople, usePeople } from '../../../store/people.ts';
import { changeState, editMeasures, setDemand } from '../../../store/writes.ts';
import { Picker } from '../../../ui/Picker.tsx';
import type { Option } from '../../../ui/Picker.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { wordFailure } from '../../../words/errors.ts';
import type { ColumnId } from './columns.ts';
import { focusGrid, goOnEditing } from './cursor.ts';
import { ProgressForm } from '../ProgressForm.tsx';

interface Props {
  readonly row: MeasureRow;
  readonly column: ColumnId;
}

/** Ends the editing and gives the keys back to the grid. */
function leave(): void {
  stopEditing();
  focusGrid();
}

export function CellEditor({ row, column }: Props) {
  // Gone with its row (another part of the tree, scrolled away), it must not come back later and take the keys.
  const { id } = row;
  useEffect(
    () => () => {
      const { editing } = useChecklist.getState();
      if (editing?.id === id && editing.column === column) stopEditing();
    },
    [id, column],
  );
  switch (column) {
    case 'title':
      return (
        <TextEditor row={row} column={column} start={row.title} patch={(title) => ({ title })} required />
      );
    case 'assignee':
      return (
        <TextEditor row={row} column={column} start={row.assignee} patch={(assignee) => ({ assignee })} />
      );
    case 'deadline':
      return (
        <TextEditor row={row} column={column} start={row.deadline.raw} patch={(deadline) => ({ deadline })} />
      );
    case 'lead':
    case 'unit':
      return <WhoEditor row={row} column={column} />;
    case 'state':
      return (
        <ListEditor
          row={row}
          column={column}
          options={listOf(measureStateWords)}
          current={row.state}
          take={(value) => changeState([row.id], value as MeasureState)}
        />
      );
    case 'demand':
      return (
        <ListEditor
          row={row}
          column={column}
          options={listOf(demandWords)}
          current={row.demand}
          take={(value) => setDemand([row.id], value as Demand)}
        />
      );
    case 'progress':
      return (
        <Anchored label="填报整改进展">
          <ProgressForm measure={row.id} onDone={leave} compact />
        </Anchored>
      );
    default:
      return null;
  }
}

function listOf(words: Readonly<Record<string, string>>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function TextEditor(props: {
  readonly row: MeasureRow;
  readonly column: ColumnId;
  readonly start: string;
  readonly patch: (text: string) => MeasurePatch;
  readonly required?: boolean;
}) {
  const { row, column, start } = props;
  const [text, setText] = useState(start);
  const [failure, setFailure] = useState<Failure | null>(null);
  const busy = useRef(false);
  const [box, setBox] = useState<HTMLTextAreaElement | null>(null);

  useEffect(() => {
    box?.focus({ preventScroll: true });
    box?.select();
  }, [box]);

  /** Writes what was typed; true when nothing stands against leaving the cell. */
  const keep = async (): Promise<boolean> => {
    const wanted = text.trim();
    if (busy.current) return false;
    if (wanted === start) return true;
    if (props.required === true && wanted === '') {
      setFailure({ code: 'title_empty' });
      return false;
    }
    busy.current = true;
    const refused = await editMeasures([row.id], props.patch(wanted));
    busy.current = false;
    setFailure(refused);
    return refused === null;
  };

  return (
    <>
      <textarea
        ref={setBox}
        className={`cell-input ${failure === null ? '' : 'cell-input-bad'}`}
        value={text}
        rows={1}
        aria-label="编辑"
        aria-invalid={failure !== null}
        onChange={(event) => {
          setText(event.target.value.replace(/[\r\n]+/g, ''));
          setFailure(null);
        }}
        onKeyDown={(event) => {
          // Keys of the text are the text's; none may move the grid's cursor.
          event.stopPropagation();
          if (isComposing(event)) return;
          if (event.key === 'Escape') {
            event.preventDefault();
            leave();
          } else if (event.key === 'Enter') {
            event.preventDefault();
            void keep().then((free) => {
              if (free) leave();
            });
          } else if (event.key === 'Tab') {
            event.preventDefault();
            const backwards = event.shiftKey;
            void keep().then((free) => {
              if (free) goOnEditing(row.id, column, backwards);
            });
          }
        }}
        onBlur={() => {
          // Leaving by a click keeps what was typed; a refusal leaves the editor open with it.
          void keep().then((free) => {
            if (free) stopEditing();
          });
        }}
      />
      {failure !== null && box !== null ? <Refused anchor={box} failure={failure} /> : null}
    </>
  );
}

/** Why it was refused, beneath the cell; the focus stays in the text. */
function Refused({ anchor, failure }: { readonly anchor: Element; readonly failure: Failure }) {
  const box = anchor.getBoundingClientRect();
  const { title, advice } = wordFailure(failure);
  // Rows are moved by transforms, which would catch a fixed place: it stands outside them.
  return createPortal(
    <div
      className="refused"
      role="alert"
      style={{ left: Math.min(box.left, window.innerWidth - 340), top: box.bottom + 2 }}
    >
      <strong>{title}</strong>
      <div>{advice}</div>
    </div>,
    document.body,
  );
}

/** A panel at the cell, for editors that are larger than it. */
function Anchored({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <span ref={setAnchor} className="cell-anchor">
      {anchor === null ? null : (
        <Popover anchor={anchor.parentElement ?? anchor} label={label} onClose={leave} wide>
          {children}
        </Popover>
      )}
    </span>
  );
}

function ListEditor(props: {
  readonly row: MeasureRow;
  readonly column: ColumnId;
  readonly options: readonly Option[];
  readonly current: string;
  readonly take: (value: string) => Promise<void>;
}) {
  return (
    <Anchored label="选择">
      <Picker
        plain
        options={props.options}
        current={props.current}
        placeholder="选择"
        onCancel={leave}
        onPick={(value) => {
          leave();
          if (value !== props.current) void props.take(value);
        }}
        onTab={(_value, backwards) => {
          goOnEditing(props.row.id, props.column, backwards);
        }}
      />
    </Anchored>
  );
}

const INHERIT = '';

/** Lead or unit: own, or that of the issue. */
function WhoEditor({ row, column }: { readonly row: MeasureRow; readonly column: 'lead' | 'unit' }) {
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const lead = column === 'lead';
  const options: Option[] = [
    { value: INHERIT, label: '沿用问题的' },
    ...(lead
      ? persons.map((person) => ({ value: String(person.id), label: person.name, hint: person.post }))
      : units
          .filter((unit) => unit.mergedInto === null)
          .map((unit) => ({ value: String(unit.id), label: unit.name }))),
  ];
  const own = lead ? (row.leadInherited ? null : row.lead) : row.unitInherited ? null : row.unit;

  const take = async (value: string): Promise<void> => {
    const id = value === INHERIT ? null : Number(value);
    const failure = await editMeasures([row.id], lead ? { leadId: id } : { unitId: id });
    if (failure !== null) notifyFailure(failure);
  };
  const add = async (name: string): Promise<void> => {
    try {
      await take(String(lead ? await addLeader(name) : await addUnit(name)));
    } catch (caught) {
      notifyFailure(failureOf(caught));
    }
  };
  return (
    <Anchored label={lead ? '牵头领导' : '责任单位'}>
      <Picker
        options={options}
        current={own === null ? INHERIT : String(own.id)}
        placeholder="输入名称或拼音首字母"
        onCancel={leave}
        onPick={(value) => {
          leave();
          void take(value);
        }}
        onNew={(name) => {
          leave();
          void add(name);
        }}
        onTab={(value, backwards) => {
          if (value !== null) void take(value);
          goOnEditing(row.id, column, backwards);
        }}
      />
    </Anchored>
  );
}
