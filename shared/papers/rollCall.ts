/** 报送情况通报表: which units sent their returns for a month, which late or incomplete, and which not at all. */
import type { PaperDoc, RollCall } from '../contract/types.ts';
import type { Day } from '../day.ts';
import { dayLabel } from '../day.ts';
import { monthLabel } from '../month.ts';
import { reminderWords } from '../words.ts';
import { heading, meta, type PaperTable, paragraph, portrait, title } from './blocks.ts';
import { type Column, lines, shortDay, tableOf } from './tables.ts';

type Row = RollCall['rows'][number];

export interface RollCallPaper {
  readonly roll: RollCall;
  readonly organisation: string;
  readonly today: Day;
  readonly signs: readonly string[];
  readonly revision: number;
}

/** Those who have not sent stand first: the paper is about them. */
export function rollCallPaper({ roll, organisation, today, signs, revision }: RollCallPaper): PaperDoc {
  const month = monthLabel(roll.month);
  const some = (test: (row: Row) => boolean) => roll.rows.filter(test);
  const unasked = some(({ status, sentOn }) => status === 'not_sent' && sentOn === null).length;
  const parts = [
    { name: '未报送', table: outstanding(some((row) => row.status === 'not_sent')) },
    { name: '尚未报送（未到截止日）', table: outstanding(some((row) => row.status === 'waiting')) },
    { name: '逾期报送', table: received(some((row) => row.status === 'late')) },
    { name: '按时报送', table: received(some((row) => row.status === 'received')) },
  ].filter(({ table }) => table.rows.length > 0);
  return {
    title: `整改情况报送通报（${month}）`,
    forms: ['xlsx', 'docx'],
    revision,
    sections: [
      portrait([
        title(`${month}整改情况报送通报`),
        ...(organisation === '' ? [] : [meta(organisation)]),
        meta(`（截至${dayLabel(today)}）`),
        paragraph(overall(roll, today)),
        ...parts.flatMap(({ name, table }, at) => [
          heading(1, `${numerals[at] ?? ''}、${name}（${table.rows.length}个单位）`),
          table,
        ]),
        { block: 'signs', places: [...signs] },
      ]),
    ],
    notes: [
      ...(today > roll.dueOn
        ? []
        : [`${month}的报送截止日为${dayLabel(roll.dueOn)}，还没有过：现在通报为时尚早。`]),
      ...(unasked === 0 ? [] : [`未报送的单位中，有${unasked}个还没有发过本月的报送表。`]),
    ],
    differing: 0,
  };
}

const numerals = ['一', '二', '三', '四'] as const;

/** All counts of the roll-call in one paragraph. */
function overall({ month, dueOn, cutoffOn, counts }: RollCall, today: Day): string {
  const asked = `${monthLabel(month)}整改情况报送表数据截止日为${dayLabel(cutoffOn)}，应于${dayLabel(dueOn)}前（含当日）报送。`;
  if (counts.units === 0) return `${asked}本月没有需要报送的单位。`;
  const came = counts.received + counts.late;
  const late = counts.late === 0 ? '' : `（其中逾期报送${counts.late}个）`;
  const open = [
    counts.notSent === 0 ? '' : `逾期未报送${counts.notSent}个`,
    counts.waiting === 0 ? '' : `未到截止日、尚未报送${counts.waiting}个`,
  ].filter((part) => part !== '');
  const extra = [
    counts.incomplete === 0 ? '' : `报送内容不完整的${counts.incomplete}个`,
    counts.corrected === 0 ? '' : `更正后重报的${counts.corrected}个`,
  ].filter((part) => part !== '');
  const rest = open.length === 0 ? '，全部报送' : `，${open.join('，')}`;
  return `${asked}截至${dayLabel(today)}，应报送单位${counts.units}个，已报送${came}个${late}${rest}。${
    extra.length === 0 ? '' : `已报送单位中，${extra.join('，')}。`
  }`;
}

interface Numbered {
  readonly row: Row;
  readonly at: number;
}

const first: readonly Column<Numbered>[] = [
  { title: '序号', share: 12, middle: true, of: ({ at }) => String(at + 1) },
  { title: '单位', share: 44, of: ({ row }) => row.unit.name },
  {
    ...{ title: '应报措施（条）', share: 20, middle: true },
    of: ({ row }) => askedOf(row),
  },
];

function askedOf({ responsible, assisting }: Row): string {
  if (assisting === 0) return String(responsible);
  return responsible === 0 ? `配合${assisting}` : `${responsible}\n（配合${assisting}）`;
}

const asked: Column<Numbered> = {
  ...{ title: '发表日期', share: 24, middle: true },
  of: ({ row }) => (row.sentOn === null ? '未发表' : shortDay(row.sentOn)),
};

function outstanding(rows: readonly Row[]): PaperTable {
  return numbered(
    [
      ...first,
      asked,
      {
        ...{ title: '逾期天数', share: 20, middle: true, optional: true },
        of: ({ row }) => (row.daysLate === 0 ? '' : `${row.daysLate}天`),
      },
      {
        ...{ title: '催办情况', share: 40, optional: true },
        of: ({ row }) =>
          row.reminders
            .map(({ kind, number, on }) => `${shortDay(on)}${reminderWords[kind]}${number}`)
            .join('\n'),
      },
    ],
    rows,
  );
}

function received(rows: readonly Row[]): PaperTable {
  return numbered(
    [
      ...first,
      asked,
      {
        ...{ title: '报送日期', share: 24, middle: true },
        of: ({ row }) => shortDay(row.submissions[0]?.on ?? null),
      },
      { title: '备注', share: 34, of: ({ row }) => remarks(row) },
    ],
    rows,
  );
}

/** Late by so many days, what it says nothing of, how often it was corrected. */
function remarks({ daysLate, missing, corrected }: Row): string {
  return [
    daysLate === 0 ? '' : `逾期${daysLate}天`,
    missing === 0 ? '' : `缺报${missing}条措施`,
    corrected === 0 ? '' : `重报${corrected}次`,
  ]
    .filter((part) => part !== '')
    .join('；');
}

function numbered(columns: readonly Column<Numbered>[], rows: readonly Row[]): PaperTable {
  return tableOf(columns, lines(rows.map((row, at) => ({ row, at }))), '');
}
