/** Which day is looked at, and as known when. */
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import type { Day } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { DayField } from '../parts/DayField.tsx';
import { MonthSteps } from '../parts/MonthSteps.tsx';
import { localClockOf, localDayOf, localTimeOf, timeFrom } from './localTime.ts';
import { backToNow, lookAsKnown, lookAt, stepLook, useLooking } from './state.ts';

export function DayBar({ today }: { readonly today: Day }) {
  const { day, knownAt } = useLooking();
  const shown = day ?? today;
  return (
    <div className="board-days" role="group" aria-label="看某一天">
      <span className="board-days-word">看某一天</span>
      <MonthSteps onStep={stepLook} last={shown >= today}>
        <span className="board-day">
          <DayField value={shown} label="看某一天" latest={today} allowClear={false} onChange={lookAt} />
        </span>
      </MonthSteps>
      <Button disabled={day === null && knownAt === null} onClick={backToNow}>
        今天
      </Button>
      <KnownAt knownAt={knownAt} />
    </div>
  );
}

function KnownAt({ knownAt }: { readonly knownAt: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title="按当时台账的记载"
      destroyOnHidden
      content={<KnownAtForm knownAt={knownAt} onDone={() => setOpen(false)} />}
    >
      <Button type={knownAt === null ? 'default' : 'primary'} aria-expanded={open} aria-haspopup="dialog">
        {knownAt === null ? '按当时所知…' : `当时所知 ${localTimeOf(knownAt)}`}
      </Button>
    </Popover>
  );
}

function KnownAtForm({ knownAt, onDone }: { readonly knownAt: string | null; readonly onDone: () => void }) {
  const span = useCall('dashboard.span', {});
  const first = span.value?.firstAt ?? null;
  const last = span.value?.lastAt ?? null;
  const [day, setDay] = useState<Day | null>(knownAt === null ? null : localDayOf(knownAt));
  const [clock, setClock] = useState(knownAt === null ? '18:00' : localClockOf(knownAt));
  const time = timeFrom(day, clock);
  const early = time !== null && first !== null && time < first;
  const take = (): void => {
    if (time === null || early) return;
    lookAsKnown(time);
    onDone();
  };
  return (
    <form
      className="board-known"
      aria-label="按当时所知"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <p>
        只按那个时间之前记入台账的内容来算；后来补记、改正、撤销的都不算。
        {first === null || last === null
          ? null
          : `台账的记载从 ${localTimeOf(first)} 到 ${localTimeOf(last)}。`}
      </p>
      <div className="board-known-fields">
        <DayField value={day} label="当时的日期" onChange={setDay} />
        <Input
          aria-label="当时的时间"
          value={clock}
          placeholder="18:00"
          status={day !== null && time === null ? 'error' : ''}
          onChange={(event) => setClock(event.target.value)}
        />
      </div>
      <p className="tell-alert" role="status">
        {early
          ? '那时还没有这本台账，请选择晚一些的时间。'
          : day !== null && time === null
            ? '时间要写成 18:00 的样子。'
            : ''}
      </p>
      <div className="board-known-actions">
        {knownAt === null ? null : (
          <Button
            onClick={() => {
              lookAsKnown(null);
              onDone();
            }}
          >
            按现在所知
          </Button>
        )}
        <Button type="primary" htmlType="submit" disabled={time === null || early}>
          查看
        </Button>
      </div>
    </form>
  );
}
