/** The commands: which words they take, which calls they make, and what they print. */
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/result.ts';
import { wordStep } from '../../shared/stepWords.ts';
import { nothingStated } from '../../shared/contract/blank.ts';
import { readId, readState, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import { checksCommand } from './checks.ts';
import { closingCommands } from './closing.ts';
import { evidenceCommands } from './evidence.ts';
import { asOfCommand } from './asOf.ts';
import { importLedgerCommand } from './import-ledger.ts';
import { importNotice } from './import-notice.ts';
import { paperCommands } from './paper.ts';
import { releasesCommand } from './release.ts';
import { matterCommands } from './matters.ts';
import { planCommands } from './plan.ts';
import { printLog, printRounds, printStats, printSummary, printTree, printVerify } from './print.ts';
import { Refused } from './refused.ts';
import { outcomeCommands } from './outcomes.ts';
import { returnCommands } from './returns.ts';
import type { Caller } from './refused.ts';
import type { Answer, Command, Tools } from './types.ts';

const STATED = ['aspects', 'issues', 'measures', 'closed', 'open'] as const;

export const commands: Readonly<Record<string, Command>> = {
  init: {
    options: ['sample'],
    words: [],
    read: (typed) => ({
      opens: 'new',
      run: async (call) => {
        const state = await call('ledger.create', { folder: null, sample: typed.has('sample') });
        return { value: state, text: `已新建台账：${state.open?.file ?? ''}` };
      },
    }),
  },
  'import-notice': {
    options: ['dry-run', 'month', 'feedback', 'round'],
    words: ['文件'],
    read(typed) {
      const options = {
        file: typed.words[0] ?? '',
        dryRun: typed.has('dry-run'),
        month: typed.month('month'),
        feedbackOn: typed.day('feedback'),
        round: typed.number('round'),
      };
      return {
        // A trial reading needs no ledger.
        opens: options.dryRun ? 'nothing' : 'writer',
        run: (call, tools) => importNotice(call, tools, options),
      };
    },
  },
  tree: reading(['round'], 'tree.all', (typed) => round('roundId', typed), printTree),
  stats: reading(['round'], 'round.stats', (typed) => round('id', typed), printStats),
  rounds: reading([], 'round.list', () => ({}), printRounds),
  log: reading(['limit'], 'history.log', (typed) => ({ limit: typed.number('limit') ?? 50 }), printLog),
  summary: {
    options: ['month', 'xlsx'],
    required: ['month'],
    words: [],
    read: (typed) => {
      const month = typed.month('month') ?? '';
      const xlsx = typed.text('xlsx');
      if (xlsx === '') throw new WrongUsage('--xlsx 后要写文件名');
      return {
        opens: 'reader',
        xlsx,
        run: async (call) => {
          const value = await call('summary.compute', { month });
          if (xlsx === undefined) return { value, text: printSummary(value) };
          const { file } = await call('paper.save', { query: { paper: 'summary', month }, form: 'xlsx' });
          return { value, text: `${printSummary(value)}\n已写入工作簿：${file ?? ''}` };
        },
      };
    },
  },
  'set-measure': writing(
    ['state', 'on', 'reason'],
    ['state'],
    (typed): Args<'measure.setState'> => ({
      ids: [readId('measure', typed.words[0] ?? '')],
      state: readState(typed.text('state') ?? ''),
      ...given('on', typed.day('on')),
      ...given('reason', typed.text('reason')),
    }),
    'measure.setState',
  ),
  'add-progress': writing(
    ['month', 'text', 'delay', 'next'],
    ['month', 'text'],
    (typed): Args<'measure.addProgress'> => ({
      id: readId('measure', typed.words[0] ?? ''),
      month: typed.month('month') ?? '',
      text: notBlank('text', typed),
      ...given('delayReason', typed.text('delay')),
      ...given('nextStep', typed.text('next')),
    }),
    'measure.addProgress',
  ),
  'no-evidence': writing(
    ['reason'],
    ['reason'],
    (typed): Args<'measure.noEvidence'> => ({
      ids: [readId('measure', typed.words[0] ?? '')],
      reason: notBlank('reason', typed),
    }),
    'measure.noEvidence',
  ),
  establish: writing(
    ['on', 'off'],
    [],
    (typed): Args<'measure.establish'> => ({
      ids: [readId('measure', typed.words[0] ?? '')],
      established: !typed.has('off'),
      ...given('on', typed.day('on')),
    }),
    'measure.establish',
  ),
  'set-stated': {
    options: ['round', ...STATED, 'none'],
    words: [],
    read: setStated,
  },
  'import-ledger': importLedgerCommand,
  'as-of': asOfCommand,
  ...returnCommands,
  ...evidenceCommands,
  ...outcomeCommands,
  ...matterCommands,
  ...closingCommands,
  ...planCommands,
  ...paperCommands,
  releases: releasesCommand,
  checks: checksCommand,
  undo: history('history.undo', '已撤销'),
  redo: history('history.redo', '已恢复'),
  verify: {
    options: ['files'],
    words: [],
    read: (typed) => ({
      opens: 'inspector',
      run: (call, tools) => verify(call, tools, typed.has('files')),
    }),
  },
};

function reading<K extends CallName>(
  options: Command['options'],
  name: K,
  args: (typed: Typed) => Args<K>,
  print: (reply: Reply<K>) => string,
): Command {
  return {
    options,
    words: [],
    read(typed) {
      const asked = args(typed);
      return {
        opens: 'reader',
        run: async (call) => {
          const value = await call(name, asked);
          return { value, text: print(value) };
        },
      };
    },
  };
}

type MeasureWrite = 'measure.setState' | 'measure.addProgress' | 'measure.noEvidence' | 'measure.establish';

function writing<K extends MeasureWrite>(
  options: Command['options'],
  required: Command['options'],
  args: (typed: Typed) => Args<K>,
  name: K,
): Command {
  return {
    options,
    required,
    words: ['编号'],
    read(typed) {
      const asked = args(typed);
      return {
        opens: 'writer',
        run: async (call) => {
          const before = (await call('ledger.state', {})).open?.revision;
          const value = await call(name, asked);
          const same = value.revision === before;
          return {
            value,
            text: same ? '台账已是这样，没有改动。' : `已写入台账（第 ${value.revision} 步）。`,
          };
        },
      };
    },
  };
}

function history(name: 'history.undo' | 'history.redo', word: string): Command {
  return {
    options: [],
    words: [],
    read: () => ({
      opens: 'writer',
      run: async (call) => {
        const value = await call(name, {});
        return { value, text: `${word}第 ${value.step.id} 步：${wordStep(value.step)}` };
      },
    }),
  };
}

/** What the round's papers state; --none says that they state nothing. What is not given stays as it is kept. */
function setStated(typed: Typed): ReturnType<Command['read']> {
  const said = STATED.filter((name) => typed.has(name));
  if ((said.length === 0) !== typed.has('none')) {
    throw new WrongUsage(`要写 ${STATED.map((name) => `--${name}`).join('、')} 中的若干项，或者只写 --none`);
  }
  const totals = Object.fromEntries(said.map((name) => [name, typed.count(name)]));
  const asked = round('id', typed);
  return {
    opens: 'writer',
    run: async (call) => {
      const { roundId, stated } = await call('round.stats', asked);
      if (roundId === null) throw new Refused({ code: 'round_missing' });
      const nothing = typed.has('none');
      const value = await call('round.setStated', {
        id: roundId,
        source: nothing ? 'none' : 'typed',
        stated: nothing ? nothingStated : { ...stated, ...totals },
      });
      return { value, text: `已登记轮次 ${roundId} 的文件所载总数（第 ${value.revision} 步）。` };
    },
  };
}

/** A ledger too damaged to be opened is an answer of verify, not a failure of it. */
async function verify(call: Caller, tools: Tools, files: boolean): Promise<Answer> {
  const { problem } = await call('ledger.state', {});
  if (problem !== null && problem.code !== 'ledger_damaged') throw new Refused(problem as Failure);
  const value: Reply<'ledger.verified'> =
    problem === null
      ? await verified(call, tools, files)
      : { ok: false, problems: [{ table: '', row: null, kind: 'page_damage' }], files: 0, bytes: 0 };
  return { value, text: printVerify(value), code: value.ok ? 0 : 1 };
}

async function verified(call: Caller, tools: Tools, files: boolean): Promise<Reply<'ledger.verified'>> {
  const { job } = await call('ledger.verify', { files });
  const end = await tools.finished(job);
  if (!end.ok) throw new Refused(end.error);
  return call('ledger.verified', { job });
}

function round<N extends string>(name: N, typed: Typed): { [K in N]?: number } {
  return given(name, typed.number('round'));
}

function given<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: T };
}

function notBlank(option: 'text' | 'reason', typed: Typed): string {
  const value = typed.text(option) ?? '';
  if (value.trim() === '') throw new WrongUsage(`--${option} 后要写内容`);
  return value;
}
