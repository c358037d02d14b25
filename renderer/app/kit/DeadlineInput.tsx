/** A deadline in words, with what is understood of it said beneath while it is typed. */
import { Input } from 'antd';
import { useDeferredValue } from 'react';
import { useCall } from '../../door.ts';
import { deadlineReading } from '../../words/deadlineReading.ts';
import type { FormField } from '../forms.ts';

interface Props {
  readonly field: Extract<FormField, { readonly kind: 'deadline' }>;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

export function DeadlineInput({ field, id, value = '', onChange }: Props) {
  const definite = field.definite === true;
  const typed = useDeferredValue(value.trim());
  const answer = useCall('deadline.read', typed === '' ? null : { raw: typed }, { tables: [] });
  const reading = typed === '' ? null : answer.value;
  const said = reading == null ? null : deadlineReading(reading, definite ? 'day' : 'words');
  const date = reading?.deadline?.date ?? null;
  return (
    <>
      <Input
        {...(id === undefined ? {} : { id })}
        value={value}
        maxLength={200}
        placeholder={field.placeholder ?? ''}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <div
        className={`deadline-read ${said?.understood === false ? 'deadline-read-problem' : ''}`}
        aria-live="polite"
      >
        {said === null ? (
          <span>照{definite ? '批复' : '文件'}的写法填写，读出的日期显示在这里</span>
        ) : (
          <>
            {said.understood ? '读作：' : ''}
            <b>{said.words}</b>
            {date === null || field.about === undefined ? '' : `　${field.about(date)}`}
            {said.warning === '' ? null : <div className="deadline-read-problem">{said.warning}</div>}
          </>
        )}
      </div>
    </>
  );
}
