/** The sentences of 督办通知单, 提醒函 and 告诫书, composed from what is on record. */
import type { ReminderPaper } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { reminderWords } from '../../shared/words.ts';

/** Days that a unit gets once it is late; before the due day that day stands. */
const GRACE = '两个工作日';

export interface ReminderText {
  /** In parts that are not broken over two lines. */
  readonly title: readonly string[];
  readonly paragraphs: readonly string[];
}

export function reminderText(paper: ReminderPaper): ReminderText {
  return { title: titleOf(paper), paragraphs: [situation(paper), demand(paper), contact] };
}

const contact = '特此函告。填报中有疑问的，请与我办联系。';

function titleOf({ kind, month }: ReminderPaper): readonly string[] {
  const word = reminderWords[kind];
  switch (kind) {
    case 'reminder':
      return [`关于抓紧报送${monthLabel(month)}`, `巡察整改情况的${word}`];
    case 'notice':
      return [`关于报送${monthLabel(month)}`, `巡察整改情况的${word}`];
    case 'warning':
      return [`关于未按要求报送${monthLabel(month)}`, `巡察整改情况的${word}`];
  }
}

/** What should have come, until when, and what has. */
function situation({ month, dueOn, on, daysLate, received, measures }: ReminderPaper): string {
  const plan = `按照巡察整改工作安排，各责任单位应于${dayLabel(dueOn)}前报送${monthLabel(month)}整改情况。`;
  if (received) {
    return `${plan}你单位的报送表已经收到，但尚有${measures.length}条整改措施没有填报（清单附后），内容不完整。`;
  }
  const late = daysLate > 0 ? `，已逾期${daysLate}天` : '';
  const about = measures.length > 0 ? `，涉及整改措施${measures.length}条（清单附后）` : '';
  return `${plan}截至${dayLabel(on)}，我办尚未收到你单位的报送表${late}${about}。`;
}

function demand({ kind, dueOn, on, daysLate, received }: ReminderPaper): string {
  const report = received ? '补充填报并重新报送' : '报送';
  const paper = kind === 'reminder' ? '函' : kind === 'notice' ? '通知单' : '告诫书';
  const until =
    daysLate > 0 || on > dueOn
      ? `于收到本${paper}之日起${GRACE}内${report}`
      : `于${dayLabel(dueOn)}前${report}`;
  switch (kind) {
    case 'reminder':
      return `请你单位抓紧填报，${until}；确有困难的，请及时说明原因。`;
    case 'notice':
      return `现予督办。请你单位主要负责人亲自过问，${until}，并书面说明未按时报齐的原因和下一步措施。`;
    case 'warning':
      return `你单位未按要求报送整改情况，影响巡察整改工作推进，现予告诫。请${until}，由主要负责人签字说明原因；届时仍未报送的，将提请按照有关规定处理。`;
  }
}

/** Characters of a measure that stand on one line of the list. */
const LINE = 27;
/** Lines of the list that go under the letter on its one page; a longer list becomes an annex. */
const ROOM = 7;

/** Whether the list of measures stands in the letter itself. */
export function listFits(measures: ReminderPaper['measures']): boolean {
  const lines = measures.map(({ title, deadline }) =>
    Math.max(1, Math.ceil(title.length / LINE), Math.ceil(deadline.length / 9)),
  );
  return lines.reduce((sum, each) => sum + each, 0) <= ROOM;
}

/** Name of the paper's file without its ending. */
export function reminderFileName({ unit, month, kind }: ReminderPaper): string {
  return `${unit}${monthLabel(month)}${reminderWords[kind]}`;
}
