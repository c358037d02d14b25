/** The closing chain on the command line: steps and ways back, recheck and reopening, changes of the plan, the board. */
import type { Args, Reply } from '../../shared/contract/index.ts';
import type { MissingItem } from '../../shared/contract/types.ts';
import { measureStates } from '../../shared/lists.ts';
import { closingStepWords, issueStateWords, measureStateWords } from '../../shared/words.ts';
import { readId, readState, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import type { Caller } from './refused.ts';
import { shorten, table } from './table.ts';
import type { Answer, Command } from './types.ts';

type SetBack = Args<'closing.reopen'>['setBack'];
type SetBackState = SetBack[number]['state'];

export const closingCommands: Readonly<Record<string, Command>> = {
  step: {
    options: ['who', 'on', 'opinion', 'reason', 'withdraw'],
    required: ['who'],
    words: ['编号', 'next 或 back'],
    read(typed) {
      const id = readId('issue', typed.words[0] ?? '');
      const way = typed.words[1];
      if (way !== 'next' && way !== 'back') throw new WrongUsage(`“${way ?? ''}”：要写 next 或 back`);
      if (way === 'next' && (typed.has('reason') || typed.has('withdraw')))
        throw new WrongUsage('next 用 --opinion 写意见；--reason、--withdraw 是 back 的选项');
      if (way === 'back' && typed.has('opinion')) throw new WrongUsage('back 用 --reason 写原因');
      const act = { ids: [id], actor: said('who', typed), ...given('on', typed.day('on')) };
      if (way === 'next') {
        const args = { ...act, ...given('opinion', typed.text('opinion')) };
        return { opens: 'writer', run: (call) => takeNext(call, id, args) };
      }
      const as = typed.has('withdraw') ? ('application_withdrawn' as const) : ('sent_back' as const);
      const reason = said('reason', typed);
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await call('closing.back', { ...act, as, reason });
          const word = as === 'sent_back' ? '已退回' : '已撤回申请';
          return { value, text: `问题 i${id} ${word}（第 ${value.revision} 步）。` };
        },
      };
    },
  },
  recheck: {
    options: ['result', 'who', 'on', 'opinion', 'reason', 'measure', 'state', 'add'],
    required: ['result', 'who'],
    words: ['编号'],
    several: true,
    read(typed) {
      const id = readId('issue', typed.words[0] ?? '');
      const result = typed.text('result');
      if (result !== 'passed' && result !== 'failed')
        throw new WrongUsage(`--result ${result ?? ''}：要写 passed（通过）或 failed（不通过）`);
      const actor = said('who', typed);
      const on = given('on', typed.day('on'));
      if (result === 'failed') {
        if (typed.has('opinion')) throw new WrongUsage('不通过的用 --reason 写原因');
        return { opens: 'writer', run: reopening(id, 'recheck', actor, typed) };
      }
      for (const name of ['reason', 'measure', 'state', 'add'] as const)
        if (typed.has(name)) throw new WrongUsage(`--${name} 只用于 --result failed`);
      if (typed.words.length > 1) throw new WrongUsage(`多出来的参数：${typed.words[1] ?? ''}`);
      const opinion = given('opinion', typed.text('opinion'));
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await call('closing.recheck', { ids: [id], actor, ...on, ...opinion });
          return { value, text: `已登记问题 i${id} 回头看通过（第 ${value.revision} 步），仍为已销号。` };
        },
      };
    },
  },
  reopen: {
    options: ['reason', 'who', 'on', 'measure', 'state', 'add'],
    required: ['reason'],
    words: ['编号'],
    several: true,
    read(typed) {
      const id = readId('issue', typed.words[0] ?? '');
      const actor = typed.has('who') ? said('who', typed) : null;
      return { opens: 'writer', run: reopening(id, 'other', actor, typed) };
    },
  },
  withdraw: {
    options: ['reason', 'body', 'on'],
    required: ['reason', 'body'],
    words: ['编号'],
    read(typed) {
      const word = typed.words[0] ?? '';
      const why = {
        reason: said('reason', typed),
        body: said('body', typed),
        ...given('on', typed.day('on')),
      };
      const issue = word.startsWith('i');
      const args = { ids: [readId(issue ? 'issue' : 'measure', word)], ...why };
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await (issue ? call('issue.withdraw', args) : call('measure.withdraw', args));
          return {
            value,
            text: `已撤销${issue ? '问题' : '措施'} ${word}（第 ${value.revision} 步），不再计入统计。`,
          };
        },
      };
    },
  },
  replace: {
    options: ['title', 'deadline', 'reason', 'body', 'on'],
    required: ['title', 'reason', 'body'],
    words: ['编号'],
    read(typed) {
      const id = readId('measure', typed.words[0] ?? '');
      const args = {
        ...{ id, title: said('title', typed), deadline: typed.text('deadline') ?? '' },
        ...{ reason: said('reason', typed), body: said('body', typed), ...given('on', typed.day('on')) },
      };
      return {
        opens: 'writer',
        run: async (call) => {
          const value = await call('measure.replace', args);
          return { value, text: `措施 m${id} 已由 m${value.id} 替换（第 ${value.revision} 步）。` };
        },
      };
    },
  },
  board: {
    options: [],
    words: [],
    read: () => ({
      opens: 'reader',
      run: async (call) => {
        const value = await call('closing.board', {});
        return { value, text: printBoard(value) };
      },
    }),
  },
};

