/** Returns on the command line: forms out, files in, batches and their undoing, answers to senders. */
import type { Args, Reply } from '../../shared/contract/index.ts';
import { Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import { table } from './table.ts';
import type { Typed } from './arguments.ts';
import { WrongUsage } from './arguments.ts';
import type { Answer, Command, Tools } from './types.ts';

type Outcome = Reply<'returns.outcome'>;
type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;

export const returnCommands: Readonly<Record<string, Command>> = {
  'send-forms': {
    options: ['month', 'out'],
    required: ['month', 'out'],
    words: [],
    read(typed) {
      const month = typed.month('month') ?? '';
      const out = place(typed);
      return {
        opens: 'writer',
        out,
        run: async (call, tools) => {
          const as = /\.zip$/i.test(out) ? 'zip' : 'folder';
          const { job } = await call('forms.send', { month, units: null, as });
          const { files, place: where } = await outcomeOf('sent', job, call, tools);
          return { value: { files, place: where }, text: `已生成 ${files} 份报送表：${where}` };
        },
      };
    },
  },
  'import-returns': {
    options: ['month', 'dry-run', 'accept'],
    words: ['文件'],
    several: true,
    read(typed) {
      const accept = acceptOf(typed);
      const dryRun = typed.has('dry-run');
      const month = typed.month('month') ?? null;
      return {
        // A trial needs no writer's lock: it keeps nothing.
        opens: dryRun ? 'reader' : 'writer',
        run: async (call, tools) => {
          const files = typed.words.map((word) => tools.place(word));
          return importReturns({ files, month, dryRun, accept }, call, tools);
        },
      };
    },
  },
  batches: {
    options: [],
    words: [],
    read: () => ({
      opens: 'reader',
      run: async (call) => {
        const value = await call('returns.batches', {});
        return { value, text: printBatches(value.batches) };
      },
    }),
  },
  'undo-batch': {
    options: [],
    words: ['批次'],
    read(typed) {
      const batch = typed.wordNumber(0);
      return {
        opens: 'writer',
        run: async (call, tools) => {
          const { job } = await call('returns.undoBatch', { batch });
          const value = await outcomeOf('undone', job, call, tools);
          const kept = value.kept === 0 ? '' : `，另有 ${value.kept} 项后来改过，保留现值`;
          const { batch: id, revision, kept: count } = value;
          return {
            value: { batch: id, revision, kept: count },
            text: `已撤销批次 ${id}（第 ${revision} 步）${kept}。`,
          };
        },
      };
    },
  },
  answer: {
    options: ['out'],
    required: ['out'],
    words: ['批次'],
    read(typed) {
      const batch = typed.wordNumber(0);
      return {
        opens: 'reader',
        out: place(typed),
        run: async (call, tools) => {
          const { job } = await call('returns.answer', { batch, files: null });
          const { files, place: where } = await outcomeOf('answered', job, call, tools);
          return { value: { files, place: where }, text: `已生成 ${files} 份标注件：${where}` };
        },
      };
    },
  },
};

function place(typed: Typed): string {
  const out = typed.text('out') ?? '';
  if (out === '') throw new WrongUsage('--out 后要写文件夹');
  return out;
}

function acceptOf(typed: Typed): 'clean' | 'none' {
  const word = typed.text('accept') ?? 'none';
  if (word !== 'clean' && word !== 'none') throw new WrongUsage(`--accept ${word}：要写 clean 或 none`);
  return word;
}

/** Waits for a job's end. @throws Refused with why it has no outcome */
async function outcomeOf<K extends Outcome['kind']>(
  kind: K,
  job: string | null,
  call: Caller,
  tools: Tools,
): Promise<OutcomeOf<K>> {
  if (job === null) throw new Refused({ code: 'cancelled' });
  const end = await tools.finished(job);
  if (!end.ok) throw new Refused(end.error);
  const outcome = await call('returns.outcome', { job });
  if (outcome.kind !== kind) throw new Error(`job ${job} came to ${outcome.kind}`);
  return outcome as OutcomeOf<K>;
}

async function importReturns(args: Args<'returns.take'>, call: Caller, tools: Tools): Promise<Answer> {
  const { job } = await call('returns.take', args);
  const { batch, files } = await outcomeOf('taken', job, call, tools);
  const judged = files.some((file) => file.refused === null);
  return {
    value: args.dryRun === true ? { files } : { batch, files },
    text: printTaken(files, batch),
    code: judged ? 0 : 1,
  };
}

function printTaken(files: OutcomeOf<'taken'>['files'], batch: number | null): string {
  const rows = files.map((file) => [
    file.file,
    file.unit ?? '',
    file.month ?? '',
    file.rows,
    file.classes.theirs,
    file.classes.both,
    file.classes.problem,
    file.refused?.text ??
      file.problems.flatMap(({ code, expected }) => (code.startsWith('ask_') ? [expected] : [])).join('；'),
  ]);
  const heads = ['文件', '单位', '月份', '行数', '有改动', '双方都改', '待核对', '没有导入的原因'];
  const end = batch === null ? '' : `\n批次 ${batch}`;
  return `${table(heads, rows)}${end}`;
}

function printBatches(batches: Reply<'returns.batches'>['batches']): string {
  const rows = batches.map((batch) => [
    batch.id,
    batch.on,
    KINDS[batch.kind],
    STATUSES[batch.status],
    batch.counts.files,
    batch.counts.accepted + batch.counts.edited,
    batch.counts.open,
    batch.name,
  ]);
  return table(['批次', '日期', '种类', '状态', '文件', '采纳', '未决', '名称'], rows);
}

const KINDS = { notice: '通报', return: '报送', ledger: '台账', sample: '示例' } as const;
const STATUSES = { review: '待核对', committed: '已确认', undone: '已撤销' } as const;
