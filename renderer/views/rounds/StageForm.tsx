/** Editing one stage in place: each field is written when it is left, so there is nothing to forget to save. */
import { Input } from 'antd';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Args } from '../../../shared/contract/index.ts';
import { isComposing } from '../../app/composing.ts';
import { DayField } from '../parts/DayField.tsx';
import { write } from '../parts/write.ts';
import { stageTitle } from './StageLine.tsx';
import type { Stage } from './StageLine.tsx';

type StageFields = Args<'stage.edit'>['fields'];

export function StageForm({ stage, today, readOnly }: { stage: Stage; today: string; readOnly: boolean }) {
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
      <label>
        <span>应完成日期</span>
        <DayField
          value={stage.dueOn}
          disabled={readOnly}
          label="应完成日期"
          onChange={(dueOn) => save({ dueOn })}
        />
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
    </div>
  );
}

interface TextCellProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly wide?: boolean;
  readonly onSave: (value: string) => void;
}

/** Enter and leaving the field save, Esc takes back. */
function TextCell({ label, value, readOnly, wide = false, onSave }: TextCellProps) {
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
        disabled={readOnly}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => {
          if (typed !== null && typed !== value) onSave(typed);
          setTyped(null);
        }}
      />
    </label>
  );
}