async function takeNext(call: Caller, id: number, args: Args<'closing.step'>): Promise<Answer> {
  const value = await call('closing.step', args);
  const { steps, next } = await call('issue.get', { id });
  const taken = value.moved[0]?.step ?? 'applied';
  const name = steps.find(({ step }) => step === taken)?.name ?? closingStepWords[taken];
  const then = next === null ? '问题已销号' : `下一环节：${next.name}${next.holder && `（${next.holder}）`}`;
  return { value, text: `问题 i${id} 已办“${name}”（第 ${value.revision} 步），${then}。` };
}

/** Without a measure named and none added, every complete measure is set back, and the answer says so. */
function reopening(
  id: number,
  ground: 'recheck' | 'other',
  who: string | null,
  typed: Typed,
): (call: Caller) => Promise<Answer> {
  const reason = said('reason', typed);
  const on = given('on', typed.day('on'));
  const state = setBackState(typed);
  // `--measure m3 m4`: the shell hands all but the first over as words of the command.
  const more = typed.words.slice(1);
  if (more.length > 0 && !typed.has('measure')) throw new WrongUsage(`多出来的参数：${more[0] ?? ''}`);
  const named = [...typed.many('measure'), ...more].map((word) => readId('measure', word));
  const add = typed.many('add').map((title) => ({ title, deadline: '' }));
  if (add.some(({ title }) => title.trim() === '')) throw new WrongUsage('--add 后要写措施名称');
  return async (call) => {
    const actor = who ?? (await call('ledger.state', {})).operator;
    const all = named.length === 0 && add.length === 0;
    const measures = all ? await completeMeasures(call, id) : named;
    const setBack = measures.map((measure) => ({ measure, state }));
    const value = await call('closing.reopen', { id, ground, actor, ...on, reason, setBack, add });
    const parts = [
      ...(setBack.length === 0
        ? []
        : [
            `${all ? '没有指定措施，已完成的' : ''}${measures.map((m) => `m${m}`).join('、')} 退回${measureStateWords[state]}`,
          ]),
      ...(add.length === 0 ? [] : [`新增措施 ${add.length} 条`]),
    ];
    return { value, text: `问题 i${id} 已重启（第 ${value.revision} 步）：${parts.join('；')}。` };
  };
}

async function completeMeasures(call: Caller, issue: number): Promise<number[]> {
  const { measures } = await call('closing.measures', { id: issue });
  return measures
    .filter((m) => m.withdrawnOn === null && (m.state === 'done' || m.established))
    .map((m) => m.id);
}

function setBackState(typed: Typed): SetBackState {
  const word = typed.text('state');
  if (word === undefined) return 'in_progress';
  const state = readState(word);
  if (state === 'done') {
    const known = measureStates.filter((one) => one !== 'done').map((one) => measureStateWords[one]);
    throw new WrongUsage(`--state ${word}：重启时退回到 ${known.join('、')}`);
  }
  return state;
}

function printBoard({ columns }: Reply<'closing.board'>): string {
  const rows = columns.flatMap((column) =>
    column.cards.map((card) => [
      `i${card.id}`,
      issueStateWords[card.state],
      card.since ?? '',
      card.days ?? '',
      card.next === null ? '' : `${card.next.name}${card.next.holder && `（${card.next.holder}）`}`,
      `${card.measuresComplete}/${card.measures}`,
      card.returned === null ? '' : `${card.returned.on} 退回`,
      shorten(`${card.place} ${card.title}`, 60),
    ]),
  );
  const heads = ['编号', '状态', '自', '天数', '下一环节', '完成', '退回', '问题'];
  const cut = columns
    .filter((column) => column.total > column.cards.length)
    .map((column) => `另有 ${column.total - column.cards.length} 个未列出`);
  return [table(heads, rows), ...cut].join('\n');
}

/** What an application lacks, one line each, as the command line prints it below the refusal. */
export function missingLines(missing: unknown): string[] {
  if (!Array.isArray(missing)) return [];
  return (missing as MissingItem[]).map(({ kind, measure }) => {
    const where = measure === null ? '' : `措施 m${measure.id}（${measure.number}）${measure.title}：`;
    return `  ${where}${MISSING[kind]}`;
  });
}

const MISSING: Readonly<Record<MissingItem['kind'], string>> = {
  no_active_measure: '没有有效的整改措施',
  measure_incomplete: '还没有完成',
  evidence_missing: '没有佐证材料，也没有说明原因（no-evidence）',
  proposal_pending: '有报送的完成情况待核对',
};

function given<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: T };
}

/** An option that must say something. */
function said(option: 'who' | 'reason' | 'body' | 'title', typed: Typed): string {
  const value = typed.text(option) ?? '';
  if (value.trim() === '') throw new WrongUsage(`--${option} 后要写内容`);
  return value;
}
