/**
 * The guess about a layout on the file's own grid: which sheet, which rows are the heading, what each column is read
 * as; all of it corrected with a click or a key. For returns and whole ledgers alike.
 */
import { useCallback, useMemo, useState } from 'react';
import type { ColumnField } from '../../../shared/returns/fields.ts';
import { columnFields, fieldWords } from '../../../shared/returns/fields.ts';
import { columnName } from '../../../shared/returns/grid.ts';
import type { Result } from '../../../shared/result.ts';
import { Picker } from '../../ui/Picker.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { FileGrid } from './FileGrid.tsx';
import type { GridPage } from './gridPages.ts';
import {
  clashes,
  fieldOf,
  fieldOptions,
  isMoved,
  setField,
  setHead,
  setSheet,
  unreadColumns,
} from './mapping.ts';
import type { Answers, RecognisedColumnShape, RecognisedShape } from './mapping.ts';
import { columnHow } from './words.ts';
import './mapping.css';

export interface MappingPanelProps {
  readonly recognised: RecognisedShape;
  /** Asks for rows of a sheet of this file, from 0. Must be the same function as long as it is the same file. */
  readonly page: (sheet: string, first: number, count: number) => Promise<Result<GridPage>>;
  /** What the clerk has said so far; it stands above the guess. */
  readonly chosen: Answers;
  readonly onChange: (chosen: Answers) => void;
}

const NONE = 'none';
/** Height of what stands above a column, in rem. */
const TOP = 4.9;

export function MappingPanel({ recognised, page, chosen, onChange }: MappingPanelProps) {
  const sheet = chosen.sheet ?? recognised.sheet;
  const sheetPage = useCallback((first: number, count: number) => page(sheet, first, count), [page, sheet]);
  const [picking, setPicking] = useState<number | null>(null);
  const [column, setColumn] = useState<number | null>(null);
  const moved = isMoved(recognised, chosen);
  const head = chosen.head ?? (sheet === recognised.sheet ? recognised.head : null);
  const byColumn = useMemo(
    () => new Map(recognised.columns.map((each) => [each.column, each])),
    [recognised.columns],
  );
  const clashing = clashes(recognised, chosen);

  const pick = (at: number): void => {
    if (moved || !byColumn.has(at)) return;
    setColumn(at);
    setPicking(at);
  };
  const shut = useCallback(() => {
    setPicking(null);
    document.querySelector<HTMLElement>('.mapping-panel .sheet-box')?.focus({ preventScroll: true });
  }, []);
  const anchor = picking === null ? null : document.getElementById(`map-${picking}`);
  const picked = picking === null ? undefined : byColumn.get(picking);

  return (
    <div className="mapping-panel">
      <SheetTabs recognised={recognised} sheet={sheet} onSheet={(name) => onChange(setSheet(chosen, name))} />
      <HeadRows head={head} onHead={(first, last) => onChange(setHead(chosen, first, last))} />
      <FileGrid
        key={sheet}
        label={`工作表“${sheet}”`}
        page={sheetPage}
        head={head}
        column={column}
        onRows={(first, last) => onChange(setHead(chosen, first, last))}
        onColumn={(at, act) => {
          if (act === 'map') pick(at);
          else if (!moved && byColumn.has(at)) onChange(setField(chosen, at, null));
        }}
        pale={(at) => {
          const each = byColumn.get(at);
          return !moved && (each === undefined || fieldOf(each, chosen) === null);
        }}
        topHeight={TOP}
        renderTop={(at) => (
          <ColumnTop
            at={at}
            column={moved ? undefined : byColumn.get(at)}
            chosen={chosen}
            clash={clashing}
            moved={moved}
            onPick={() => pick(at)}
          />
        )}
      />
      {picked === undefined || anchor === null ? null : (
        <Popover anchor={anchor} label={`“${picked.heading}”读作`} onClose={shut}>
          <Picker
            options={[
              { value: NONE, label: '不读这一列', hint: '内容只留在原文件里' },
              ...fieldOptions(recognised.kind),
            ]}
            current={fieldOf(picked, chosen) ?? NONE}
            placeholder="输入栏目名称或拼音首字母"
            onCancel={shut}
            onPick={(value) => {
              shut();
              const field = columnFields.find((each) => each === value) ?? null;
              onChange(setField(chosen, picked.column, field));
            }}
          />
        </Popover>
      )}
      {moved ? (
        <p className="mapping-words mapping-words-ask">表头位置已改，请按“按新表头认列”，再核对各列。</p>
      ) : (
        <Words recognised={recognised} chosen={chosen} clash={clashing} onColumn={pick} />
      )}
    </div>
  );
}

