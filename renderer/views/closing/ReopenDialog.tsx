/** 重启整改: why a closed issue opens again, which measures are set back, and which are added. */
import { Button, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { IssueMeasure } from '../../../shared/contract/types.ts';
import type { MeasureState, ReopenGround } from '../../../shared/lists.ts';
import type { Failure } from '../../../shared/result.ts';
import { establishedWord, measureStateWords, reopenGroundWords } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call, useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { deadlineReading } from '../../words/deadlineReading.ts';
import { Loading } from '../parts/Notes.tsx';
import { slow, useBusy } from '../parts/write.ts';
import { ActFields, checkAct } from './ActFields.tsx';
import type { ActValues } from './ActFields.tsx';
import { CountedNote } from './CountedNote.tsx';
import { rememberText } from './remembered.ts';
import { closeClosingDialog } from './state.ts';
import type { ClosingIssue } from './words.ts';
import { numbered } from './words.ts';
import './dialogs.css';

type Back = Exclude<MeasureState, 'done'>;
const backStates: readonly Back[] = ['not_started', 'in_progress', 'mostly_done'];

interface Added {
  readonly key: number;
  readonly title: string;
  readonly deadline: string;
}

export function ReopenDialog({ issue }: { readonly issue: ClosingIssue }) {
  const found = useCall('closing.measures', { id: issue.id });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [ground, setGround] = useState<ReopenGround>('recheck');
  const [values, setValues] = useState<ActValues>({ actor: '', on: today, text: '' });
  const [back, setBack] = useState<ReadonlyMap<number, Back>>(new Map());
  const [added, setAdded] = useState<readonly Added[]>([]);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { busy, once } = useBusy();

  const measures = found.value?.measures.filter((measure) => measure.withdrawnOn === null) ?? [];
  const add = added
    .map(({ title, deadline }) => ({ title: title.trim(), deadline: deadline.trim() }))
    .filter(({ title, deadline }) => title !== '' || deadline !== '');
  const changes = back.size + add.length;
  const untitled = add.some(({ title }) => title === '');
  const problems = asked ? checkAct(values, '重启原因') : {};

  async function go(): Promise<void> {
    setAsked(true);
    if (Object.keys(checkAct(values, '重启原因')).length > 0 || changes === 0 || untitled) return;
    const answer = await call('closing.reopen', {
      id: issue.id,
      ground,
      actor: values.actor.trim(),
      ...(values.on === null ? {} : { on: values.on }),
      reason: values.text.trim(),
      setBack: [...back].map(([measure, state]) => ({ measure, state })),
      add,
    });
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    rememberText('reopen.actor', values.actor);
    notifySuccess('已重启整改，问题进入新一轮', {
      title: '撤销',
      run: () => void runCommand('history.undo'),
    });
    closeClosingDialog();
  }

  return (
    <Modal
      open
      centered
      className="act-dialog"
      width="min(54rem, 95vw)"
      title="重启整改"
      okText="重启整改"
      cancelText="取消"
      okButtonProps={{
        loading: slow(busy),
        danger: true,
        disabled: found.value === undefined,
        title: 'Ctrl+回车',
      }}
      mask={{ closable: false }}
      onOk={() => void once(go)}
      onCancel={() => closeClosingDialog()}
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
    >
      <div
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          void once(go);
        }}
      >
        <p className="act-what">
          <b>{numbered(issue)}</b>
        </p>
        <p className="soft">问题重新打开，进入新一轮销号；以前各轮的意见和已印发的月报不变。</p>
        <CountedNote issue={issue.id} />
        <div className="act-field">
          <span className="act-label" id="reopen-ground">
            重启依据
          </span>
          <Radio.Group
            aria-labelledby="reopen-ground"
            value={ground}
            options={(['recheck', 'other'] as const).map((value) => ({
              value,
              label: reopenGroundWords[value],
            }))}
            onChange={(event) => setGround(event.target.value as ReopenGround)}
          />
        </div>
        <ActFields
          values={values}
          problems={problems}
          onChange={(next) => {
            setValues(next);
            setFailure(null);
          }}
          memory="reopen"
          holder=""
          textLabel="重启原因"
          textRequired
          textHint="写明回头看发现了什么，或为什么要重新整改"
        />
        <section className="reopen-part" aria-label="退回哪些措施">
          <h3>退回已完成的措施</h3>
          {found.failure !== null ? (
            <FailureNote failure={found.failure} onRetry={found.reload} />
          ) : found.value === undefined ? (
            <Loading />
          ) : (
            <ul className="reopen-measures">
              {measures.map((measure) => (
                <Measure
                  key={measure.id}
                  measure={measure}
                  state={back.get(measure.id) ?? null}
                  onChange={(state) => {
                    const next = new Map(back);
                    if (state === null) next.delete(measure.id);
                    else next.set(measure.id, state);
                    setBack(next);
                    setFailure(null);
                  }}
                />
              ))}
            </ul>
          )}
        </section>
        <section className="reopen-part" aria-label="新增哪些措施">
          <h3>新增措施</h3>
          {added.map((row, index) => (
            <NewMeasure
              key={row.key}
              row={row}
              missing={asked && row.title.trim() === '' && row.deadline.trim() !== ''}
              number={index + 1}
              onChange={(next) => setAdded(added.map((each) => (each.key === row.key ? next : each)))}
              onRemove={() => setAdded(added.filter((each) => each.key !== row.key))}
            />
          ))}
          <Button
            size="small"
            disabled={added.length >= 100}
            onClick={() =>
              setAdded([
                ...added,
                { key: Math.max(0, ...added.map(({ key }) => key)) + 1, title: '', deadline: '' },
              ])
            }
          >
            新增一条措施
          </Button>
        </section>
        {asked && changes === 0 ? (
          <p className="act-problem" role="alert">
            请至少退回或新增一条措施，重启后才有可整改的内容。
          </p>
        ) : null}
        {failure === null ? null : <FailureNote failure={failure} />}
      </div>
    </Modal>
  );
}

