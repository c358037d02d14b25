/** 督办、提醒 about measures that are late: several units at once, each with the kind that comes next for it. */
import { Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { LateUnits } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import type { ReminderKind } from '../../../shared/lists.ts';
import { monthLabel } from '../../../shared/month.ts';
import { reminderLadder } from '../../../shared/papers/ladder.ts';
import { reminderWords } from '../../../shared/words.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { openPapersDialog } from './state.ts';
import './letters.css';

type LateUnit = LateUnits['units'][number];
type Choice = ReminderKind | 'none';

interface Props {
  readonly month: Month;
  readonly onClose: () => void;
  /** Told the reminders that were numbered and recorded, in the order of the list. */
  readonly onMade: (ids: readonly number[]) => void;
}

/** A unit that got one today is not offered another: a number that was given out can't be taken back. */
const usualChoice = (unit: LateUnit, today: string): Choice =>
  unit.reminders.some((each) => each.on === today) ? 'none' : unit.next;

export function LateLetters({ month, onClose, onMade }: Props) {
  const late = useCall('reminder.late', { month });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [demand, setDemand] = useState('');
  const { busy, once } = useBusy();
  const shown = late.value ?? (late.last?.month === month ? late.last : undefined);
  const units = shown?.units ?? [];
  const choiceOf = (unit: LateUnit): Choice => chosen.get(unit.unit.id) ?? usualChoice(unit, today);
  const choose = (unit: LateUnit, choice: Choice) => setChosen(new Map(chosen).set(unit.unit.id, choice));
  const letters = units.flatMap((unit) => {
    const kind = choiceOf(unit);
    return kind === 'none' ? [] : [{ unit: unit.unit.id, kind }];
  });

  async function make(): Promise<void> {
    const own = demand.trim();
    const made = await call('reminder.forLateUnits', {
      month,
      letters,
      ...(own === '' ? {} : { demand: own }),
    });
    if (!made.ok) {
      notifyFailure(made.error);
      return;
    }
    const { ids } = made.value;
    notifySuccess(
      `已编号登记 ${ids.length} 份`,
      ids.length < 2 ? null : { title: '成批打印…', run: () => openPapersDialog('many') },
    );
    onMade(ids);
  }

  return (
    <Modal
      open
      centered
      width="min(60rem, 94vw)"
      title={`督办、提醒超期和滞后的措施（${monthLabel(month)}）`}
      okText={`生成 ${letters.length} 份`}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: letters.length === 0 || !writable, autoFocus: true }}
      mask={{ closable: false }}
      onOk={() => void once(make)}
      onCancel={onClose}
    >
      {late.failure !== null ? (
        <FailureNote failure={late.failure} onRetry={late.reload} />
      ) : shown === undefined ? (
        <Loading />
      ) : units.length === 0 ? (
        <Empty title="没有需要督办的单位">
          <p>
            截至{dayLabel(shown.asOf)}，没有哪个单位的措施超期或滞后
            {shown.unclear > 0
              ? `；另有 ${shown.unclear} 条超期或滞后的措施没有责任单位，请先在台账中明确`
              : ''}
            。
          </p>
        </Empty>
      ) : (
        <div className="late-letters">
          <p>
            截至{dayLabel(shown.asOf)}
            ，以下单位有超期或滞后、至今没有完成的措施。每份公文自动编号并登记，编号后不能撤销。
            {shown.unclear > 0 ? `另有 ${shown.unclear} 条没有责任单位，没有列入。` : ''}
          </p>
          <div className="late-units" tabIndex={0} aria-label="要督办、提醒的单位">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">单位和措施</th>
                  <th scope="col">超期</th>
                  <th scope="col">滞后</th>
                  <th scope="col">已发</th>
                  <th scope="col">这次发</th>
                </tr>
              </thead>
              <tbody>
                {units.map((unit) => (
                  <UnitRow
                    key={unit.unit.id}
                    unit={unit}
                    choice={choiceOf(unit)}
                    onChoose={(choice) => choose(unit, choice)}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <label className="late-demand">
            <span>工作要求（不填则按文种自动拟写）</span>
            <Input.TextArea
              value={demand}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={2000}
              placeholder="如 请你单位于月底前完成整改并报送佐证材料；后面自动接“请于×月×日前书面回复我办”"
              onChange={(event) => setDemand(event.target.value)}
            />
          </label>
        </div>
      )}
    </Modal>
  );
}

function UnitRow({
  unit,
  choice,
  onChoose,
}: {
  readonly unit: LateUnit;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const { measures, reminders, next } = unit;
  const overdue = measures.filter((measure) => measure.overdue).length;
  const lagging = measures.filter((measure) => measure.lagging).length;
  const { name } = unit.unit;
  return (
    <tr>
      <td>
        <Checkbox
          checked={choice !== 'none'}
          onChange={(event) => onChoose(event.target.checked ? next : 'none')}
        >
          {name}
        </Checkbox>
        <details>
          <summary>涉及 {measures.length} 条措施</summary>
          <ul>
            {measures.map((measure) => (
              <li key={measure.id}>
                {measure.number} {measure.title}
                <span className="soft">
                  （{measure.overdue ? `超期 ${measure.daysLate} 天` : '滞后'}
                  {measure.deadline === '' ? '' : `，期限 ${measure.deadline}`}）
                </span>
              </li>
            ))}
          </ul>
        </details>
      </td>
      <td>{overdue}</td>
      <td>{lagging}</td>
      <td>
        {reminders.length === 0 ? (
          <span className="soft">没有</span>
        ) : (
          reminders.map((each) => `${dayLabel(each.on)}${reminderWords[each.kind]}`).join('、')
        )}
      </td>
      <td>
        <Select
          size="small"
          className="late-kind"
          aria-label={`给${name}发什么`}
          value={choice}
          onChange={onChoose}
          options={[
            ...reminderLadder.map((kind) => ({
              value: kind,
              label: kind === next ? `${reminderWords[kind]}（建议）` : reminderWords[kind],
            })),
            { value: 'none', label: '不发' },
          ]}
        />
      </td>
    </tr>
  );
}
