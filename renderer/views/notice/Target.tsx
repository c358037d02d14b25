/** Third step: into which round, for which month; what will happen, in plain sentences. */
import { Form } from 'antd';
import { useState } from 'react';
import { monthOf } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { Round } from '../../../shared/contract/types.ts';
import { useLedger } from '../../store/ledger.ts';
import { MonthField } from '../parts/MonthField.tsx';
import { choosesNew, firstChoice, RoundChoice, targetOf } from '../parts/RoundChoice.tsx';
import { Refused, StatedFirst, TargetFoot } from '../parts/ImportParts.tsx';
import { proposedMonth } from './checks.ts';
import { wordRefusal } from './refusals.ts';
import { commitNotice, goTo, useNotice } from './session.ts';
import type { Reading } from './session.ts';

interface TargetProps {
  readonly found: Reading;
  readonly rounds: readonly Round[];
}

export function Target({ found, rounds }: TargetProps) {
  const { reading } = found;
  const today = useLedger((store) => store.ledger?.today ?? '');
  const counted = useNotice((session) => session.counted);
  const failure = useNotice((session) => session.failure);
  const committing = useNotice((session) => session.committing);
  const current = rounds.find((each) => each.current);
  const [chosen, setChosen] = useState(() => firstChoice(current, reading.title ?? found.name));
  const proposed = proposedMonth(reading.lines, today);
  const [month, setMonth] = useState(proposed.month);
  const [asking, setAsking] = useState(false);
  const isNew = choosesNew(chosen, current);
  const ready = (!isNew || chosen.title.trim() !== '') && counted.issues > 0 && !committing;

  function write(): void {
    if (!ready) return;
    // A new round becomes the current one, and a round can't be left before its stated totals are known.
    if (isNew && current?.statedSource === 'unknown') {
      setAsking(true);
      return;
    }
    send();
  }

  function send(): void {
    void commitNotice(reading.plan ? monthOf(today) : month, targetOf(chosen, current));
  }

  return (
    <div className="notice-target">
      <Refused failure={failure} word={wordRefusal} />
      <Form layout="vertical" onFinish={write} id="notice-target">
        <RoundChoice current={current} chosen={chosen} onChange={setChosen} />
        {!reading.plan && (
          <>
            <h2>文中的进展属于哪个月</h2>
            <MonthField value={month} onChange={setMonth} label="进展所属月份" latest={monthOf(today)} />
            <p className="notice-hint">
              {proposed.fromText ? '按文中的截止时间预填，' : '预填上个月，'}
              可以改。进展按这个月登记，以后各月另行填报。
            </p>
          </>
        )}
      </Form>
      <section className="notice-plain" aria-label="将要写入的内容">
        <p>
          将写入 {counted.aspects} 个方面、{counted.subheadings} 个子类、{counted.issues} 个问题、
          {counted.measures} 条整改措施
          {isNew
            ? `，新建轮次“${chosen.title.trim()}”并设为当前轮次。`
            : `，加到轮次“${current?.title ?? ''}”。`}
        </p>
        <p>
          {reading.plan
            ? '这是一份方案，没有进展；全部措施的状态为“未启动”。'
            : `文中的进展登记到${monthLabel(month)}；有进展的措施状态为“整改中”，不会销号任何问题。`}
        </p>
        <p>文件所载总数原样保存，与台账实有数并列。写入后可以一次撤销。</p>
      </section>
      <TargetFoot form="notice-target" ready={ready} busy={committing} onBack={() => goTo('preview')} />
      {asking && current !== undefined && (
        <StatedFirst
          round={current}
          onClose={(saved) => {
            setAsking(false);
            if (saved) send();
          }}
        />
      )}
    </div>
  );
}