function Measure(props: {
  readonly measure: IssueMeasure;
  readonly state: Back | null;
  readonly onChange: (state: Back | null) => void;
}) {
  const { measure, state, onChange } = props;
  const label = numbered(measure);
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={state !== null}
          onChange={(event) => onChange(event.target.checked ? 'in_progress' : null)}
        />
        <span>{label}</span>
      </label>
      <span className="reopen-now">
        {measure.established ? establishedWord : measureStateWords[measure.state]}
        {measure.doneOn === null ? '' : `（${measure.doneOn}）`}
      </span>
      <span className="reopen-to">
        {state === null ? null : (
          <>
            退回为
            <Select<Back>
              size="small"
              aria-label={`${label}退回为`}
              value={state}
              options={backStates.map((value) => ({ value, label: measureStateWords[value] }))}
              onChange={onChange}
            />
          </>
        )}
      </span>
    </li>
  );
}

function NewMeasure(props: {
  readonly row: Added;
  readonly number: number;
  readonly missing: boolean;
  readonly onChange: (row: Added) => void;
  readonly onRemove: () => void;
}) {
  const { row, onChange } = props;
  return (
    <div className="reopen-new">
      <Input
        autoFocus
        aria-label={`新增措施 ${props.number}`}
        value={row.title}
        maxLength={2000}
        placeholder="整改措施"
        {...(props.missing ? { status: 'error' as const } : {})}
        onChange={(event) => onChange({ ...row, title: event.target.value })}
      />
      <Input
        aria-label={`新增措施 ${props.number} 的整改期限`}
        value={row.deadline}
        maxLength={200}
        placeholder="整改期限，如 12月底前"
        onChange={(event) => onChange({ ...row, deadline: event.target.value })}
      />
      <Button size="small" aria-label={`去掉新增措施 ${props.number}`} onClick={props.onRemove}>
        去掉
      </Button>
      <Understood raw={row.deadline.trim()} />
    </div>
  );
}

/** What a deadline in words was understood as, so that a wrong reading is seen before it is kept. */
function Understood({ raw }: { readonly raw: string }) {
  const read = useCall('deadline.read', raw === '' ? null : { raw }, { tables: [] });
  const { value } = read;
  if (raw === '' || value === undefined) return <span className="reopen-read" />;
  const { understood, words, warning } = deadlineReading(value, 'words');
  return (
    <span className={understood ? 'reopen-read soft' : 'reopen-read reopen-unread'}>
      {understood ? `读作：${words}` : words}
      {warning === '' ? '' : `；${warning}`}
    </span>
  );
}
