/** One step of the chain, or a way back, for one issue or several at once: all of them, or none. */
import { Modal } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '../../../shared/result.ts';
import { isComposing } from '../../app/composing.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call, useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Loading } from '../parts/Notes.tsx';
import { slow, useBusy } from '../parts/write.ts';
import { ActFields, checkAct } from './ActFields.tsx';
import type { ActValues } from './ActFields.tsx';
import { MissingList } from './MissingList.tsx';
import { missingTables } from './missingTables.ts';
import { rememberText } from './remembered.ts';
import { closeClosingDialog } from './state.ts';
import type { Act, ClosingIssue } from './words.ts';
import './dialogs.css';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

/** The dialog takes the focus itself as it opens, in milliseconds. */
const FOCUS_AFTER = 60;

export function ActDialog({ act }: { readonly act: Act }) {
  const ids = act.issues.map((issue) => issue.id);
  const applies = act.kind === 'step' && act.step?.step === 'applied';
  const missing = useCall('closing.missing', applies ? { ids } : null, { tables: missingTables });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [values, setValues] = useState<ActValues>({ actor: '', on: today, text: '' });
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { busy, once } = useBusy();
  const box = useRef<HTMLDivElement>(null);

  // Named as on the board, by the way through the headings: bare numbers repeat.
  const placeOf = new Map(act.issues.map(({ id, number }) => [id, number]));
  // Of hundreds of issues the lists are drawn in pieces, while the window goes on.
  const found = useDeferredValue(missing.value ?? missing.last);
  const lacking = (found?.issues ?? [])
    .filter((issue) => issue.missing.length > 0)
    .map((issue) => ({ ...issue, number: placeOf.get(issue.id) ?? issue.number }));
  const lacks = new Set(lacking.map((issue) => issue.id));
  const able = act.issues.filter((issue) => !lacks.has(issue.id));
  const waiting = applies && found === undefined && missing.failure === null;
  // Nothing to fill in: the keys go to the first thing that is missing.
  const blocked = !waiting && able.length === 0;
  useEffect(() => {
    if (!blocked) return;
    const timer = window.setTimeout(() => {
      box.current?.querySelector<HTMLElement>('.missing button')?.focus();
    }, FOCUS_AFTER);
    return () => window.clearTimeout(timer);
  }, [blocked]);
  const words = wordsOf(act);
  const problems = asked ? checkAct(values, words.required ? words.text : null) : {};

  async function go(): Promise<void> {
    setAsked(true);
    if (Object.keys(checkAct(values, words.required ? words.text : null)).length > 0) {
      window.setTimeout(() => box.current?.querySelector<HTMLElement>('.act-problem')?.scrollIntoView());
      return;
    }
    const answer = await send(act, able, values);
    if (!answer.ok) {
      setFailure(answer.error);
      // What is missing is asked anew: the list must be what the guard saw.
      if (applies) missing.reload();
      return;
    }
    const memory = memoryOf(act);
    rememberText(`${memory}.actor`, values.actor);
    rememberText(`${memory}.text`, values.text);
    notifySuccess(doneWords(act, able), undo);
    closeClosingDialog();
  }

  return (
    <Modal
      open
      centered
      className="act-dialog"
      width="min(46rem, 94vw)"
      title={act.issues.length > 1 ? `${act.title}（${act.issues.length} 个问题）` : act.title}
      okText={
        able.length < act.issues.length && able.length > 0
          ? `为其余 ${able.length} 个${act.title}`
          : act.title
      }
      cancelText={able.length === 0 ? '关闭' : '取消'}
      okButtonProps={{
        loading: slow(busy),
        danger: act.kind === 'back' || act.kind === 'withdraw',
        disabled: waiting || able.length === 0,
        title: 'Ctrl+回车',
      }}
      mask={{ closable: false }}
      onOk={() => void once(go)}
      onCancel={() => closeClosingDialog()}
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
    >
      <div
        ref={box}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey || able.length === 0) return;
          event.preventDefault();
          void once(go);
        }}
      >
        {missing.failure === null ? null : <FailureNote failure={missing.failure} onRetry={missing.reload} />}
        {waiting ? <Loading>正在检查申请条件…</Loading> : null}
        {lacking.length === 0 ? null : (
          <section className="act-missing" aria-label="还缺什么">
            <h3>
              {act.issues.length === 1
                ? '还不能申请，缺少下列内容'
                : `${lacking.length} 个问题还不能申请，缺少下列内容`}
            </h3>
            <p className="soft">点一项，直接转到补办的地方。</p>
            <MissingList issues={lacking} heads={act.issues.length > 1} />
          </section>
        )}
        {waiting || able.length === 0 ? null : (
          <>
            {lacking.length > 0 ? (
              <h3 className="act-able">下列 {able.length} 个条件齐全，可以先申请</h3>
            ) : null}
            <Concerned issues={able} />
            {words.note === '' ? null : <p className="act-what">{words.note}</p>}
            <ActFields
              values={values}
              problems={problems}
              onChange={(next) => {
                setValues(next);
                setFailure(null);
              }}
              memory={memoryOf(act)}
              holder={words.holder}
              textLabel={words.text}
              textRequired={words.required}
              textHint={words.hint}
              {...(words.usual === '' ? {} : { usual: words.usual })}
            />
          </>
        )}
        {failure === null ? null : <FailureNote failure={failure} />}
      </div>
    </Modal>
  );
}

