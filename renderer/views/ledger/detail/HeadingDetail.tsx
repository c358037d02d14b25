/** Detail of an aspect or sub-heading. */
import { call, useCall } from '../../../door.ts';
import { canWrite, useLedger } from '../../../store/ledger.ts';
import { attempt } from '../../../store/writes.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Progress } from '../../../ui/Lamp.tsx';
import { addHeading, addIssue } from '../nodeForms.ts';
import { ChangeLog } from './ChangeLog.tsx';
import { ReadField, TextField } from './Field.tsx';
import { Path } from './Path.tsx';

const TABLES = ['headings', 'issues', 'measures', 'measure_events', 'closing_events'];

export function HeadingDetail({ id }: { readonly id: number }) {
  const { value, failure, reload } = useCall('heading.get', { id }, { tables: TABLES });
  const writes = useLedger(canWrite);
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return null;
  const edit = (patch: { number?: string; title?: string }) => attempt(call('heading.edit', { id, patch }));
  return (
    <>
      <div className="detail-head">
        <Path path={value.path} />
        <h2>
          {value.number}
          {value.title}
        </h2>
      </div>
      <div className="fields">
        <TextField label="序号" value={value.number} onKeep={writes ? (number) => edit({ number }) : null} />
        <TextField
          label="名称"
          value={value.title}
          required
          onKeep={writes ? (title) => edit({ title }) : null}
        />
        <ReadField label="问题">
          共 {value.issues} 个，已销号 {value.issuesClosed} 个
        </ReadField>
        <ReadField label="措施">
          <Progress done={value.measuresComplete} of={value.measures} label="措施完成" />
        </ReadField>
      </div>
      {writes ? (
        <div className="detail-actions">
          <button type="button" className="button" onClick={() => addHeading(id)}>
            新建子类
          </button>
          <button type="button" className="button" onClick={() => addIssue(id)}>
            新建问题
          </button>
        </div>
      ) : null}
      <ChangeLog table="headings" row={id} />
    </>
  );
}
