/** Matters for decision by how far they have come: submitting, deciding, settling, taking away. */
import { Button, Drawer } from 'antd';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { Matter } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import { matterState, matterStates, matterStateWords } from '../../../shared/matters.ts';
import type { MatterState } from '../../../shared/matters.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { Failure } from '../../../shared/result.ts';
import { isComposing } from '../../app/composing.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { MatterForm } from './MatterForm.tsx';
import { closeMatters, openMatterForm, useMatters } from './matterState.ts';
import './matters.css';

interface Props {
  /** Proposed for a new one. */
  readonly month: Month;
  /** Undefined while they are asked. */
  readonly matters: readonly Matter[] | undefined;
  readonly failure: Failure | null;
  readonly onRetry: () => void;
}

export function MatterDrawer({ month, matters, failure, onRetry }: Props) {
  const writable = useLedger(canWrite);
  const form = useMatters((store) => store.form);
  const box = useRef<HTMLDivElement>(null);
  const edited = form?.kind === 'edit' ? matters?.find(({ id }) => id === form.matter) : undefined;

  const titles = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('.matter-title') ?? []),
  ];
  function onKey(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (event.key === 'Insert' && writable) {
      event.preventDefault();
      openMatterForm({ kind: 'new' });
      return;
    }
    // The window's own keys rest while a dialog is open.
    if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      void runCommand('history.undo');
      return;
    }
    const all = titles();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target !== undefined) {
      event.preventDefault();
      all[Math.min(Math.max(target, 0), all.length - 1)]?.focus();
    } else if (event.key === 'Delete' && writable) {
      const matter = matters?.find(({ id }) => String(id) === all[at]?.dataset['matter']);
      if (matter !== undefined) void remove(matter);
    }
  }

  async function remove(matter: Matter): Promise<void> {
    const at = titles().findIndex((title) => title.dataset['matter'] === String(matter.id));
    const done = await call('matter.remove', { ids: [matter.id] });
    if (!done.ok) {
      notifyFailure(done.error);
      return;
    }
    notifySuccess(
      `已移除：${matter.title}`,
      { title: '撤销', run: () => void runCommand('history.undo') },
      'matter',
    );
    // The focus goes on to the one that comes up.
    const rest = titles().filter((title) => title.dataset['matter'] !== String(matter.id));
    (rest[Math.min(at, rest.length - 1)] ?? box.current)?.focus();
  }

  return (
    <Drawer
      open
      size="min(46rem, 92vw)"
      title="提请研究事项"
      onClose={closeMatters}
      afterOpenChange={(shown) => {
        if (shown) (titles()[0] ?? box.current)?.focus();
      }}
      extra={
        <Button
          type="primary"
          disabled={!writable}
          title={writable ? 'Insert' : '台账以只读方式打开，不能登记'}
          onClick={() => openMatterForm({ kind: 'new' })}
        >
          登记提请事项…
        </Button>
      }
      footer={<span className="soft">↑↓ 选择，回车修改，Delete 移除，Ctrl+Z 撤销，Insert 登记新的</span>}
    >
      <div ref={box} className="matters" tabIndex={-1} onKeyDown={onKey}>
        {failure !== null ? (
          <FailureNote failure={failure} onRetry={onRetry} />
        ) : matters === undefined ? (
          <Loading />
        ) : matters.length === 0 ? (
          <Empty title="还没有提请研究的事项">需要党委研究决定的，在这里登记，会写进当月的月报。</Empty>
        ) : (
          matterStates.map((state) => (
            <Group
              key={state}
              state={state}
              matters={matters.filter((matter) => matterState(matter) === state)}
              writable={writable}
              onRemove={(matter) => void remove(matter)}
            />
          ))
        )}
      </div>
      {form === null || (form.kind === 'edit' && edited === undefined) ? null : (
        <MatterForm
          key={edited?.id ?? 'new'}
          matter={edited ?? null}
          field={form.kind === 'edit' ? form.field : 'title'}
          month={month}
          writable={writable}
        />
      )}
    </Drawer>
  );
}

interface GroupProps {
  readonly state: MatterState;
  readonly matters: readonly Matter[];
  readonly writable: boolean;
  readonly onRemove: (matter: Matter) => void;
}

/** What comes next for a matter, and where in its form. */
const next = {
  waiting: { label: '登记会议决定…', field: 'meetingOn' },
  decided: { label: '登记落实情况…', field: 'settledOn' },
} as const;

function Group({ state, matters, writable, onRemove }: GroupProps) {
  if (matters.length === 0) return null;
  const step = state === 'settled' ? null : next[state];
  return (
    <section aria-label={matterStateWords[state]}>
      <h3>
        {matterStateWords[state]}
        <span className="soft">{matters.length}项</span>
      </h3>
      <ul>
        {matters.map((matter) => {
          const edit = (field: 'title' | 'meetingOn' | 'settledOn') =>
            openMatterForm({ kind: 'edit', matter: matter.id, field });
          return (
            <li key={matter.id}>
              <button
                type="button"
                className="matter-title"
                data-matter={matter.id}
                onClick={() => edit('title')}
              >
                {matter.title}
              </button>
              <Facts matter={matter} />
              <div className="matter-acts">
                {step === null ? null : (
                  <Button size="small" disabled={!writable} onClick={() => edit(step.field)}>
                    {step.label}
                  </Button>
                )}
                <Button size="small" type="text" onClick={() => edit('title')}>
                  {writable ? '修改…' : '查看…'}
                </Button>
                <Button size="small" type="text" danger disabled={!writable} onClick={() => onRemove(matter)}>
                  移除
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Facts({ matter }: { readonly matter: Matter }) {
  const { month, issues, meetingOn, decision, followUp, settledOn } = matter;
  const facts: readonly (readonly [string, string])[] = [
    ['提请', monthLabel(month)],
    ['问题', issues.map(({ place, name }) => `${place} ${name}`).join('；')],
    ['会议', meetingOn === null ? '' : dayLabel(meetingOn)],
    ['决定', meetingOn === null ? '' : decision === '' ? '（还没有填写）' : decision],
    ['落实', [followUp, settledOn === null ? '' : `（${dayLabel(settledOn)}落实完成）`].join('')],
  ];
  return (
    <dl className="matter-facts">
      {facts
        .filter(([, text]) => text !== '')
        .map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
