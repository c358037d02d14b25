/** What was typed, checked as far as that needs no ledger. Everything wrong here is wrong usage (exit code 2). */
import { parseArgs } from 'node:util';
import { isDay } from '../../shared/day.ts';
import type { Day, Month } from '../../shared/day.ts';
import { measureStates } from '../../shared/lists.ts';
import type { MeasureState } from '../../shared/lists.ts';
import { isMonth } from '../../shared/month.ts';
import { measureStateWords } from '../../shared/words.ts';

/** A request that can't be understood; `text` is the Chinese sentence for the user. */
export class WrongUsage extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'WrongUsage';
  }
}

const OPTIONS = {
  db: { type: 'string' },
  json: { type: 'boolean' },
  today: { type: 'string' },
  sample: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  month: { type: 'string' },
  feedback: { type: 'string' },
  state: { type: 'string' },
  on: { type: 'string' },
  reason: { type: 'string' },
  text: { type: 'string' },
  delay: { type: 'string' },
  next: { type: 'string' },
  off: { type: 'boolean' },
  xlsx: { type: 'string' },
  pdf: { type: 'string' },
  docx: { type: 'string' },
  unit: { type: 'string' },
  size: { type: 'string' },
  limit: { type: 'string' },
  round: { type: 'string' },
  aspects: { type: 'string' },
  issues: { type: 'string' },
  measures: { type: 'string' },
  closed: { type: 'string' },
  open: { type: 'string' },
  none: { type: 'boolean' },
  out: { type: 'string' },
  accept: { type: 'string' },
  'known-at': { type: 'string' },
  who: { type: 'string' },
  opinion: { type: 'string' },
  withdraw: { type: 'boolean' },
  result: { type: 'string' },
  measure: { type: 'string', multiple: true },
  add: { type: 'string', multiple: true },
  body: { type: 'string' },
  title: { type: 'string' },
  deadline: { type: 'string' },
  kind: { type: 'string' },
  waived: { type: 'boolean' },
  fail: { type: 'boolean' },
  ref: { type: 'string' },
  issue: { type: 'string' },
  files: { type: 'boolean' },
  number: { type: 'string' },
  people: { type: 'string' },
  money: { type: 'string' },
  note: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  days: { type: 'string' },
  year: { type: 'string' },
  holiday: { type: 'string' },
  workday: { type: 'string' },
  clear: { type: 'string' },
  name: { type: 'string' },
  meeting: { type: 'string' },
  decision: { type: 'string' },
  'follow-up': { type: 'string' },
  settled: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export type OptionName = keyof typeof OPTIONS;
/** Options that every command takes. */
const COMMON: readonly OptionName[] = ['db', 'json', 'today', 'help'];
const HELP: CommandShape = { options: [], words: [] };

/** Which options and words a command takes; checked before anything is opened. */
export interface CommandShape {
  readonly options: readonly OptionName[];
  readonly required?: readonly OptionName[];
  /** Names of the words after the command, all required. */
  readonly words: readonly string[];
  /** The last of them may stand for several. */
  readonly several?: boolean;
}

export interface Typed {
  readonly command: string;
  readonly words: readonly string[];
  has(option: OptionName): boolean;
  text(option: OptionName): string | undefined;
  /** Every value of an option that may be given several times. */
  many(option: 'measure' | 'add'): readonly string[];
  day(option: OptionName): Day | undefined;
  month(option: OptionName): Month | undefined;
  /** A whole number from 1 on. */
  number(option: OptionName): number | undefined;
  /** A word after the command that is a whole number from 1 on. @throws WrongUsage */
  wordNumber(index: number): number;
  /** A whole number from 0 on. */
  count(option: OptionName): number | undefined;
}

/** @throws WrongUsage */
export function readArguments(
  argv: readonly string[],
  shapes: Readonly<Record<string, CommandShape>>,
): Typed {
  const parsed = parse(argv);
  const [command, ...words] = parsed.values.help === true ? ['help'] : parsed.positionals;
  if (command === undefined) throw new WrongUsage('没有写要执行的命令');
  const shape = command === 'help' ? HELP : Object.hasOwn(shapes, command) ? shapes[command] : undefined;
  if (shape === undefined) throw new WrongUsage(`没有“${command}”这个命令`);
  const values = parsed.values as Record<string, string | boolean | string[] | undefined>;
  for (const name of Object.keys(values) as OptionName[]) {
    if (!COMMON.includes(name) && !shape.options.includes(name)) {
      throw new WrongUsage(`命令 ${command} 没有选项 --${name}`);
    }
  }
  for (const name of shape.required ?? []) {
    if (values[name] === undefined) throw new WrongUsage(`命令 ${command} 需要选项 --${name}`);
  }
  if (words.length < shape.words.length) {
    throw new WrongUsage(`命令 ${command} 缺少 ${shape.words[words.length] ?? ''}`);
  }
  if (words.length > shape.words.length && shape.several !== true) {
    throw new WrongUsage(`多出来的参数：${words[shape.words.length] ?? ''}`);
  }
  const text = (name: OptionName): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const typed: Typed = {
    command,
    words,
    has: (name) => values[name] !== undefined,
    text,
    many: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value : [];
    },
    day: (name) => checked(name, text(name), isDay, '日期要写成 2024-08-31 的样子'),
    month: (name) => checked(name, text(name), isMonth, '月份要写成 2024-08 的样子'),
    number: (name) => {
      const given = checked(name, text(name), (value) => /^[1-9]\d{0,8}$/.test(value), '要写正整数');
      return given === undefined ? undefined : Number(given);
    },
    wordNumber: (index) => {
      const word = words[index] ?? '';
      if (!/^[1-9]\d{0,8}$/.test(word)) throw new WrongUsage(`“${word}”：要写正整数`);
      return Number(word);
    },
    count: (name) => {
      const given = checked(name, text(name), (value) => /^\d{1,9}$/.test(value), '要写数字');
      return given === undefined ? undefined : Number(given);
    },
  };
  typed.day('today');
  return typed;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    const option = /'(-[^' ,]*)/.exec(message)?.[1] ?? '';
    throw new WrongUsage(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `没有 ${option} 这个选项`
        : `选项 ${option} 的值没有写或写错了`,
    );
  }
}

function checked(
  name: OptionName,
  value: string | undefined,
  good: (value: string) => boolean,
  rule: string,
): string | undefined {
  if (value !== undefined && !good(value)) throw new WrongUsage(`--${name} ${value}：${rule}`);
  return value;
}

const PREFIX = { heading: 'h', issue: 'i', measure: 'm' } as const;

/** 'm12', or '12' where the kind is clear. @throws WrongUsage for anything else, also for another kind's id */
export function readId(kind: keyof typeof PREFIX, word: string): number {
  const match = /^([a-z]?)([1-9]\d{0,15})$/.exec(word);
  const id = Number(match?.[2]);
  if (match === null || !Number.isSafeInteger(id) || (match[1] !== '' && match[1] !== PREFIX[kind])) {
    throw new WrongUsage(`“${word}”不是合适的编号：要写 tree 列出的编号，如 ${PREFIX[kind]}12`);
  }
  return id;
}

/** The code (done) or its word (已完成). @throws WrongUsage */
export function readState(word: string): MeasureState {
  const found = measureStates.find((state) => state === word || measureStateWords[state] === word);
  if (found === undefined) {
    const known = measureStates.map((state) => `${state}（${measureStateWords[state]}）`).join('、');
    throw new WrongUsage(`没有“${word}”这种整改状态，可用：${known}`);
  }
  return found;
}
