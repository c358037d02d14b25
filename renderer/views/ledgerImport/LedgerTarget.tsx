/** Third step: into which round, and for which month progress without one counts; what will happen, in plain words. */
import { Form } from 'antd';
import { useState } from 'react';
import type { LedgerPreview, Round } from '../../../shared/contract/types.ts';
import { monthOf } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { useLedger } from '../../store/ledger.ts';
import { wordFailure } from '../../words/errors.ts';
import { MonthField } from '../parts/MonthField.tsx';
import { choosesNew, firstChoice, RoundChoice, targetOf } from '../parts/RoundChoice.tsx';
import { Refused, StatedFirst, TargetFoot } from '../parts/ImportParts.tsx';
import { goTo, useLedgerImport, writeLedger } from './session.ts';

export function LedgerTarget(props: { readonly found: LedgerPreview; readonly rounds: readonly Round[] }) {
  const { found, rounds } = props;
  const today = useLedger((store) => store.ledger?.today ?? '');
  const busy = useLedgerImport((session) => session.busy);
  const failure = useLedgerImport((session) => session.failure);
  const current = rounds.find((each) => each.current);
  const [chosen, setChosen] = useState(() => firstChoice(current, found.name));
  const [month, setMonth] = useState(monthOf(today));
  const [asking, setAsking] = useState(false);
  const isNew = choosesNew(chosen, current);
  const ready = (!isNew || chosen.title.trim() !== '') && !busy;
  const { counted } = found;

  function send(): void {
    void writeLedger(month, targetOf(chosen, current));
  }
  function write(): void {
    if (!ready) return;
    if (isNew && current?.statedSource === 'unknown') setAsking(true);
    else send();
  }

  return (
    <div className="notice-target">
      <Refused failure={failure} word={wordFailure} />
      <Form layout="vertical" onFinish={write} id="ledger-target">
        <RoundChoice current={current} chosen={chosen} onChange={setChosen} />
        <h2>台账是哪个月的</h2>
        <MonthField value={month} onChange={setMonth} label="台账所属月份" latest={monthOf(today)} />
        <p className="notice-hint">
          列名没有写明月份的进展、成果，登记在这个月；写明月份的，登记在各自的月份。
        </p>
      </Form>
      <section className="notice-plain" aria-label="将要写入的内容">
        <p>
          将写入 {counted.aspects} 个方面、{counted.issues} 个问题、{counted.measures} 条整改措施
          {isNew
            ? `，新建轮次“${chosen.title.trim()}”并设为当前轮次。`
            : `，加到轮次“${current?.title ?? ''}”。`}
        </p>
        <p>
          已销号的 {counted.closed} 个问题按原表的日期写入，标为“导入销号”；没有写明月份的进展登记到
          {monthLabel(month)}。
        </p>
        {found.problems.length > 0 && <p>没有读懂的 {found.problems.length} 处不写入。</p>}
        <p>写入后可以一次撤销。</p>
      </section>
      <TargetFoot form="ledger-target" ready={ready} busy={busy} onBack={() => goTo('columns')} />
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
