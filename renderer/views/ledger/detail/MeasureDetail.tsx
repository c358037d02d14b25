/** Detail of a measure: every field, progress, evidence, states, extensions, changes. */
import type { MeasurePatch, MeasureDetail as Measure } from '../../../../shared/contract/types.ts';
import { demands, measureStates } from '../../../../shared/lists.ts';
import type { Demand, MeasureState } from '../../../../shared/lists.ts';
import {
  demandWords,
  establishedWord,
  evidenceMissingWord,
  inferredWord,
  lagWord,
  measureStateWords,
} from '../../../../shared/words.ts';
import { useCall } from '../../../door.ts';
import { askExtension } from '../../../store/extend.ts';
import { canWrite, showInLedger, useLedger } from '../../../store/ledger.ts';
import { askState, changeState, editMeasures, establish, setDemand } from '../../../store/writes.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Lamp, StateMark } from '../../../ui/Lamp.tsx';
import { askWithdraw } from '../bulk.ts';
import { askReplace } from '../planForms.ts';
import { ChangeLog } from './ChangeLog.tsx';
import { Evidence } from './Evidence.tsx';
import { PickField, ReadField, TextField } from './Field.tsx';
import { ExtensionRequests } from './ExtensionRequests.tsx';
import { Extensions, ProgressHistory, StateHistory } from './Histories.tsx';
import { Outcomes } from './Outcomes.tsx';
import { addAndUse, idOrNull, say, useWhoOptions } from './who.ts';

const TABLES = [
  'measures',
  'measure_units',
  'measure_events',
  'extensions',
  'progress',
  'evidence',
  'issues',
  'closing_events',
  'persons',
  'unit_names',
  'units',
  'settings',
  'rounds',
];

export function MeasureDetail({ id }: { readonly id: number }) {
  const { value, failure, reload } = useCall('measure.get', { id }, { tables: TABLES });
  const ledgerWrites = useLedger(canWrite);
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return null;
  const free = ledgerWrites && !value.frozen && value.withdrawnOn === null;
  return (
    // Files that are dropped anywhere on it become its evidence.
    <div
      data-evidence={id}
      data-evidence-title={`${value.number}${value.title}`}
      data-evidence-frozen={value.frozen}
    >
      <Head measure={value} />
      <Fields measure={value} free={free} />
      {ledgerWrites && !value.frozen ? <Actions measure={value} /> : null}
      <ProgressHistory measure={value} free={ledgerWrites} />
      <Evidence measure={value} free={ledgerWrites && !value.frozen} />
      <Outcomes issue={value.issueId} measure={id} unit={value.unit?.id ?? null} />
      <StateHistory events={value.events} />
      <ExtensionRequests measure={id} free={free} />
      <Extensions measure={value} free={free} />
      <ChangeLog table="measures" row={id} />
    </div>
  );
}

function Head({ measure }: { readonly measure: Measure }) {
  return (
    <div className="detail-head">
      <nav className="path" aria-label="所在位置">
        <button
          type="button"
          className="path-part"
          title="转到所属问题"
          onClick={() => showInLedger({ node: { kind: 'issue', id: measure.issueId } })}
        >
          {measure.issueNumber}
          {measure.issueTitle}
        </button>
      </nav>
      <h2>
        {measure.number}
        {measure.title}
      </h2>
      <div className="detail-marks">
        {measure.withdrawnOn === null ? (
          <StateMark state={measure.state} />
        ) : (
          <span className="mark">已撤销</span>
        )}
        <Lamp lamp={measure.lamp} long />
        {measure.established ? <span className="mark mark-green">{establishedWord}</span> : null}
        {measure.lagging ? <span className="mark mark-amber">{lagWord}</span> : null}
        {measure.lacksEvidence ? <span className="mark mark-alert">{evidenceMissingWord}</span> : null}
      </div>
      {measure.frozen ? <p className="detail-note">问题在销号流程中或已销号，整改措施不能改动。</p> : null}
      {measure.withdrawnOn === null ? null : (
        <p className="detail-note">该措施已于 {measure.withdrawnOn} 撤销，不计入统计。</p>
      )}
    </div>
  );
}

