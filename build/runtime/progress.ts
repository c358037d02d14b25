import { hrtime } from 'node:process';

/** Says on standard error what is being waited for; standard output belongs to results. */
export interface Progress {
  /** Starts a step that may last; the text is shown at once and again with the seconds while it lasts. */
  step<T>(text: string, work: () => Promise<T>): Promise<T>;
  say(text: string): void;
}

/** How often a lasting step is shown again: on a terminal in place, else as a further line. */
const TERMINAL_MS = 1_000;
const LINES_MS = 15_000;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  return {
    say: (text) => void stream.write(`${text}\n`),
    async step(text, work) {
      const started = hrtime.bigint();
      const seconds = (): string => `${(Number(hrtime.bigint() - started) / 1e9).toFixed(0)} s`;
      const terminal = stream.isTTY;
      stream.write(terminal ? text : `${text}\n`);
      const timer = setInterval(
        () => stream.write(terminal ? `\r${text} ${seconds()}` : `  … ${seconds()}\n`),
        terminal ? TERMINAL_MS : LINES_MS,
      );
      try {
        const value = await work();
        stream.write(terminal ? `\r${text} done in ${seconds()}\n` : `  done in ${seconds()}\n`);
        return value;
      } catch (error) {
        stream.write(terminal ? `\r${text} failed after ${seconds()}\n` : `  failed after ${seconds()}\n`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** For callers that show nothing. */
export const silent: Progress = { say: () => undefined, step: (_text, work) => work() };
