/** Detail of an issue: fields, how it stands, its closing chain, its changes. */
import type { IssuePatch } from '../../../../shared/contract/types.ts';
import { closingEventWords } from '../../../../shared/words.ts';
import { call, useCall } from '../../../door.ts';
import { canWrite, useLedger } from '../../../store/ledger.ts';
import { attempt } from '../../../store/writes.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { IssueStateMark, Lamp, Progress } from '../../../ui/Lamp.tsx';
import { addMeasure } from '../nodeForms.ts';
import { ChangeLog } from './ChangeLog.tsx';
import { PickField, ReadField, Section, TextField } from './Field.tsx';
import { Path } from './Path.tsx';
import { addAndUse, idOrNull, say, useWhoOptions } from './who.ts';

const TABLES = [
  'issues',
  'measures',
  'measure_events',
  'closing_events',
  'closing_cycles',
  'persons',
  'unit_names',
  'headings',
];

/** Codes of the closing chain as the ledger keeps them; two are shorter than in the domain's list. */
const steps: Readonly<Record<string, string>> = {
  ...closingEventWords,
  withdrawn: closingEventWords.application_withdrawn,
  imported: closingEventWords.imported_closed,
};

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
          <IssueStateMark state={value.state} />
          <Lamp lamp={value.lamp} long />
          {value.cycle > 1 ? <span className="mark">第 {value.cycle} 轮销号</span> : null}
        </div>
      </div>
      {frozen ? (
        <p className="detail-note">
          {value.closure === 'closed' ? '该问题已销号，' : '该问题正在销号流程中，'}其整改措施不能改动。
        </p>
      ) : null}
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
          <button type="button" className="button" onClick={() => addMeasure(id)}>
            新增整改措施
          </button>
        </div>
      ) : null}
      <Section title="销号流程" count={value.closing.length}>
        {value.closing.length === 0 ? (
          <p className="soft">尚未申请销号。申请前，全部措施应当完成，并有佐证材料或写明没有的原因。</p>
        ) : (
          <ol className="timeline">
            {value.closing.map((step) => (
              <li key={step.id}>
                <div className="timeline-head">
                  <strong>{Object.hasOwn(steps, step.step) ? steps[step.step] : step.step}</strong>
                  <span>{step.on}</span>
                  <span>{step.actor}</span>
                  {step.attempt > 1 ? <span className="soft">第 {step.attempt} 次</span> : null}
                </div>
                {step.opinion === '' ? null : <div>{step.opinion}</div>}
              </li>
            ))}
          </ol>
        )}
      </Section>
      <ChangeLog table="issues" row={id} />
    </>
  );
}
