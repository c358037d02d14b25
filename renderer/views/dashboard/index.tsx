/** 综合看板: what the leader asks, on any day: large figures, plots whose bars open their rows, and a look back. */
import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import type { Dashboard } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { FigureRowsDrawer } from '../parts/FigureRows.tsx';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { DayBar } from './DayBar.tsx';
import { largeFigures } from './figures.ts';
import { localTimeOf } from './localTime.ts';
import { Panel } from './Panel.tsx';
import { plotsOf } from './plots.ts';
import type { Opening } from './plots.ts';
import { backToNow, printDashboard, queryOf, saveDashboard, useLooking } from './state.ts';
import './dashboard.css';

export default function DashboardView() {
  const today = useLedger((store) => store.ledger?.today ?? '');
  const looking = useLooking();
  const answer = useCall('dashboard.get', queryOf(looking));
  const [opened, setOpened] = useState<Opening | null>(null);
  const close = useCallback(() => setOpened(null), []);
  const { busy, once } = useBusy();
  // Another day's figures stay, greyed and out of reach, until those that are asked are there.
  const board = answer.value;
  const shown = board ?? answer.last;
  return (
    <div className="dashboard">
      <header className="board-head">
        <h1>综合看板</h1>
        <DayBar today={today} />
        <span className="board-gap" />
        <div className="view-actions">
          <Button
            disabled={busy || board === undefined}
            title="打印（Ctrl+P）"
            onClick={() => void once(printDashboard)}
          >
            打印
          </Button>
          <Button disabled={busy || board === undefined} onClick={() => void once(saveDashboard)}>
            存为 PDF
          </Button>
        </div>
      </header>
      <Then board={board} />
      {answer.failure?.code === 'round_missing' ? (
        <Empty title="台账中还没有问题">先导入通报或方案，再看各项数字。</Empty>
      ) : answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : shown === undefined ? (
        <Loading>
          {looking.knownAt === null ? '正在计算…' : `正在还原 ${localTimeOf(looking.knownAt)} 时的台账…`}
        </Loading>
      ) : (
        <Board board={shown} stale={board === undefined} onOpen={setOpened} />
      )}
      <Rows opened={opened} onClose={close} />
    </div>
  );
}

/** Says, as long as it is not today by all that is known, what is shown instead. */
function Then({ board }: { readonly board: Dashboard | undefined }) {
  const { day, knownAt } = useLooking();
  if (day === null && knownAt === null) return null;
  const early = board !== undefined && board.feedbackOn !== null && board.asOf < board.feedbackOn;
  return (
    <p className="board-then" role="status">
      <strong>
        {day === null ? '' : `这是 ${dayLabel(day)} 的情况`}
        {day !== null && knownAt !== null ? '，' : ''}
        {knownAt === null ? '' : `按 ${localTimeOf(knownAt)} 时台账的记载`}
      </strong>
      <span>
        {knownAt === null ? '按现在所知，以生效日期为准。' : '后来补记、改正的不算。'}
        {board === undefined ? '正在计算…' : ''}
        {board?.knownAt == null ? '' : `当时最后一步记于 ${localTimeOf(board.knownAt.recordedAt)}。`}
        {early ? `这一天在反馈日（${board.feedbackOn ?? ''}）之前，还没有可计的内容。` : ''}
      </span>
      <button type="button" className="plain-button" onClick={backToNow}>
        回到今天
      </button>
    </p>
  );
}

interface BoardProps {
  readonly board: Dashboard;
  readonly onOpen: (opening: Opening) => void;
}

function Board({ board, stale, onOpen }: BoardProps & { readonly stale: boolean }) {
  const plots = useMemo(() => plotsOf(board), [board]);
  const { base } = board.summary;
  return (
    <div className={`board-body ${stale ? 'board-stale' : ''}`} tabIndex={-1} aria-busy={stale} inert={stale}>
      <Large board={board} onOpen={onOpen} />
      <p className="board-base">
        {board.summary.round.title}，截至{dayLabel(board.asOf)}；上月指{monthLabel(base.month)}（截至
        {dayLabel(base.asOf)}）。点数字或图中的条可看明细。
      </p>
      <div className="board-grid">
        {plots.map((data) => (
          <Panel key={data.id} data={data} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

function Large({ board, onOpen }: BoardProps) {
  const query = { asOf: board.asOf, ...(board.knownAt === null ? {} : { knownAt: board.knownAt.at }) };
  return (
    <ul className="board-large" aria-label="主要数字">
      {largeFigures(board).map(({ name, text, key, change, tone }) => {
        const inside = (
          <>
            <span className="board-large-name">{name}</span>
            <span className={`board-large-number board-tone-${tone}`}>{text}</span>
            <span className="board-large-change">{change}</span>
          </>
        );
        return (
          <li key={name} className="pane">
            {key === null ? (
              <div className="board-large-in">{inside}</div>
            ) : (
              <button
                type="button"
                className="board-large-in"
                title="查看明细"
                onClick={() => onOpen({ query, key })}
              >
                {inside}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Rows({ opened, onClose }: { readonly opened: Opening | null; readonly onClose: () => void }) {
  const rows = useCall('dashboard.rows', opened === null ? null : { ...opened.query, key: opened.key });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const asOf = opened?.query.asOf;
  return (
    <FigureRowsDrawer
      open={opened !== null}
      onClose={onClose}
      found={rows.value?.page}
      total={rows.value?.total}
      failure={rows.failure}
      onRetry={rows.reload}
      rest="可在整改台账中筛选查看全部。"
      note={asOf === undefined || asOf === today ? undefined : `截至${dayLabel(asOf)}的情况。`}
    />
  );
}
