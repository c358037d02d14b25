/** 提请研究事项 on the command line: `matter list`, `matter add`, `matter edit ID`. */
import type { Args } from '../../shared/contract/index.ts';
import type { Matter } from '../../shared/contract/types.ts';
import { matterState, matterStateWords } from '../../shared/matters.ts';
import { readId, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import { shorten, table } from './table.ts';
import type { Command } from './types.ts';

const TITLE_WIDTH = 40;

export const matterCommands: Readonly<Record<string, Command>> = {
  matter: {
    options: ['title', 'month', 'issues', 'meeting', 'decision', 'follow-up', 'settled'],
    words: ['list、add 或 edit'],
    several: true,
    read(typed) {
      const [verb = ''] = typed.words;
      if (typed.words.length > (verb === 'edit' ? 2 : 1)) throw new WrongUsage('一次只写一项');
      if (verb === 'list') return list;
      if (verb === 'add') return add(typed);
      if (verb === 'edit') return edit(typed);
      throw new WrongUsage('matter 后要写 list、add 或 edit');
    },
  },
};

const list: ReturnType<Command['read']> = {
  opens: 'reader',
  run: async (call) => {
    const value = await call('matter.list', {});
    return { value, text: printMatters(value.matters) };
  },
};

function add(typed: Typed): ReturnType<Command['read']> {
  for (const later of ['meeting', 'settled'] as const)
    if (typed.has(later)) throw new WrongUsage(`--${later} 在登记后用 matter edit 填写`);
  const fields: Args<'matter.add'> = {
    title: typed.text('title')?.trim() ?? '',
    month: typed.month('month') ?? '',
    issues: issuesOf(typed) ?? [],
    decision: typed.text('decision') ?? '',
    followUp: typed.text('follow-up') ?? '',
  };
  if (fields.title === '') throw new WrongUsage('要写 --title');
  if (fields.month === '') throw new WrongUsage('要写 --month');
  return {
    opens: 'writer',
    run: async (call) => {
      const value = await call('matter.add', fields);
      return { value, text: `已登记提请研究事项，编号 ${value.id}（第 ${value.revision} 步）` };
    },
  };
}

function edit(typed: Typed): ReturnType<Command['read']> {
  const id = typed.wordNumber(1);
  const given = {
    title: typed.text('title'),
    month: typed.month('month'),
    issues: issuesOf(typed),
    meetingOn: typed.day('meeting'),
    decision: typed.text('decision'),
    followUp: typed.text('follow-up'),
    settledOn: typed.day('settled'),
  };
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(fields).length === 0) throw new WrongUsage('没有写要改什么');
  return {
    opens: 'writer',
    run: async (call) => {
      const value = await call('matter.edit', { id, fields });
      return { value, text: `已修改提请研究事项 ${id}（第 ${value.revision} 步）` };
    },
  };
}

/** Issues by their numbers of `tree`, parted by commas. */
function issuesOf(typed: Typed): number[] | undefined {
  const words = typed
    .text('issues')
    ?.split(/[,，、\s]+/)
    .filter((word) => word !== '');
  return words?.map((word) => readId('issue', word));
}

function printMatters(matters: readonly Matter[]): string {
  if (matters.length === 0) return '还没有提请研究的事项';
  return table(
    ['编号', '提请月份', '事项', '问题', '会议日期', '进度'],
    matters.map((matter) => [
      matter.id,
      matter.month,
      shorten(matter.title, TITLE_WIDTH),
      matter.issues.map(({ place }) => place).join('、'),
      matter.meetingOn ?? '',
      matterStateWords[matterState(matter)],
    ]),
  );
}