function Fields({ measure, free }: { readonly measure: Measure; readonly free: boolean }) {
  const who = useWhoOptions('沿用问题的');
  const edit = (patch: MeasurePatch) => editMeasures([measure.id], patch);
  const { deadline } = measure;
  return (
    <div className="fields">
      <PickField
        plain
        label="整改状态"
        shown={
          <>
            {measureStateWords[measure.state]}
            {measure.doneOn === null ? '' : `（${measure.doneOn}）`}
          </>
        }
        options={measureStates.map((state) => ({ value: state, label: measureStateWords[state] }))}
        current={measure.state}
        onPick={
          free
            ? (state) => {
                if (state !== measure.state) void changeState([measure.id], state as MeasureState);
              }
            : null
        }
        aside={
          free ? (
            <button
              type="button"
              className="button button-small button-plain"
              onClick={() => askState([measure.id], measure.state)}
            >
              改日期…
            </button>
          ) : null
        }
      />
      <PickField
        plain
        label="整改要求"
        shown={demandWords[measure.demand]}
        options={demands.map((demand) => ({ value: demand, label: demandWords[demand] }))}
        current={measure.demand}
        onPick={free ? (demand) => void setDemand([measure.id], demand as Demand) : null}
        aside={
          measure.demand === 'ongoing' ? (
            <label className="field-check">
              <input
                type="checkbox"
                checked={measure.established}
                disabled={!free}
                onChange={(event) => void establish([measure.id], event.target.checked)}
              />
              {establishedWord}
              {measure.establishedOn === null ? '' : `（${measure.establishedOn}）`}
            </label>
          ) : null
        }
      />
      <PickField
        label="牵头领导"
        shown={<Who name={measure.lead?.name} inherited={measure.leadInherited} />}
        options={who.leads}
        current={measure.lead === null || measure.leadInherited ? '' : String(measure.lead.id)}
        onPick={free ? (picked) => void say(edit({ leadId: idOrNull(picked) })) : null}
        onNew={(name) => void addAndUse('lead', name, (leadId) => edit({ leadId }))}
      />
      <PickField
        label="责任单位"
        shown={<Who name={measure.unit?.name} inherited={measure.unitInherited} />}
        options={who.units}
        current={measure.unit === null || measure.unitInherited ? '' : String(measure.unit.id)}
        onPick={free ? (picked) => void say(edit({ unitId: idOrNull(picked) })) : null}
        onNew={(name) => void addAndUse('unit', name, (unitId) => edit({ unitId }))}
      />
      <Assisting measure={measure} free={free} units={who.units} />
      <TextField
        label="责任人"
        value={measure.assignee}
        onKeep={free ? (assignee) => edit({ assignee }) : null}
      />
      <TextField
        label="整改期限"
        value={deadline.raw}
        onKeep={free ? (text) => edit({ deadline: text }) : null}
        aside={
          <span className="field-aside">
            {measure.dueOn === null ? null : (
              <span>{measure.extensions > 0 ? `现延至 ${measure.dueOn}` : `即 ${measure.dueOn}`}</span>
            )}
            {deadline.ongoing && measure.demand !== 'ongoing' ? <span>并长期坚持</span> : null}
            {deadline.inferred ? <span className="mark mark-amber">{inferredWord}</span> : null}
            {deadline.inferred && free ? (
              <button
                type="button"
                className="button button-small"
                onClick={() => void say(edit({ confirmDeadline: true }))}
              >
                确认无误
              </button>
            ) : null}
            {measure.extensions > 0 ? <span className="mark">已延期 {measure.extensions} 次</span> : null}
            {free && measure.state !== 'done' && (measure.dueOn !== null || measure.extensions > 0) ? (
              <button
                type="button"
                className="button button-small button-plain"
                title="批准新的期限，原定期限保留"
                onClick={() => void askExtension([measure.id])}
              >
                延期…
              </button>
            ) : null}
          </span>
        }
      />
      <TextField label="序号" value={measure.number} onKeep={free ? (number) => edit({ number }) : null} />
      <TextField
        label="整改措施"
        value={measure.title}
        required
        onKeep={free ? (title) => edit({ title }) : null}
      />
      <TextField label="原文" value={measure.text} long onKeep={free ? (text) => edit({ text }) : null} />
      <ReadField label="列入日期">{measure.adoptedOn}</ReadField>
    </div>
  );
}

function Who({ name, inherited }: { readonly name: string | undefined; readonly inherited: boolean }) {
  if (name === undefined) return <span className="soft">未明确</span>;
  return (
    <>
      {name}
      {inherited ? <span className="soft">（沿用问题的）</span> : null}
    </>
  );
}

/** Units that assist: added by the picker, taken away one by one. */
function Assisting(props: {
  readonly measure: Measure;
  readonly free: boolean;
  readonly units: readonly { readonly value: string; readonly label: string }[];
}) {
  const { measure, free } = props;
  const held = measure.assisting.map((unit) => unit.id);
  const keep = (assistingIds: number[]) => editMeasures([measure.id], { assistingIds });
  const others = props.units.filter((unit) => unit.value !== '' && !held.includes(Number(unit.value)));
  return (
    <PickField
      label="配合单位"
      shown={
        <span className={held.length === 0 ? 'soft' : ''}>
          {free ? '添加…' : held.length === 0 ? '—' : ''}
        </span>
      }
      options={others}
      current={null}
      onPick={free ? (picked) => void say(keep([...held, Number(picked)])) : null}
      onNew={(name) => void addAndUse('unit', name, (id) => keep([...held, id]))}
      aside={measure.assisting.map((unit) => (
        <span key={unit.id} className="tag">
          {unit.name}
          {free ? (
            <button
              type="button"
              aria-label={`去掉配合单位${unit.name}`}
              onClick={() => void say(keep(held.filter((id) => id !== unit.id)))}
            >
              ×
            </button>
          ) : null}
        </span>
      ))}
    />
  );
}

function Actions({ measure }: { readonly measure: Measure }) {
  const withdrawn = measure.withdrawnOn !== null;
  return (
    <div className="detail-actions">
      {withdrawn || measure.state === 'done' ? null : (
        <button
          type="button"
          className="button button-main"
          onClick={() => void changeState([measure.id], 'done')}
        >
          标记完成
        </button>
      )}
      <button
        type="button"
        className="button"
        onClick={() => askWithdraw([measure.id], withdrawn ? 'measure.restore' : 'measure.withdraw')}
      >
        {withdrawn ? '恢复措施…' : '撤销措施…'}
      </button>
      {withdrawn ? null : (
        <button type="button" className="button" onClick={() => askReplace(measure)}>
          替换措施…
        </button>
      )}
    </div>
  );
}
