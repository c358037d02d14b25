/** Jobs of the window program: children by Electron's utilityProcess. */
import { app, utilityProcess } from 'electron';
import { OUT_OF_MEMORY } from '../jobs/messages.ts';
import type { FromChild, JobHost } from '../jobs/messages.ts';

/** @param worker the built worker's file */
export function utilityHost(worker: string): JobHost {
  return {
    launch(limits) {
      const child = utilityProcess.fork(worker, [], {
        serviceName: 'ledger-job',
        // A utility process takes V8's flags only so; given plainly they are passed over without a word.
        execArgv: [`--js-flags=--max-old-space-size=${limits.heapMb}`],
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let lastWords = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        lastWords = (lastWords + chunk.toString('utf8')).slice(-8000);
      });
      let exited = false;
      return {
        send(message) {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
          if (!exited) child.postMessage(message);
        },
        kill() {
          if (!exited) child.kill();
        },
        onMessage(listener) {
          child.on('message', (message) => listener(message as FromChild));
        },
        onExit(listener) {
          child.once('exit', (code) => {
            exited = true;
            // The error stream's last words may still be on their way.
            setTimeout(() => listener({ code, outOfMemory: OUT_OF_MEMORY.test(lastWords) }), 50);
          });
        },
        residentBytes() {
          const { pid } = child;
          if (exited || pid === undefined) return null;
          const metric = app.getAppMetrics().find((process) => process.pid === pid);
          return metric === undefined ? null : metric.memory.workingSetSize * 1024;
        },
      };
    },
  };
}
