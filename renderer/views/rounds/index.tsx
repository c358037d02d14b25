/** 轮次与时间轴: the rounds of the ledger, which one is current, its stages and its totals. */
import { Button } from 'antd';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Round } from '../../../shared/contract/types.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { canWrite, openNotice, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading, ViewHead } from '../parts/Notes.tsx';
import { write } from '../parts/write.ts';
import { RoundDetail } from './RoundDetail.tsx';
import { RoundForm } from './RoundForm.tsx';
import { StatedForm } from './StatedForm.tsx';
import './rounds.css';

type Dialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly round: Round }
  | { readonly kind: 'stated'; readonly round: Round; readonly next: number | null };

const whyStated =
  '填写通报、反馈意见或整改方案中写明的总数，没有写的留空。这些数与台账实有数并列存放，不参与统计。';
const whyBeforeLeaving =
  '离开本轮次之前，要先登记本轮文件所载的总数，以便日后与台账实有数核对。没有写的留空；文件中一个总数也没有写的，点“文件未写明”。';

export default function Rounds() {
  const list = useCall('round.list', {});
  const settings = useCall('settings.get', {}, { tables: ['settings'] });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const [chosen, setChosen] = useState<number | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  const rounds = list.value?.rounds ?? list.last?.rounds;
  if (rounds === undefined) return <Loading />;
  const current = rounds.find((each) => each.current);
  const shown = rounds.find((each) => each.id === chosen) ?? current ?? rounds[0];

  /** Refused while the present round's stated totals are unknown: then they are asked for first. */
  async function makeCurrent(id: number): Promise<void> {
    if (current !== undefined && current.statedSource === 'unknown') {
      setDialog({ kind: 'stated', round: current, next: id });
      return;
    }
    await change(id);
  }

  async function change(id: number): Promise<void> {
    await write('round.makeCurrent', { id }, '已切换当前轮次');
  }

  function onKey(event: KeyboardEvent<HTMLUListElement>): void {
    if (isComposing(event) || rounds === undefined) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    const at = rounds.findIndex((each) => each.id === shown?.id);
    const next = rounds[at + step];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.id);
    event.currentTarget.querySelectorAll<HTMLButtonElement>('button')[at + step]?.focus();
  }

  return (
    <div className="rounds">
      <ViewHead
        title="轮次与时间轴"
        actions={
          <Button disabled={!writable} onClick={() => setDialog({ kind: 'create' })}>
            新建轮次
          </Button>
        }
      />
      {shown === undefined ? (
        <Empty title="还没有巡察轮次">
          <p>导入通报或方案时会自动建立轮次，也可以先在这里新建。</p>
          <p>
            <Button type="primary" disabled={!writable} onClick={() => openNotice()}>
              导入通报或方案
            </Button>
          </p>
        </Empty>
      ) : (
        <div className="rounds-body">
          <nav className="pane rounds-list" aria-label="巡察轮次">
            <ul onKeyDown={onKey}>
              {rounds.map((round) => (
                <li key={round.id}>
                  <button
                    type="button"
                    aria-current={round.id === shown.id}
                    tabIndex={round.id === shown.id ? 0 : -1}
                    onClick={() => setChosen(round.id)}
                  >
                    <span className="rounds-name">{round.title}</span>
                    <span className="rounds-facts">
                      {round.current && <b>当前</b>}
                      <i>{round.feedbackOn === null ? '反馈日期未填' : `反馈 ${round.feedbackOn}`}</i>
                      <i>{round.counted.issues} 个问题</i>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <RoundDetail
            key={shown.id}
            round={shown}
            today={today}
            nearDays={settings.value?.nearDays ?? 15}
            writable={writable}
            onEdit={() => setDialog({ kind: 'edit', round: shown })}
            onStated={() => setDialog({ kind: 'stated', round: shown, next: null })}
            onMakeCurrent={() => void makeCurrent(shown.id)}
          />
        </div>
      )}
      {dialog?.kind === 'stated' && (
        <StatedForm
          round={dialog.round}
          why={dialog.next === null ? whyStated : whyBeforeLeaving}
          onClose={(saved) => {
            const { next } = dialog;
            setDialog(null);
            if (saved && next !== null) void change(next);
          }}
        />
      )}
      {(dialog?.kind === 'create' || dialog?.kind === 'edit') && (
        <RoundForm
          round={dialog.kind === 'edit' ? dialog.round : null}
          onClose={(created) => {
            setDialog(null);
            if (created !== null) setChosen(created);
          }}
        />
      )}
    </div>
  );
}
