/** 谁已报送、谁未报送: a line per unit, the figures above it choose which lines are shown. */
import { Button } from 'antd';
import { useState } from 'react';
import type { RollCall } from '../../../shared/contract/types.ts';
import { reminderLadder } from '../../../shared/papers/ladder.ts';
import { reminderWords } from '../../../shared/words.ts';
import { openMenu } from '../../app/menus.ts';
import type { MenuItem } from '../../app/menus.ts';
import { useLedger } from '../../store/ledger.ts';
import { Empty } from '../parts/Notes.tsx';
import { remind } from './remind.ts';
import { resend } from './resend.ts';
import { openPapers, openReview } from './state.ts';
import {
  figureRows,
  needsReminder,
  nextReminder,
  remindedOn,
  rollFigures,
  shortDay,
  standing,
} from './words.ts';
import type { FigureKey, RollRow } from './words.ts';

export function RollCallTable({ roll, writable }: { readonly roll: RollCall; readonly writable: boolean }) {
  const [figure, setFigure] = useState<FigureKey | null>(null);
  const rows = figureRows(roll.rows, figure);
  return (
    <>
      <div className="roll-figures" role="group" aria-label="报送情况">
        {rollFigures.map((each) => {
          const count = roll.rows.filter(each.holds).length;
          const on = figure === each.key;
          return (
            <button
              key={each.key}
              type="button"
              className={`roll-figure ${on ? 'roll-figure-on' : ''} ${count > 0 && each.tone !== '' ? `roll-${each.tone}` : ''}`}
              aria-pressed={on}
              title={`${each.hint}。${on ? '再点一下显示全部单位' : '点一下只看这些单位'}`}
              onClick={() => setFigure(on || each.key === 'expected' ? null : each.key)}
            >
              <b>{count}</b>
              <span>{each.label}</span>
            </button>
          );
        })}
      </div>
      <div className="pane roll-box" tabIndex={0} aria-label="各单位报送情况">
        {rows.length === 0 ? (
          <Empty title="没有这样的单位">
            <p>再点一下上面的数字，显示全部单位。</p>
          </Empty>
        ) : (
          <table className="plain-table roll-table">
            <thead>
              <tr>
                <th scope="col">单位</th>
                <th scope="col">情况</th>
                <th scope="col" className="roll-came">
                  收到的报送表
                </th>
                <th scope="col" className="roll-extra" title="负责的措施条数／配合的措施条数">
                  负责／配合
                </th>
                <th scope="col" className="roll-extra">
                  发表
                </th>
                <th scope="col">已发提醒</th>
                <th scope="col">
                  <span className="visually-hidden">操作</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RollLine key={row.unit.id} row={row} month={roll.month} writable={writable} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function RollLine({ row, month, writable }: { row: RollRow; month: string; writable: boolean }) {
  const { lamp, sign, word } = standing(row);
  const today = useLedger((store) => store.ledger?.today ?? '');
  return (
    <tr
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu({ x: event.clientX, y: event.clientY, items: menuOf(row, month, writable) });
      }}
    >
      <th scope="row" className="roll-unit">
        {row.unit.name}
      </th>
      <td>
        <span className="roll-standing">
          <span className={`lamp lamp-${lamp}`} aria-hidden="true">
            {sign}
          </span>
          {word}
        </span>
        {needsReminder(row) && row.missing > 0 && row.submissions.length > 0 ? (
          <span className="mark mark-amber">缺 {row.missing} 条</span>
        ) : null}
        {row.corrected > 0 ? <span className="mark">更正 {row.corrected} 次</span> : null}
      </td>
      <td className="roll-came">
        {row.submissions.length === 0 ? (
          <span className="soft">—</span>
        ) : (
          <ul className="roll-files">
            {row.submissions.map((each) => (
              <li key={each.id} className="roll-file">
                <span>{shortDay(each.on)}</span>
                {each.batch === null ? (
                  <span className="roll-name" title={each.file}>
                    {each.file}
                  </span>
                ) : (
                  <button
                    type="button"
                    className="returns-link roll-name"
                    title={`打开这一批的核对：${each.file}`}
                    onClick={() => openReview(each.batch ?? 0)}
                  >
                    {each.file}
                  </button>
                )}
                {each.late && row.submissions.length > 1 ? (
                  <span className="mark mark-amber">逾期</span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="roll-count roll-extra">
        {row.responsible}／{row.assisting}
      </td>
      <td className="roll-day roll-extra">
        {row.sentOn === null ? <span className="soft">未发</span> : shortDay(row.sentOn)}
      </td>
      <td>
        {row.reminders.length === 0 ? (
          <span className="soft">—</span>
        ) : (
          <ul className="roll-files">
            {row.reminders.map((each) => (
              <li key={each.id}>
                {shortDay(each.on)}{' '}
                <button
                  type="button"
                  className="returns-link"
                  title={`查看、打印${each.number}`}
                  onClick={() => openPapers([{ kind: 'reminder', id: each.id }])}
                >
                  {reminderWords[each.kind]}
                </button>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="roll-do">
        {needsReminder(row) && !remindedOn(row, today) ? (
          <Button
            size="small"
            disabled={!writable}
            title={`给${row.unit.name}编号出一份${reminderWords[nextReminder(row)]}`}
            onClick={() => void remind(month, [row], nextReminder(row))}
          >
            出{reminderWords[nextReminder(row)]}
          </Button>
        ) : null}
        <Button
          size="small"
          type="text"
          aria-label={`${row.unit.name}的更多操作`}
          title="更多操作"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            openMenu({ x: box.left, y: box.bottom, items: menuOf(row, month, writable) });
          }}
        >
          ···
        </Button>
      </td>
    </tr>
  );
}

function menuOf(row: RollRow, month: string, writable: boolean): MenuItem[] {
  const newest = row.submissions.at(-1);
  return [
    ...reminderLadder.map((kind) => ({
      id: kind,
      title: `生成${reminderWords[kind]}`,
      disabled: !writable || !needsReminder(row),
      run: () => void remind(month, [row], kind),
    })),
    'line',
    {
      id: 'resend',
      title: row.sentOn === null ? '发出报送表…' : '重新发出报送表…',
      disabled: !writable,
      run: () => void resend(month, row.unit.id),
    },
    {
      id: 'review',
      title: '核对最近报来的文件',
      disabled: newest?.batch == null,
      run: () => {
        if (newest?.batch != null) openReview(newest.batch);
      },
    },
  ];
}
