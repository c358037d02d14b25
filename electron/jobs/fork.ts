/** Jobs of the command line and of tests: children by node:child_process. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { FromChild, JobHost } from './messages.ts';
import { OUT_OF_MEMORY } from './messages.ts';

/** @param worker the built worker's file */
export function forkHost(worker: string): JobHost {
  return {
    launch(limits) {
      const child = fork(worker, [], {
        execArgv: [`--max-old-space-size=${limits.heapMb}`],
        // Structured clone, as utilityProcess does it: typed arrays and undefined survive.
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      let lastWords = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        lastWords = (lastWords + text).slice(-8000);
      });
      let exited = false;
      return {
        send(message) {
          // A child that is gone already is told by its exit.
          if (child.connected) child.send(message, () => undefined);
        },
        kill() {
          if (!exited) child.kill('SIGKILL');
        },
        onMessage(listener) {
          child.on('message', (message) => listener(message as FromChild));
        },
        onExit(listener) {
          // 'close' comes after the error stream was read to its end; a failed start has no 'close'.
          child.on('close', (code) => {
            exited = true;
            listener({ code, outOfMemory: OUT_OF_MEMORY.test(lastWords) });
          });
          child.on('error', () => {
            if (child.pid === undefined) listener({ code: null, outOfMemory: false });
          });
        },
        residentBytes: () => (child.pid === undefined || exited ? null : residentBytesOf(child.pid)),
      };
    },
  };
}

/** Resident bytes of a process, from Linux' process table; null elsewhere, where the heap limit alone holds. */
export function residentBytesOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line?.[1] === undefined ? null : Number(line[1]) * 1024;
  } catch {
    return null;
  }
}