function SheetTabs(props: {
  readonly recognised: RecognisedShape;
  readonly sheet: string;
  readonly onSheet: (name: string) => void;
}) {
  const { recognised, sheet, onSheet } = props;
  return (
    <div className="mapping-sheets" role="group" aria-label="工作表">
      {recognised.sheets.map((each) => (
        <button
          key={each.name}
          type="button"
          className="mapping-sheet"
          aria-pressed={each.name === sheet}
          onClick={() => onSheet(each.name)}
        >
          {each.name}
          <span>{each.rows} 行</span>
          {each.hidden ? <span>隐藏</span> : null}
          {each.name !== recognised.sheet && each.looksLikeReturn ? (
            <span className="mark mark-amber">也像报送表</span>
          ) : null}
        </button>
      ))}
    </div>
  );
}

function HeadRows(props: {
  readonly head: readonly [number, number] | null;
  readonly onHead: (first: number, last: number) => void;
}) {
  const { head, onHead } = props;
  const [first, last] = head ?? [0, 0];
  return (
    <div className="mapping-head-rows">
      <span>
        表头在第
        <input
          className="input"
          type="number"
          min={1}
          aria-label="表头第一行"
          value={head === null ? '' : first + 1}
          onChange={(event) => {
            const row = event.target.valueAsNumber - 1;
            if (row >= 0) onHead(row, Math.max(row, row + last - first));
          }}
        />
        行至第
        <input
          className="input"
          type="number"
          min={1}
          aria-label="表头最后一行"
          value={head === null ? '' : last + 1}
          onChange={(event) => {
            const row = event.target.valueAsNumber - 1;
            if (row >= first) onHead(first, row);
          }}
        />
        行
      </span>
      <span className="soft">
        点行号设为表头，拖过两个行号设为两行表头；点列上方的按钮改它读作什么。键盘：方向键移动，空格改这一列，Delete
        不读这一列，回车把这一行设为表头（Shift+回车 设为两行）。
      </span>
    </div>
  );
}

function ColumnTop(props: {
  readonly at: number;
  readonly column: RecognisedColumnShape | undefined;
  readonly chosen: Answers;
  readonly clash: readonly ColumnField[];
  readonly moved: boolean;
  readonly onPick: () => void;
}) {
  const { at, column, chosen, clash, moved, onPick } = props;
  const letter = <span className="mapping-letter">{columnName(at)}</span>;
  if (column === undefined)
    return (
      <div className="mapping-top">
        {letter}
        {moved ? <span className="soft">待认列</span> : null}
      </div>
    );
  const field = fieldOf(column, chosen);
  const own = chosen.columns?.[String(at)] !== undefined;
  const bad = field !== null && clash.includes(field);
  return (
    <div className="mapping-top">
      <span className="mapping-line">
        {letter}
        <span title="表头以下有内容的行数／总行数">
          {column.filled}/{column.of}
        </span>
      </span>
      <button
        id={`map-${at}`}
        type="button"
        tabIndex={-1}
        className={`mapping-field ${field === null ? 'mapping-field-none' : ''} ${bad ? 'mapping-field-bad' : ''}`}
        title={`“${column.heading}”读作${field === null ? '：不读' : `“${fieldWords[field]}”`}，点一下改`}
        onClick={onPick}
      >
        <span>{field === null ? '不读' : fieldWords[field]}</span>▾
      </button>
      <span className="mapping-line">
        {own ? '人工选定' : columnHow(column.how, column.score)}
        {column.month === null ? '' : ` ${column.month}`}
        {column.wan ? ' 万元' : ''}
      </span>
    </div>
  );
}

function Words(props: {
  readonly recognised: RecognisedShape;
  readonly chosen: Answers;
  readonly clash: readonly ColumnField[];
  readonly onColumn: (column: number) => void;
}) {
  const { recognised, chosen, clash, onColumn } = props;
  const unread = unreadColumns(recognised, chosen);
  return (
    <div className="mapping-words">
      {clash.length === 0 ? null : (
        <p className="mapping-words-ask" role="alert">
          不止一列读作{clash.map((field) => `“${fieldWords[field]}”`).join('、')}，请各留一列。
        </p>
      )}
      {unread.length === 0 ? (
        <p>有内容的列都已读入。</p>
      ) : (
        <p>
          没有读入的列（{unread.length}）：
          {unread.map((column) => (
            <button
              key={column.column}
              type="button"
              className="mapping-unread"
              title="点一下，指定它读作什么"
              onClick={() => onColumn(column.column)}
            >
              {columnName(column.column)} {column.heading === '' ? '（无标题）' : column.heading}
              <span>
                {column.filled}/{column.of}
              </span>
            </button>
          ))}
          它们的内容只留在原文件里。
        </p>
      )}
    </div>
  );
}
