/** The command line from typed words to exit code. Everything goes through the same door as the window's calls. */
import { resolve } from 'node:path';
import { readArguments, WrongUsage } from './arguments.ts';
import type { Typed } from './arguments.ts';
import { commands } from './commands.ts';
import { openProgram } from './program.ts';
import type { WindowRuntime } from './program.ts';
import { Refused } from './refused.ts';
import type { Answer } from './types.ts';
import { HELP, wordFailure } from './words.ts';

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export interface Surroundings extends Streams {
  /** Folder from which file names are meant. */
  readonly cwd: string;
  readonly worker: string;
  readonly version: string;
  readonly windows: WindowRuntime | null;
}

/** 0 done, 1 the request was refused, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export async function run(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  let typed: Typed;
  try {
    if (argv.length === 0) {
      around.err(HELP);
      return 2;
    }
    typed = readArguments(argv, commands);
    if (typed.command === 'help') {
      around.out(HELP);
      return 0;
    }
    return await runCommand(typed, around);
  } catch (error) {
    if (error instanceof WrongUsage) {
      around.err(`wrong_usage: ${error.message}。用法见 help。\n`);
      return 2;
    }
    if (error instanceof Refused) {
      around.err(`${wordFailure(error.failure)}\n`);
      return 1;
    }
    throw error;
  }
}

async function runCommand(typed: Typed, around: Surroundings): Promise<ExitCode> {
  const command = commands[typed.command];
  const db = typed.text('db');
  if (command === undefined) throw new WrongUsage(`没有“${typed.command}”这个命令`);
  // What is asked is made before anything is opened: wrong usage must not touch a ledger.
  const request = command.read(typed);
  if (db === undefined && request.opens !== 'nothing') throw new WrongUsage('需要选项 --db');
  if (db === '') throw new WrongUsage('--db 后要写台账文件名');
  const file = db === undefined ? null : resolve(around.cwd, db);
  const placed = (path: string | undefined): string | null =>
    path === undefined ? null : resolve(around.cwd, path);
  const program = openProgram({
    ...around,
    file,
    today: typed.day('today'),
    files: { xlsx: placed(request.xlsx), pdf: placed(request.pdf), docx: placed(request.docx) },
    out: placed(request.out),
  });
  try {
    program.open(request.opens);
    const answer = await request.run(program.call, program.tools);
    say(answer, typed.has('json'), around);
    return answer.code ?? 0;
  } finally {
    program.close();
  }
}

function say(answer: Answer, json: boolean, around: Streams): void {
  around.out(json ? `${JSON.stringify(answer.value)}\n` : `${answer.text}\n`);
}
