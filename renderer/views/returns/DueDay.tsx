/** Until when the month's returns are due, and changing it for this month. */
import { Button } from 'antd';
import type { RollCall } from '../../../shared/contract/types.ts';
import { daysBetween } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { openForm } from '../../app/forms.ts';
import { notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { shortDay } from './words.ts';

/** '还有 3 天', '今天截止', '已过 2 天'. */
export function dueWord(dueOn: string, today: string): string {
  const days = daysBetween(today, dueOn);
  return days > 0 ? `还有 ${days} 天` : days === 0 ? '今天截止' : `已过 ${-days} 天`;
}

export function DueDay({ roll, writable }: { readonly roll: RollCall; readonly writable: boolean }) {
  const today = useLedger((store) => store.ledger?.today ?? roll.dueOn);
  return (
    <span className="returns-due">
      <span>
        报送截止 <b>{shortDay(roll.dueOn)}</b>
        <span className={today > roll.dueOn ? 'returns-due-over' : 'soft'}>
          （{dueWord(roll.dueOn, today)}）
        </span>
        {roll.dueSet ? <span className="mark">本月另定</span> : null}
      </span>
      <Button type="link" size="small" disabled={!writable} onClick={() => changeDue(roll)}>
        修改…
      </Button>
    </span>
  );
}

function changeDue(roll: RollCall): void {
  openForm({
    title: `修改${monthLabel(roll.month)}的报送截止日`,
    note: '只改这一个月，过了这一天才报来的算逾期。每月通用的截止日在“设置”里改。留空则恢复为每月通用的截止日。',
    action: '保存',
    fields: [{ kind: 'day', name: 'dueOn', label: '报送截止日', value: roll.dueOn }],
    submit: async ({ dueOn }) => {
      const result = await call('rollCall.setDue', {
        month: roll.month,
        dueOn: dueOn === undefined || dueOn === '' ? null : dueOn,
      });
      if (!result.ok) return result.error;
      notifySuccess('已修改报送截止日');
      return null;
    },
  });
}
