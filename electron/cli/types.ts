import type { Result } from '../../shared/result.ts';
import type { CommandShape, Typed } from './arguments.ts';
import type { Caller } from './refused.ts';

/** What a command leaves: the object of --json, the text without it. */
export interface Answer {
  readonly value: object;
  readonly text: string;
  readonly code?: 0 | 1;
}

/** What a command needs beside the door. */
export interface Tools {
  /** A token for a file, as the window gets one for a dropped file. @throws Refused */
  token(path: string): string;
  /** The same for what may be a folder too. @throws Refused */
  place(path: string): string;
  /** Waits for a job's end. */
  finished(job: string): Promise<Result<null>>;
}

/** How the ledger is opened: `reader` takes no writer's lock; `inspector` is one that may find it damaged. */
export type Opening = 'nothing' | 'new' | 'reader' | 'writer' | 'inspector';

export interface Request {
  readonly opens: Opening;
  /** File of --xlsx: the answer to the question where to save. */
  readonly xlsx?: string | undefined;
  /** The same of --pdf and --docx. */
  readonly pdf?: string | undefined;
  readonly docx?: string | undefined;
  /** Folder, or file ending in .zip, of --out. */
  readonly out?: string | undefined;
  run(call: Caller, tools: Tools): Promise<Answer>;
}

export interface Command extends CommandShape {
  /** Reads what was typed; nothing is opened yet. @throws WrongUsage */
  read(typed: Typed): Request;
}
