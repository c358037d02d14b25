/** 日历: a month with what is due on each day, holidays and worked weekends; the chosen day's list beside it. */
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import { addMonths, dayLabel, monthOf } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { stageWords } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { showView, useLedger } from '../../store/ledger.ts';
import { Lamp } from '../../ui/Lamp.tsx';
import { beyondWords } from '../../words/coverage.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { MonthField } from '../parts/MonthField.tsx';
import { chooseReturnsMonth } from '../returns/state.ts';
import { DueLine } from './DueLine.tsx';
import { dayByKey, weekdayOf, weekdayWords, weeksOf } from './monthGrid.ts';
import { PlanFilter } from './PlanFilter.tsx';
import { usePlan } from './state.ts';

type MonthDay = Reply<'plan.month'>['days'][number];

/** Titles shown in a cell. */
const TITLES = 2;

export function Month() {
  const today = useLedger((store) => store.ledger?.today ?? '');
  const chosen = usePlan((store) => store.day) ?? today;
  const { units, leads } = usePlan((store) => store.query);
  const month = monthOf(chosen);
  const answer = useCall('plan.month', today === '' ? null : { month, units, leads });
  const value = answer.value ?? answer.last;
  const days = new Map(value?.days.map((each) => [each.day, each]));
  const warning = value === undefined ? '' : beyondWords(Number(month.slice(0, 4)), value.coverage);
  const grid = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);
  const choose = (day: Day): void => usePlan.setState({ day });

  // A day reached by key takes the focus once its month is drawn.
  useEffect(() => {
    if (!byKey.current) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`);
    if (cell === null || cell === undefined) return;
    byKey.current = false;
    cell.focus();
  }, [chosen, value]);

  function onKey(event: KeyboardEvent): void {
    if (isComposing(event) || event.ctrlKey || event.altKey) return;
    const next = event.key === 't' || event.key === 'T' ? today : dayByKey(chosen, event.key);
    if (next === null) {
      if (event.key === 'Enter') {
        event.preventDefault();
        document.querySelector<HTMLElement>('.month-list button')?.focus();
      }
      return;
    }
    event.preventDefault();
    byKey.current = true;
    choose(next);
  }

  return (
    <div className="plan-part">
      <div className="plan-bar" role="group" aria-label="月份和范围">
        <Button
          aria-label="上一个月"
          title="上一个月（PageUp）"
          onClick={() => choose(addMonths(chosen, -1))}
        >
          ‹
        </Button>
        <MonthField
          label="月份"
          value={month}
          onChange={(next) => choose(monthOf(today) === next ? today : `${next}-01`)}
        />
        <Button
          aria-label="下一个月"
          title="下一个月（PageDown）"
          onClick={() => choose(addMonths(chosen, 1))}
        >
          ›
        </Button>
        <Button title="回到今天（T）" onClick={() => choose(today)}>
          今天
        </Button>
        <PlanFilter />
        <span className="plan-gap" />
        {warning === '' ? null : (
          <span className="plan-warning" role="status">
            {warning}
            <button type="button" className="button button-small" onClick={() => showView('settings')}>
              去设置
            </button>
          </span>
        )}
      </div>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : value === undefined ? (
        <Loading />
      ) : (
        <div className="month-body">
          <div
            className="month-grid"
            role="grid"
            aria-label={`${monthLabel(month)}，方向键选日，PageUp、PageDown 换月`}
            ref={grid}
            onKeyDown={onKey}
          >
            <div role="row" className="month-week month-weekdays">
              {weekdayWords.map((word) => (
                <span role="columnheader" key={word}>
                  周{word}
                </span>
              ))}
            </div>
            {weeksOf(month).map((week) => (
              <div role="row" className="month-week" key={week[0]}>
                {week.map((day) => (
                  <Cell
                    key={day}
                    day={day}
                    held={days.get(day)}
                    other={monthOf(day) !== month}
                    isToday={day === today}
                    chosen={day === chosen}
                    onChoose={() => choose(day)}
                  />
                ))}
              </div>
            ))}
          </div>
          <DayList day={chosen} held={days.get(chosen)} />
        </div>
      )}
    </div>
  );
}

interface CellProps {
  readonly day: Day;
  /** Undefined for the days of the neighbouring months. */
  readonly held: MonthDay | undefined;
  readonly other: boolean;
  readonly isToday: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Cell({ day, held, other, isToday, chosen, onChoose }: CellProps) {
  const rest = held !== undefined && !held.work;
  const classes = [
    'month-cell',
    other ? 'month-other' : '',
    rest ? 'month-rest' : '',
    isToday ? 'month-today' : '',
    chosen ? 'month-chosen' : '',
  ];
  return (
    <div
      role="gridcell"
      className={classes.filter((name) => name !== '').join(' ')}
      data-day={day}
      aria-selected={chosen}
      aria-label={cellWords(day, held, isToday)}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
    >
      <div className="month-day">
        <span className="month-number">{Number(day.slice(8))}</span>
        {held === undefined || (held.source === 'week' && held.name === '') ? null : (
          <span className={held.work ? 'month-mark month-mark-work' : 'month-mark'}>
            {held.work ? '班' : '休'}
          </span>
        )}
        <span className="month-holiday">{held?.name ?? ''}</span>
        {held !== undefined && held.dueCount > 0 ? (
          <span className="month-count">{held.dueCount} 项</span>
        ) : null}
      </div>
      {held?.stages.map((stage) => (
        <div className="month-stage" key={stage.stage}>
          {stage.done ? '◆' : '◇'} {stage.title === '' ? stageWords[stage.kind] : stage.title}
        </div>
      ))}
      {held?.returns == null ? null : <div className="month-stage month-returns">报送截止</div>}
      {held?.due.slice(0, TITLES).map((item) => (
        <div className="month-due" key={item.measure}>
          <Lamp lamp={item.lamp} />
          <span>{item.title}</span>
        </div>
      ))}
    </div>
  );
}

function cellWords(day: Day, held: MonthDay | undefined, isToday: boolean): string {
  return [
    `${dayLabel(day)}，星期${weekdayWords[weekdayOf(day)] ?? ''}`,
    isToday ? '今天' : '',
    held === undefined || held.name === '' ? '' : `${held.name}${held.work ? '调休上班' : '放假'}`,
    held === undefined || held.dueCount === 0 ? '' : `到期 ${held.dueCount} 项`,
    held?.returns == null ? '' : '报送截止',
    ...(held?.stages.map((stage) => (stage.title === '' ? stageWords[stage.kind] : stage.title)) ?? []),
  ]
    .filter((part) => part !== '')
    .join('，');
}

function DayList({ day, held }: { readonly day: Day; readonly held: MonthDay | undefined }) {
  const nothing =
    held === undefined || (held.dueCount === 0 && held.stages.length === 0 && held.returns === null);
  return (
    <section className="pane month-list" aria-label={`${dayLabel(day)}的事项`}>
      <h2>
        {dayLabel(day)}　星期{weekdayWords[weekdayOf(day)]}
      </h2>
      {held === undefined ? null : (
        <p className="soft">
          {held.work ? '工作日' : '休息日'}
          {held.name === '' ? '' : `，${held.name}${held.work ? '调休' : ''}`}
          {held.source === 'own' ? '（自行录入）' : ''}
        </p>
      )}
      {nothing ? <p className="soft">这一天没有到期的事项。</p> : null}
      <ul className="due-list">
        {held?.stages.map((stage) => (
          <li className="due-line" key={`stage ${stage.stage}`}>
            <span aria-hidden="true">{stage.done ? '◆' : '◇'}</span>
            <button
              type="button"
              className="plan-link"
              title="在轮次与时间轴中查看"
              onClick={() => showView('rounds')}
            >
              阶段：{stage.title === '' ? stageWords[stage.kind] : stage.title}
              {stage.done ? '（已完成）' : ''}
            </button>
          </li>
        ))}
        {held?.returns == null ? null : <Returns month={held.returns} />}
        {held?.due.map((item) => (
          <DueLine key={item.measure} item={item} dated={false} />
        ))}
      </ul>
      {held !== undefined && held.dueCount > held.due.length ? (
        <p className="soft">
          另有 {held.dueCount - held.due.length} 项没有列出，请用上面的单位、领导缩小范围。
        </p>
      ) : null}
    </section>
  );
}

function Returns({ month }: { readonly month: string }) {
  return (
    <li className="due-line">
      <span aria-hidden="true">报</span>
      <button
        type="button"
        className="plan-link"
        onClick={() => {
          chooseReturnsMonth(month);
          showView('returns');
        }}
      >
        {monthLabel(month)}报送表截止
      </button>
    </li>
  );
}
