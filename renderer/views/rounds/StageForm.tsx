/** Editing one stage in place: each field is written when it is left, so there is nothing to forget to save. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Args } from '../../../shared/contract/index.ts';
import { isComposing } from '../../app/composing.ts';
import { dayLabel } from '../../../shared/day.ts';
import { DayField } from '../parts/DayField.tsx';
import { weekdayOf, weekdayWords } from '../plan/monthGrid.ts';
import { write } from '../parts/write.ts';
import { askNewStage, removeStage } from './stageForms.ts';
import { stageTitle } from './StageLine.tsx';
import type { Stage } from './StageLine.tsx';

type StageFields = Args<'stage.edit'>['fields'];

interface StageFormProps {
  readonly roundId: number;
  readonly stage: Stage;
  readonly today: string;
  readonly readOnly: boolean;
}

export function StageForm({ roundId, stage, today, readOnly }: StageFormProps) {
  const save = (fields: StageFields) => void write('stage.edit', { id: stage.id, fields });
  return (
    <div className="stage-form" role="group" aria-label={`阶段：${stageTitle(stage)}`}>
      <TextCell
        label="阶段名称"
        value={stageTitle(stage)}
        readOnly={readOnly}
        onSave={(title) => {
          if (title.trim() !== '') save({ title });
        }}
      />
      <TextCell
        label="期限"
        value={stage.period}
        readOnly={readOnly}
        placeholder="如 1个月、15个工作日"
        hint={
          stage.period === '' || stage.dueOn === null
            ? '自反馈之日起算；也可写“集中整改期满后1个月”'
            : `算得 ${dayLabel(stage.dueOn)}，星期${weekdayWords[weekdayOf(stage.dueOn)] ?? ''}`
        }
        onSave={(period) => save({ period: period.trim() })}
      />
      <label>
        <span>应完成日期</span>
        <DayField
          value={stage.dueOn}
          disabled={readOnly}
          label="应完成日期"
          onChange={(dueOn) => save({ dueOn })}
        />
        {stage.period === '' ? null : <small>改动后不再按期限推算</small>}
      </label>
      <label>
        <span>实际完成日期</span>
        <DayField
          value={stage.doneOn}
          latest={today}
          disabled={readOnly}
          label="实际完成日期"
          onChange={(doneOn) => save({ doneOn })}
        />
      </label>
      <TextCell label="文号" value={stage.paper} readOnly={readOnly} onSave={(paper) => save({ paper })} />
      <TextCell wide label="备注" value={stage.note} readOnly={readOnly} onSave={(note) => save({ note })} />
      <div className="stage-wide stage-do">
        <Button size="small" disabled={readOnly} onClick={() => askNewStage(roundId, stage)}>
          在后面增加阶段…
        </Button>
        <Button size="small" danger disabled={readOnly} onClick={() => void removeStage(stage)}>
          移除本阶段
        </Button>
      </div>
    </div>
  );
}

interface TextCellProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly wide?: boolean;
  readonly placeholder?: string;
  /** Beneath the field. */
  readonly hint?: string;
  readonly onSave: (value: string) => void;
}

/** Enter and leaving the field save, Esc takes back. */
function TextCell({ label, value, readOnly, wide = false, placeholder, hint, onSave }: TextCellProps) {
  // What is being typed; null shows the ledger's own value.
  const [typed, setTyped] = useState<string | null>(null);

  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event)) return;
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
    }
  }

  return (
    <label className={wide ? 'stage-wide' : ''}>
      <span>{label}</span>
      <Input
        value={typed ?? value}
        placeholder={placeholder ?? ''}
        disabled={readOnly}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => {
          if (typed !== null && typed !== value) onSave(typed);
          setTyped(null);
        }}
      />
      {hint === undefined ? null : <small>{hint}</small>}
    </label>
  );
}
