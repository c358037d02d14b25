/** Deadlines on the command line: extending them, what is due, the working calendar. */
import type { Args, Reply } from '../../shared/contract/index.ts';
import { lampWords } from '../../shared/words.ts';
import { readId, WrongUsage } from './arguments.ts';
import type { OptionName, Typed } from './arguments.ts';
import type { Caller } from './refused.ts';
import { shorten, table } from './table.ts';
import type { Answer, Command } from './types.ts';

type Agenda = Reply<'plan.agenda'>;
type CalendarDay = Reply<'calendar.days'>['days'][number];

/** How far the agenda looks ahead when nobody says. */
const USUAL_DAYS = 15;

export const planCommands: Readonly<Record<string, Command>> = {
  extend: {
    options: ['to', 'reason', 'by', 'on'],
    required: ['to', 'reason', 'by'],
    words: ['编号'],
    several: true,
    read(typed) {
      const on = typed.day('on');
      const args: Args<'extension.add'> = {
        ids: [...new Set(typed.words.map((word) => readId('measure', word)))],
        deadline: said('to', typed),
        reason: said('reason', typed),
        approvedBy: said('by', typed),
        ...(on === undefined ? {} : { on }),
      };
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await call('extension.add', args);
          return { value, text: `已延长 ${args.ids.length} 条措施的期限（第 ${value.revision} 步）。` };
        },
      };
    },
  },
  agenda: {
    options: ['days'],
    words: [],
    read(typed) {
      const days = typed.count('days') ?? USUAL_DAYS;
      if (days > 365) throw new WrongUsage(`--days ${days}：最多 365 天`);
      return {
        opens: 'reader',
        run: async (call) => {
          const value = await call('plan.agenda', { days });
          return { value, text: printAgenda(value, days) };
        },
      };
    },
  },
  calendar: {
    options: ['year', 'holiday', 'workday', 'clear', 'name'],
    words: [],
    read(typed) {
      const ways = (['year', 'holiday', 'workday', 'clear'] as const).filter((name) => typed.has(name));
      const [way] = ways;
      if (way === undefined || ways.length > 1)
        throw new WrongUsage('要写 --year、--holiday、--workday、--clear 中的一个');
      if (typed.has('name') && (way === 'year' || way === 'clear'))
        throw new WrongUsage('--name 只用于 --holiday 和 --workday');
      if (way === 'year') {
        const year = typed.number('year') ?? 0;
        if (year < 1949 || year > 2199) throw new WrongUsage(`--year ${year}：要写 1949 到 2199 之间的年份`);
        return { opens: 'reader', run: (call) => printYear(call, year) };
      }
      const day = typed.day(way) ?? '';
      const kind = way === 'clear' ? null : way;
      const name = typed.has('name') ? said('name', typed) : '';
      return {
        opens: 'writer',
        run: async (call) => {
          const before = (await call('ledger.state', {})).open?.revision;
          const value = await call('calendar.set', { days: [{ day, kind, name }] });
          const done = way === 'clear' ? '已删去自填的' : way === 'holiday' ? '已登记放假' : '已登记上班';
          const same = value.revision === before;
          return {
            value,
            text: same ? '日历已是这样，没有改动。' : `${done} ${day}（第 ${value.revision} 步）。`,
          };
        },
      };
    },
  },
};

function said(option: OptionName, typed: Typed): string {
  const value = (typed.text(option) ?? '').trim();
  if (value === '') throw new WrongUsage(`--${option} 后要写内容`);
  return value;
}

function printAgenda(agenda: Agenda, days: number): string {
  const lines: string[] = [];
  if (agenda.clockBehind !== null)
    lines.push(
      `注意：台账最近一次记录在 ${agenda.clockBehind}，晚于今天（${agenda.today}），请核对本机日期。`,
      '',
    );
  lines.push(...dueTable(`超期 ${agenda.overdue.count} 条`, agenda.overdue));
  lines.push(...dueTable(`${days} 天内到期 ${agenda.due.count} 条`, agenda.due));
  if (agenda.stages.length > 0)
    lines.push(
      '',
      '轮次阶段',
      table(
        ['阶段', '应完成'],
        agenda.stages.map((stage) => [stage.title, stage.dueOn]),
      ),
    );
  if (agenda.waitingCount > 0)
    lines.push(
      '',
      `销号流程中 ${agenda.waitingCount} 个`,
      table(
        ['编号', '问题', '待办环节', '办理', '已有天数'],
        agenda.waiting.map((issue) => [
          ...[`i${issue.issue}`, shorten(issue.title, 40), issue.step, issue.holder, issue.days],
        ]),
      ),
    );
  lines.push('', `待申请销号的问题 ${agenda.ready} 个，待办的延期申请 ${agenda.requests} 件`);
  const { returns } = agenda;
  if (returns !== null)
    lines.push(`${returns.month} 报送：${returns.dueOn} 截止，还有 ${returns.missing} 个单位未报送`);
  return lines.join('\n');
}

function dueTable(title: string, { rows, count }: Agenda['due']): string[] {
  if (rows.length === 0) return [title];
  const more = count > rows.length ? [`（只列出 ${rows.length} 条）`] : [];
  return [
    title,
    table(
      ['编号', '问题', '措施', '责任单位', '期限', '状态'],
      rows.map((row) => [
        ...[`m${row.measure}`, row.place, shorten(row.title, 40), row.unit?.name ?? ''],
        ...[row.dueOn, lampWords[row.lamp]],
      ]),
    ),
    ...more,
  ];
}

const SOURCES: Readonly<Record<CalendarDay['source'], string>> = {
  week: '',
  state: '国务院安排',
  own: '自填',
};

/** Holidays and worked weekends of a year. The year's other days are left out. */
async function printYear(call: Caller, year: number): Promise<Answer> {
  const { days, coverage } = await call('calendar.days', { from: `${year}-01-01`, to: `${year}-12-31` });
  const special = days.filter((day) => day.source !== 'week');
  const known = (year >= coverage.from && year <= coverage.to) || coverage.own.includes(year);
  const notice = known
    ? ''
    : `\n${year} 年的节假日安排没有收录（收录 ${coverage.from} 至 ${coverage.to} 年），按周末推算；请用 --holiday、--workday 补录。`;
  const text =
    special.length === 0
      ? `${year} 年没有登记节假日。`
      : table(
          ['日期', '', '名称', '来源'],
          special.map((day) => [day.day, day.work ? '上班' : '放假', day.name, SOURCES[day.source]]),
        );
  return { value: { year, days: special, coverage, known }, text: `${text}${notice}` };
}
