/** Evidence on the command line: `evidence add|ref|list|export`. */
import type { Reply } from '../../shared/contract/index.ts';
import { formatBytes } from '../../shared/bytes.ts';
import { visibleName } from '../../shared/visible.ts';
import { readId, WrongUsage } from './arguments.ts';
import type { OptionName, Typed } from './arguments.ts';
import { Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import { shorten, table } from './table.ts';
import type { Answer, Command, Request, Tools } from './types.ts';
import { wordFailure } from './words.ts';

type Verb = 'add' | 'ref' | 'list' | 'export';

/** Which options a verb takes, and how many words after it: at least, at most. */
const VERBS: Readonly<
  Record<Verb, { readonly options: readonly OptionName[]; readonly words: readonly [number, number] }>
> = {
  add: { options: ['title'], words: [2, Number.POSITIVE_INFINITY] },
  ref: { options: ['title', 'ref'], words: [1, 1] },
  list: { options: [], words: [1, 1] },
  export: { options: ['issue', 'out'], words: [0, 0] },
};

export const evidenceCommands: Readonly<Record<string, Command>> = {
  evidence: {
    options: ['title', 'ref', 'issue', 'out'],
    words: ['add、ref、list 或 export'],
    several: true,
    read(typed) {
      const verb = verbOf(typed);
      const words = typed.words.slice(1);
      if (verb === 'add') return add(words, typed.text('title'));
      if (verb === 'ref') return ref(words, typed);
      if (verb === 'list') return list(words[0] ?? '');
      return exportTo(typed);
    },
  },
};

function verbOf(typed: Typed): Verb {
  const [word = ''] = typed.words;
  if (!Object.hasOwn(VERBS, word))
    throw new WrongUsage(`evidence 后要写 add、ref、list 或 export，没有“${word}”`);
  const verb = word as Verb;
  const { options, words } = VERBS[verb];
  for (const name of ['title', 'ref', 'issue', 'out'] as const)
    if (typed.has(name) && !options.includes(name))
      throw new WrongUsage(`命令 evidence ${verb} 没有选项 --${name}`);
  const given = typed.words.length - 1;
  if (given < words[0]) throw new WrongUsage(`命令 evidence ${verb} 缺少${given === 0 ? '编号' : '文件'}`);
  if (given > words[1]) throw new WrongUsage(`多出来的参数：${typed.words[words[1] + 1] ?? ''}`);
  return verb;
}

function add([word = '', ...paths]: readonly string[], title: string | undefined): Request {
  const measure = readId('measure', word);
  if (title !== undefined && paths.length > 1) throw new WrongUsage('--title 只能用于一个文件');
  if (title?.trim() === '') throw new WrongUsage('--title 后要写名称');
  return {
    opens: 'writer',
    run: async (call, tools) => {
      const files = paths.map((path) => tools.place(path));
      const { job } = await call('evidence.add', {
        measure,
        files,
        ...(title === undefined ? {} : { title }),
      });
      await ended(job, tools);
      const value = await call('evidence.added', { job });
      // As with returns: one file that was taken is a success, whatever became of the others.
      return { value, text: printAdded(value), code: value.added.length > 0 ? 0 : 1 };
    },
  };
}

function printAdded({ added, refused }: Reply<'evidence.added'>): string {
  return [
    ...added.map(
      ({ name, known }) =>
        `已存入：${visibleName(name)}${known ? '（台账中已有这份文件，没有重复保存）' : ''}`,
    ),
    ...refused.map(
      ({ name, code, detail }) =>
        `没有存入：${visibleName(name)}　${visibleName(wordFailure(detail === undefined ? { code } : { code, detail }))}`,
    ),
  ].join('\n');
}

function ref([word = '']: readonly string[], typed: Typed): Request {
  const id = readId('measure', word);
  const title = typed.text('title')?.trim() ?? '';
  if (title === '') throw new WrongUsage('命令 evidence ref 需要选项 --title');
  const reference = typed.text('ref')?.trim() ?? '';
  return {
    opens: 'writer',
    run: async (call) => {
      const value = await call('measure.addEvidence', { id, title, reference });
      return { value, text: `已登记佐证材料（第 ${value.revision} 步）。` };
    },
  };
}

function list(word: string): Request {
  const issue = word.startsWith('i') ? readId('issue', word) : null;
  const measure = issue === null ? readId('measure', word) : null;
  return {
    opens: 'reader',
    run: async (call) => {
      const ids = measure === null ? await measuresOf(call, issue ?? 0) : [measure];
      const evidence = [];
      for (const id of ids) {
        const { evidence: held } = await call('measure.get', { id });
        const lost = new Set((await call('evidence.lost', { measure: id })).ids);
        evidence.push(...held.map((one) => ({ measure: id, ...one, lost: lost.has(one.id) })));
      }
      const rows = evidence.map((one) => [
        `m${one.measure}`,
        one.id,
        shorten(visibleName(one.title), 40),
        one.reference,
        shorten(visibleName(one.fileName ?? ''), 30),
        one.bytes === null ? '' : formatBytes(one.bytes),
        one.lost ? '文件缺失' : '',
      ]);
      const heads = ['措施', '编号', '名称', '文号', '文件', '大小', ''];
      return { value: { evidence }, text: rows.length === 0 ? '没有佐证材料。' : table(heads, rows) };
    },
  };
}

async function measuresOf(call: Caller, issue: number): Promise<number[]> {
  const { nodes } = await call('tree.all', {});
  if (!nodes.some((node) => node.id === `i${issue}`)) throw new Refused({ code: 'row_missing' });
  return nodes.flatMap((node) =>
    node.kind === 'measure' && node.parent === `i${issue}` ? [Number(node.id.slice(1))] : [],
  );
}

function exportTo(typed: Typed): Request {
  const out = typed.text('out') ?? '';
  if (out === '') throw new WrongUsage('命令 evidence export 需要选项 --out');
  const word = typed.text('issue');
  const issue = word === undefined ? null : readId('issue', word);
  return {
    opens: 'reader',
    out,
    run: async (call, tools): Promise<Answer> => {
      const { job } = await call('evidence.export', { issue, as: /\.zip$/i.test(out) ? 'zip' : 'folder' });
      if (job === null) throw new Refused({ code: 'cancelled' });
      await ended(job, tools);
      const value = await call('evidence.exported', { job });
      const lacking = [
        ...(value.missing === 0 ? [] : [`缺失 ${value.missing} 份`]),
        ...(value.altered === 0 ? [] : [`被改动 ${value.altered} 份`]),
      ];
      const note = lacking.length === 0 ? '' : `（${lacking.join('，')}，见归档目录）`;
      return { value, text: `已写出 ${value.files} 份文件${note}：${value.place}` };
    },
  };
}

async function ended(job: string, tools: Tools): Promise<void> {
  const end = await tools.finished(job);
  if (!end.ok) throw new Refused(end.error);
}
