/**
 * 督办通知单, 提醒函 or 告诫书 to one unit, as a letter of one page; what is missing stands beneath it, or on an annex
 * where it is long. One component serves the preview and the printed page.
 */
import type { ReminderPaper as Reminder } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { listFits, reminderText } from './reminderText.ts';
import { Table } from './Table.tsx';

export function ReminderPaper({ reminder }: { readonly reminder: Reminder }) {
  const { title, paragraphs } = reminderText(reminder);
  const within = listFits(reminder.measures);
  return (
    <article className="paper" lang="zh-CN">
      <section className="paper-sheet">
        <header>
          <h1 className="paper-title">
            {title.map((part) => (
              <span key={part} className="paper-title-part">
                {part}
              </span>
            ))}
          </h1>
          <p className="paper-number">{reminder.number}</p>
        </header>
        <p className="paper-recipient">{reminder.unit}：</p>
        {paragraphs.map((text) => (
          <p key={text} className="paper-text">
            {text}
          </p>
        ))}
        {within || reminder.measures.length === 0 ? null : (
          <p className="paper-text paper-annex-note">附件：{listTitle(reminder)}</p>
        )}
        <footer className="paper-seal">
          {reminder.organisation === '' ? null : <p>{reminder.organisation}</p>}
          <p>巡察整改办公室</p>
          <p>{dayLabel(reminder.on)}</p>
        </footer>
        {within && reminder.measures.length > 0 ? <Missing reminder={reminder} /> : null}
      </section>
      {within ? null : (
        <section className="paper-sheet paper-annex">
          <p className="paper-annex-mark">附件</p>
          <h1 className="paper-annex-title">{listTitle(reminder)}</h1>
          <p className="paper-annex-meta">{reminder.unit}</p>
          <Missing reminder={reminder} />
        </section>
      )}
    </article>
  );
}

function listTitle({ month }: Reminder): string {
  return `${monthLabel(month)}未报送的整改措施清单`;
}

function Missing({ reminder }: { readonly reminder: Reminder }) {
  return (
    <Table
      title={listFits(reminder.measures) ? listTitle(reminder) : undefined}
      columns={[
        { title: '编号', share: 16, middle: true },
        { title: '整改措施', share: 62 },
        { title: '整改期限', share: 22, middle: true },
      ]}
      rows={reminder.measures.map((measure, index) => ({
        key: index,
        cells: [measure.number, measure.title, measure.deadline],
      }))}
    />
  );
}