/** Named in the dialog; of more only the number is said. */
const NAMED = 20;

/** The issues that the act concerns; long lists scroll. */
function Concerned({ issues }: { readonly issues: readonly ClosingIssue[] }) {
  return (
    <ul className="act-issues" aria-label="涉及的问题" tabIndex={issues.length > 4 ? 0 : -1}>
      {issues.slice(0, NAMED).map((issue) => (
        <li key={issue.id}>
          <span className="act-number">{issue.number}</span>
          <span>{issue.title}</span>
        </li>
      ))}
      {issues.length > NAMED ? <li className="soft">等 {issues.length} 个问题</li> : null}
    </ul>
  );
}

function memoryOf({ kind, step }: Act): string {
  return kind === 'step' ? (step?.step ?? kind) : kind;
}

interface ActWords {
  /** What the act does, in one line. */
  readonly note: string;
  readonly holder: string;
  readonly text: string;
  readonly required: boolean;
  readonly hint: string;
  readonly usual: string;
}
function wordsOf({ kind, step }: Act): ActWords {
  const opinion = { text: '意见', required: true, hint: '', usual: '同意' };
  switch (kind) {
    case 'back':
      return {
        note: '退回后问题重新打开，可以补办再申请；已签署的意见保留。',
        holder: '',
        text: '退回原因',
        required: true,
        hint: '写明哪里不符合要求、要补什么',
        usual: '',
      };
    case 'withdraw':
      return {
        note: '由申请单位撤回申请，问题重新打开；已签署的意见保留。',
        holder: '',
        text: '撤回原因',
        required: true,
        hint: '',
        usual: '',
      };
    case 'recheck':
      return {
        note: '只作记录，问题保持已销号。发现反弹或整改不实的，请用“重启整改”。',
        holder: '',
        text: '回头看情况',
        required: false,
        hint: '',
        usual: '',
      };
    default:
      if (step?.step === 'applied') {
        return {
          note: '申请后整改措施不能再改动，直到退回、撤回或重启。',
          holder: step.holder,
          text: '申请说明',
          required: false,
          hint: '',
          usual: '',
        };
      }
      return {
        ...opinion,
        note: step?.step === 'closed' ? '审定后问题即为已销号，计入当月新销号。' : '',
        holder: step?.holder ?? '',
      };
  }
}

function doneWords(act: Act, issues: readonly ClosingIssue[]): string {
  const what: Readonly<Record<Act['kind'], string>> = {
    step: `已办理：${act.title}`,
    back: '已退回',
    withdraw: '已撤回申请',
    recheck: '已登记回头看通过',
    reopen: '已重启整改',
  };
  return issues.length > 1 ? `${what[act.kind]}（${issues.length} 个问题）` : what[act.kind];
}

function send(
  { kind, step }: Act,
  issues: readonly ClosingIssue[],
  { actor, on, text }: ActValues,
): Promise<Result<unknown>> {
  const common = {
    ids: issues.map((issue) => issue.id),
    actor: actor.trim(),
    ...(on === null ? {} : { on }),
  };
  const said = text.trim();
  const opinion = said === '' ? {} : { opinion: said };
  switch (kind) {
    case 'back':
      return call('closing.back', { ...common, as: 'sent_back', reason: said });
    case 'withdraw':
      return call('closing.back', { ...common, as: 'application_withdrawn', reason: said });
    case 'recheck':
      return call('closing.recheck', { ...common, ...opinion });
    default:
      return call('closing.step', {
        ...common,
        ...(step === null ? {} : { step: step.step }),
        ...opinion,
      });
  }
}
