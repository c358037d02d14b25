/**
 * What the start shows above the ledger: late, due soon, waiting, the next due day of returns; each part leads there.
 * Fetched once the first screen stands, so that it never delays it. × hides it for the day.
 */
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../shared/contract/index.ts';
import { dayLabel, partsOf } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { stageWords } from '../../shared/words.ts';
import { listen, useCall } from '../door.ts';
import { showView, useLedger } from '../store/ledger.ts';
import { setPref, usePref } from '../store/prefs.ts';
import { openDueList } from '../views/plan/state.ts';
import { chooseReturnsMonth } from '../views/returns/state.ts';

type Agenda = Reply<'plan.agenda'>;

/** So many days ahead are told at the start. */
const AHEAD = 7;
const KEY = 'agenda.hidden';

const asHidden = (value: unknown): { file: string; day: string } | undefined => {
  const held = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const { file, day } = held;
  return typeof file === 'string' && typeof day === 'string' ? { file, day } : undefined;
};

/** After a change it is asked anew in a quiet moment: this long after it, in milliseconds, … */
const PAUSE = 800;
/** … or this many times as long as the last answer took: a large ledger's clerk ticks on meanwhile. */
const REST = 8;

function useAgenda(open: boolean): Agenda | undefined {
  const { value, reload } = useCall('plan.agenda', open ? { days: AHEAD } : null, { tables: [] });
  const asked = useRef({ at: 0, took: 0 });
  useEffect(() => {
    asked.current = { at: performance.now(), took: 0 };
  }, [open]);
  useEffect(() => {
    asked.current.took = performance.now() - asked.current.at;
  }, [value]);
  useEffect(() => {
    let timer: number | null = null;
    const off = listen('changed', () => {
      if (timer !== null) window.clearTimeout(timer);
      timer = window.setTimeout(
        () => {
          timer = null;
          asked.current.at = performance.now();
          reload();
        },
        Math.max(PAUSE, asked.current.took * REST),
      );
    });
    return () => {
      off();
      if (timer !== null) window.clearTimeout(timer);
    };
  }, [reload]);
  return value;
}

export function AgendaStrip() {
  const file = useLedger((store) => store.ledger?.open?.file ?? null);
  const today = useLedger((store) => store.ledger?.today ?? '');
  const view = useLedger((store) => store.view);
  const hidden = usePref<{ file: string; day: string } | null>(KEY, asHidden, null);
  const value = useAgenda(file !== null);
  if (value === undefined || file === null) return null;
  const dismissed = hidden?.file === file && hidden.day === today;
  const parts = view === 'ledger' && !dismissed ? partsOfAgenda(value) : [];
  return (
    <>
      {value.clockBehind === null ? null : <ClockBehind last={value.clockBehind} today={value.today} />}
      {parts.length === 0 ? null : (
        <nav className="agenda" aria-label="今天的事项">
          <b>今天</b>
          {parts.map(({ key, words, alert, title, go }) => (
            <button
              key={key}
              type="button"
              className={alert ? 'agenda-part agenda-alert' : 'agenda-part'}
              title={title}
              onClick={go}
            >
              {words}
            </button>
          ))}
          <button
            type="button"
            className="agenda-close"
            aria-label="今天不再显示"
            title="今天不再显示（“整改工期—到期清单”中随时可看）"
            onClick={() => setPref(KEY, { file, day: today })}
          >
            ×
          </button>
        </nav>
      )}
    </>
  );
}

interface AgendaPart {
  readonly key: string;
  readonly words: string;
  readonly alert: boolean;
  readonly title: string;
  readonly go: () => void;
}

/** Only what there is: zeros are left out. */
export function partsOfAgenda(agenda: Agenda): AgendaPart[] {
  const { overdue, due, stages, waitingCount, ready, requests, returns } = agenda;
  const parts: AgendaPart[] = [];
  const add = (key: string, words: string, title: string, go: () => void, alert = false): void => {
    parts.push({ key, words, title, go, alert });
  };
  if (overdue.count > 0) {
    add('overdue', `超期 ${overdue.count} 项`, '查看已超期的措施', () => openDueList('overdue', AHEAD), true);
  }
  if (due.count > 0) {
    add('due', `${AHEAD} 日内到期 ${due.count} 项`, '查看将要到期的措施', () => openDueList('due', AHEAD));
  }
  const past = stages.filter((each) => !each.done && each.dueOn < agenda.today);
  if (past.length > 0) {
    const [only] = past;
    const words =
      past.length === 1 && only !== undefined ? `${stageName(only)}已过期` : `${past.length} 个阶段已过期`;
    add('stages past', words, '查看轮次与时间轴', () => showView('rounds'), true);
  }
  for (const stage of stages.filter((each) => !each.done && each.dueOn >= agenda.today)) {
    add(`stage ${stage.stage}`, `${stageName(stage)} ${short(stage.dueOn)}截止`, '查看轮次与时间轴', () =>
      showView('rounds'),
    );
  }
  if (ready + waitingCount > 0) {
    add(
      'closing',
      `待办理销号 ${ready + waitingCount} 个`,
      `可以申请的 ${ready} 个，流程中的 ${waitingCount} 个`,
      () => showView('closing'),
    );
  }
  if (requests > 0)
    add('requests', `待批延期申请 ${requests} 条`, '到“报送”中办理', () => showView('returns'));
  if (returns !== null && returns.missing > 0) {
    const late = returns.dueOn < agenda.today;
    add(
      'returns',
      `报送截止 ${short(returns.dueOn)}（还差 ${returns.missing} 家）`,
      late ? '已过报送截止日，查看未报单位' : '查看未报单位',
      () => {
        chooseReturnsMonth(returns.month);
        showView('returns');
      },
      late,
    );
  }
  return parts;
}

function stageName(stage: Agenda['stages'][number]): string {
  return stage.title === '' ? stageWords[stage.kind] : stage.title;
}

function short(day: Day): string {
  const { month, day: dayOfMonth } = partsOf(day);
  return `${month} 月 ${dayOfMonth} 日`;
}

function ClockBehind({ last, today }: { readonly last: Day; readonly today: Day }) {
  const [read, setRead] = useState(false);
  if (read) return null;
  return (
    <div className="banner banner-alert" role="alert">
      <span>
        本机日期（{dayLabel(today)}）早于台账最后一次记录的日期（{dayLabel(last)}
        ）。超期、到期都按本机日期计算，请先校正本机日期再办理。
      </span>
      <button type="button" className="button button-small" onClick={() => setRead(true)}>
        知道了
      </button>
    </div>
  );
}
