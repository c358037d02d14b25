/** 列对应: how a returned file was recognised, shown on its own grid and corrected there; whose it is and of which month. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { monthOf } from '../../../shared/day.ts';
import { WhoSelect } from '../../app/kit/WhoSelect.tsx';
import { isComposing } from '../../app/composing.ts';
import { notifyFailure } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { trapTab } from '../notice/focus.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { MonthField } from '../parts/MonthField.tsx';
import { askFileSheet } from './filePage.ts';
import { asked, standingOf } from './fileState.ts';
import { MappingPanel } from './MappingPanel.tsx';
import { answeredBefore, chosenOf, isMoved } from './mapping.ts';
import type { Answers, RecognisedShape } from './mapping.ts';
import { classWords, unitHowWords } from './words.ts';
import './mapping.css';

export interface MappingDialogProps {
  /** Id of the staged file. */
  readonly file: number;
  readonly onClose: () => void;
}

export default function MappingDialog({ file, onClose }: MappingDialogProps) {
  const mapping = useCall('returns.mapping', { file }, { tables: [] });
  const [answers, setAnswers] = useState<Answers | null>(null);
  const [read, setRead] = useState<StagedFile | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const page = useCallback(
    (sheet: string, first: number, count: number) => askFileSheet(file, sheet, first, count),
    [file],
  );
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  const recognised = mapping.value?.recognised ?? null;
  const chosen = answers ?? (recognised === null ? {} : answeredBefore(recognised));
  const change = (next: Answers): void => {
    setAnswers(next);
    setRead(null);
  };

  const shown = read ?? mapping.value?.file ?? null;
  const moved = recognised !== null && isMoved(recognised, chosen);
  const changed = answers !== null;
  const certain = shown !== null && shown.asks.length === 0 && !changed;

  const apply = async (): Promise<void> => {
    if (recognised === null || busy) return;
    setBusy(true);
    const result = await call('returns.map', { file, chosen: chosenOf(recognised, chosen) });
    setBusy(false);
    if (!result.ok) {
      notifyFailure(result.error);
      return;
    }
    setRead(result.value.file);
    // What was answered is part of the guess now.
    setAnswers(null);
    mapping.reload();
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event)) return;
    if (box.current?.contains(event.target as Node) !== true) return;
    if (event.key === 'Tab') trapTab(event, box.current);
    else if (event.key === 'Escape') onClose();
    else if (event.ctrlKey && event.key === 'Enter') {
      if (certain) onClose();
      else void apply();
    } else {
      // The review beneath must not hear the keys of this dialog.
      event.stopPropagation();
      return;
    }
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="mapping"
      ref={box}
      role="dialog"
      aria-modal="true"
      aria-labelledby="mapping-title"
      tabIndex={-1}
      onKeyDown={onKey}
    >
      <header className="mapping-head">
        <h1 id="mapping-title">
          列对应
          <span>{mapping.value?.file.name ?? ''}</span>
        </h1>
        <button
          type="button"
          className="button button-small"
          disabled={busy}
          title="返回（Esc）"
          onClick={onClose}
        >
          返回
        </button>
      </header>
      {mapping.failure !== null ? (
        <FailureNote failure={mapping.failure} onRetry={mapping.reload} />
      ) : mapping.value === undefined && mapping.last === undefined ? (
        <Loading>正在打开原表…</Loading>
      ) : recognised === null ? (
        <div className="note-empty">
          <strong>这个文件没有读出可以核对的表</strong>
          <p>请看“文件情况”中的说明，请报送单位改正后重新发送。</p>
        </div>
      ) : (
        <>
          <Whose recognised={recognised} chosen={chosen} onChange={change} />
          <MappingPanel recognised={recognised} page={page} chosen={chosen} onChange={change} />
        </>
      )}
      <footer className="mapping-foot">
        <p role="status">
          {busy ? '正在按此读取…' : <Result file={shown} read={read !== null} changed={changed} />}
        </p>
        {certain ? (
          <button type="button" className="button button-main" title="Ctrl+回车" onClick={onClose}>
            完成
          </button>
        ) : (
          <button
            type="button"
            className="button button-main"
            disabled={busy || recognised === null}
            title="Ctrl+回车"
            onClick={() => void apply()}
          >
            {moved ? '按新表头认列' : '按此读取'}
          </button>
        )}
      </footer>
    </div>
  );
}

function Whose(props: {
  readonly recognised: RecognisedShape;
  readonly chosen: Answers;
  readonly onChange: (answers: Answers) => void;
}) {
  const { recognised, chosen, onChange } = props;
  const today = useLedger((store) => store.ledger?.today ?? '2000-01-01');
  const unit = chosen.unit ?? recognised.unit.id;
  const month = chosen.month ?? recognised.month.month;
  return (
    <div className="mapping-whose">
      <label htmlFor="mapping-unit">报送单位</label>
      <span className={`mapping-unit ${unit === null ? 'mapping-missing' : ''}`}>
        <WhoSelect
          kind="unit"
          id="mapping-unit"
          value={unit === null ? '' : String(unit)}
          onChange={(value) => {
            const { unit: _unit, ...rest } = chosen;
            onChange(value === '' ? rest : { ...rest, unit: Number(value) });
          }}
        />
      </span>
      <How how={chosen.unit === undefined ? recognised.unit.how : 'chosen'} found={recognised.unit.found} />
      <span>月份</span>
      <span className={month === null ? 'mapping-missing' : ''}>
        <MonthField
          label="月份"
          value={month ?? ''}
          latest={monthOf(today)}
          onChange={(value) => onChange({ ...chosen, month: value })}
        />
      </span>
      <How
        how={chosen.month === undefined ? recognised.month.how : 'chosen'}
        found={recognised.month.found}
      />
    </div>
  );
}

/** Whence it is known: '来自文件名：XX局8月.xlsx'. */
function How({ how, found }: { how: RecognisedShape['unit']['how']; found: string }) {
  if (how === null)
    return (
      <span className="mapping-words-ask">
        {found === '' ? '没有认出，请选择' : `文中是“${found}”，请选择`}
      </span>
    );
  return (
    <span className="soft">
      {unitHowWords[how]}
      {found === '' || how === 'chosen' ? '' : `“${found}”`}
    </span>
  );
}

function Result({
  file,
  read,
  changed,
}: {
  readonly file: StagedFile | null;
  readonly read: boolean;
  readonly changed: boolean;
}) {
  if (file === null) return null;
  if (changed) return '改好之后按“按此读取”；选定的结果会记住，这个单位下次用同样的表就不必再选。';
  if (file.asks.length > 0) return `还要确认：${asked(file.asks)}。`;
  const { counts } = file;
  if (counts === null) return standingOf(file, 0).word;
  const { rowClasses, classes } = counts;
  return [
    read ? '已按此读取，并记住供这个单位下次使用。' : '',
    `${counts.rows} 行：对上 ${rowClasses.matched}、未对上 ${rowClasses.new}、对上多条 ${rowClasses.ambiguous}、缺报 ${rowClasses.absent}；`,
    (['problem', 'theirs', 'both'] as const)
      .map((each) => `${classWords[each].word} ${classes[each]}`)
      .join('、'),
    ' 格。',
  ].join('');
}
