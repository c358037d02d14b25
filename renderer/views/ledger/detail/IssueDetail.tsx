/** Detail of an issue: fields, how it stands, its closing chain, its changes. */
import type { IssuePatch } from '../../../../shared/contract/types.ts';
import { call, useCall } from '../../../door.ts';
import { canWrite, useLedger } from '../../../store/ledger.ts';
import { attempt } from '../../../store/writes.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { IssueStateMark, Lamp, Progress } from '../../../ui/Lamp.tsx';
import { addMeasure } from '../nodeForms.ts';
import { askIssuePlan } from '../planForms.ts';
import { ChangeLog } from './ChangeLog.tsx';
import { ClosingSection } from './ClosingSection.tsx';
import { PickField, ReadField, TextField } from './Field.tsx';
import { Outcomes } from './Outcomes.tsx';
import { Path } from './Path.tsx';
import { PlanChanges } from './PlanChanges.tsx';
import { addAndUse, idOrNull, say, useWhoOptions } from './who.ts';

const TABLES = [
  'issues',
  'measures',
  'measure_events',
  'closing_events',
  'closing_cycles',
  'plan_changes',
  'rounds',
  'persons',
  'unit_names',
  'headings',
];

export function IssueDetail({ id }: { readonly id: number }) {
  const { value, failure, reload } = useCall('issue.get', { id }, { tables: TABLES });
  const ledgerWrites = useLedger(canWrite);
  const who = useWhoOptions('未明确');
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return null;
  const frozen = value.closure !== 'open';
  const edit = (patch: IssuePatch) => attempt(call('issue.edit', { ids: [id], patch }));
  return (
    <>
      <div className="detail-head">
        <Path path={value.path} />
        <h2>
          {value.number}
          {value.title}
        </h2>
        <div className="detail-marks">
          {value.withdrawnOn === null ? (
            <>
              <IssueStateMark state={value.state} />
              <Lamp lamp={value.lamp} long />
            </>
          ) : (
            <span className="mark">已撤销</span>
          )}
          {value.cycle > 1 ? <span className="mark">第 {value.cycle} 轮销号</span> : null}
        </div>
      </div>
      {frozen ? (
        <p className="detail-note">
          {value.closure === 'closed' ? '该问题已销号，' : '该问题正在销号流程中，'}其整改措施不能改动。
        </p>
      ) : null}
      {value.withdrawnOn === null ? null : (
        <p className="detail-note">该问题已于 {value.withdrawnOn} 撤销，不计入统计。</p>
      )}
      <div className="fields">
        <TextField
          label="序号"
          value={value.number}
          onKeep={ledgerWrites ? (number) => edit({ number }) : null}
        />
        <TextField
          label="问题"
          value={value.title}
          required
          onKeep={ledgerWrites ? (title) => edit({ title }) : null}
        />
        <TextField
          label="原文"
          value={value.text}
          long
          onKeep={ledgerWrites ? (text) => edit({ text }) : null}
        />
        <PickField
          label="牵头领导"
          shown={value.lead?.name ?? <span className="soft">未明确</span>}
          options={who.leads}
          current={value.lead === null ? '' : String(value.lead.id)}
          onPick={ledgerWrites ? (picked) => void say(edit({ leadId: idOrNull(picked) })) : null}
          onNew={(name) => void addAndUse('lead', name, (leadId) => edit({ leadId }))}
        />
        <PickField
          label="责任单位"
          shown={value.unit?.name ?? <span className="soft">未明确</span>}
          options={who.units}
          current={value.unit === null ? '' : String(value.unit.id)}
          onPick={ledgerWrites ? (picked) => void say(edit({ unitId: idOrNull(picked) })) : null}
          onNew={(name) => void addAndUse('unit', name, (unitId) => edit({ unitId }))}
        />
        <ReadField label="措施">
          <Progress done={value.measuresComplete} of={value.measures} label="措施完成" />
        </ReadField>
        <ReadField label="列入日期">{value.adoptedOn}</ReadField>
        {value.withdrawnOn === null ? null : <ReadField label="撤销日期">{value.withdrawnOn}</ReadField>}
      </div>
      {ledgerWrites && !frozen ? (
        <div className="detail-actions">
          {value.withdrawnOn === null ? (
            <button type="button" className="button" onClick={() => addMeasure(id)}>
              新增整改措施
            </button>
          ) : null}
          <button
            type="button"
            className="button"
            onClick={() =>
              askIssuePlan([id], value.withdrawnOn === null ? 'issue.withdraw' : 'issue.restore')
            }
          >
            {value.withdrawnOn === null ? '撤销问题…' : '恢复问题…'}
          </button>
        </div>
      ) : null}
      <ClosingSection issue={value} />
      <PlanChanges changes={value.planChanges} />
      <Outcomes issue={id} unit={value.unit?.id ?? null} />
      <ChangeLog table="issues" row={id} />
    </>
  );
}
