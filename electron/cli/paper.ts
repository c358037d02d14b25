/**
 * Papers and releases on the command line. Pages and pictures are drawn by windows: what needs them runs in the
 * program's own runtime (electron/main/command.ts), without a window to be seen.
 */
import { resolve } from 'node:path';
import type { PaperQuery } from '../../shared/contract/types.ts';
import { reminderWords } from '../../shared/words.ts';
import { readId, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import { Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import type { Command } from './types.ts';

const KINDS = {
  summary: '月报',
  problems: '问题清单',
  tasks: '任务清单',
  duties: '责任清单',
  ledger: '整改台账',
  'roll-call': '报送情况',
  progress: '整改进展情况通报',
  closing: '对账销号单',
  dossier: '一问题一档案',
  reminder: '督办函件',
} as const;
type Kind = keyof typeof KINDS;

const FORMS = ['pdf', 'xlsx', 'docx'] as const;
type Form = (typeof FORMS)[number];

export const paperCommands: Readonly<Record<string, Command>> = {
  paper: {
    options: ['month', 'issue', 'unit', 'size', 'pdf', 'xlsx', 'docx'],
    words: ['种类'],
    read(typed) {
      const kind = kindOf(typed.words[0] ?? '');
      const form = formOf(typed);
      const file = typed.text(form) ?? '';
      const query = queryOf(kind, typed);
      return {
        opens: 'reader',
        [form]: file,
        run: async (call) => {
          const value = await call('paper.save', { query: await query(call), form });
          const cut = value.cut.map((text) => `打印时放不下：${text}`);
          return { value, text: [`已写入：${value.file ?? ''}`, ...cut].join('\n') };
        },
      };
    },
  },
  'release-month': {
    options: ['reason'],
    words: ['月份'],
    read(typed) {
      const month = typed.words[0] ?? '';
      if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw new WrongUsage('月份要写成 2024-08 的样子');
      const reason = typed.text('reason')?.trim() ?? '';
      if (typed.has('reason') && reason === '') throw new WrongUsage('--reason 后要写内容');
      return {
        opens: 'writer',
        run: async (call, tools) => {
          const { warnings } = await call('release.preview', { month });
          const { job } = await call('release.make', { month, ...(reason === '' ? {} : { reason }) });
          const end = await tools.finished(job);
          if (!end.ok) throw new Refused(end.error);
          const value = await call('release.made', { job });
          const edition = value.edition === 1 ? '' : `（第${value.edition}版）`;
          const made = `已印发 ${month} 月报${edition}，PDF、Excel、Word 三种文件已存入台账。`;
          return { value, text: [made, ...warnings.map((warning) => `请留意：${warning}`)].join('\n') };
        },
      };
    },
  },
};

function kindOf(word: string): Kind {
  const found = (Object.keys(KINDS) as Kind[]).find((kind) => kind === word || KINDS[kind] === word);
  if (found !== undefined) return found;
  const known = Object.entries(KINDS).map(([kind, words]) => `${kind}（${words}）`);
  throw new WrongUsage(`没有“${word}”这种文书，可用：${known.join('、')}`);
}

function formOf(typed: Typed): Form {
  const given = FORMS.filter((form) => typed.has(form));
  const [form] = given;
  if (form === undefined || given.length > 1)
    throw new WrongUsage('要写 --pdf、--xlsx、--docx 中的一项，后面是文件名');
  const file = typed.text(form) ?? '';
  if (file === '' || resolve(file) === resolve('/')) throw new WrongUsage(`--${form} 后要写文件名`);
  return form;
}

/** Which paper; a letter is looked up when the ledger is open. @throws WrongUsage */
function queryOf(kind: Kind, typed: Typed): (call: Caller) => Promise<PaperQuery> {
  refuseOptions(kind, typed);
  if (kind === 'closing' || kind === 'dossier') {
    const word = typed.text('issue');
    if (word === undefined) throw new WrongUsage(`${KINDS[kind]}要写 --issue 问题编号`);
    const issue = readId('issue', word);
    return () => Promise.resolve({ paper: kind, issue });
  }
  const month = typed.month('month');
  if (month === undefined) throw new WrongUsage(`${KINDS[kind]}要写 --month 月份`);
  if (kind === 'ledger') {
    const size = typed.text('size') ?? 'a4';
    if (size !== 'a4' && size !== 'a3') throw new WrongUsage('--size 只能是 a4 或 a3');
    return () => Promise.resolve({ paper: kind, month, size });
  }
  if (kind === 'reminder') return (call) => letterOf(call, month, typed.text('unit')?.trim() ?? '');
  const paper = kind === 'roll-call' ? 'rollCall' : kind;
  return () => Promise.resolve({ paper, month });
}

const TAKES: Readonly<Partial<Record<Kind, readonly ('month' | 'issue' | 'unit' | 'size')[]>>> = {
  closing: ['issue'],
  dossier: ['issue'],
  ledger: ['month', 'size'],
  reminder: ['month', 'unit'],
};

function refuseOptions(kind: Kind, typed: Typed): void {
  const taken = TAKES[kind] ?? ['month'];
  for (const option of ['month', 'issue', 'unit', 'size'] as const)
    if (typed.has(option) && !taken.includes(option))
      throw new WrongUsage(`${KINDS[kind]}没有选项 --${option}`);
  if (kind === 'reminder' && (typed.text('unit')?.trim() ?? '') === '')
    throw new WrongUsage(`${KINDS[kind]}要写 --unit 单位名称`);
}

/** The newest letter to a unit in a month. @throws Refused `letter_missing` */
async function letterOf(call: Caller, month: string, unit: string): Promise<PaperQuery> {
  const { reminders } = await call('paper.reminders', { month });
  const found = reminders.find((each) => each.unit === unit || each.number === unit);
  if (found !== undefined) return { paper: 'reminder', reminder: found.id };
  const known = reminders.map((each) => `${each.unit}${reminderWords[each.kind]}`).join('、');
  throw new Refused({ code: 'letter_missing', detail: { unit, month, ...(known === '' ? {} : { known }) } });
}
