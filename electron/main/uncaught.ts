/** Errors that nobody caught: into the log with their stack, and one plain sentence to the clerk. */
import { app } from 'electron';
import { errorBox } from '../dialogs.ts';
import type { Log } from '../log.ts';

/** More boxes than this would only hide the program. */
const MAX_BOXES = 3;

/** @param quiet nobody sits there (demo): the error ends the program instead of waiting in a box */
export function reportUncaught(log: Log, quiet: boolean): void {
  let shown = 0;
  const report = (where: string) => (error: unknown) => {
    const id = log.error(where, error);
    if (quiet) {
      process.stderr.write(`${where}: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
      app.exit(1);
      return;
    }
    if (++shown > MAX_BOXES) return;
    const place = log.folder ?? '';
    errorBox(
      '整改台账出现意外错误',
      `已保存的内容没有丢失。请重新启动程序；如仍出现，请把日志交给维护人员。\n错误编号：${id}\n日志文件夹：${place}`,
    );
  };
  process.on('uncaughtException', report('uncaught'));
  process.on('unhandledRejection', report('unhandled'));
  app.on('child-process-gone', (_, details) => {
    if (details.reason !== 'clean-exit' && details.reason !== 'killed') {
      log.info(
        `child process gone: ${details.type} ${details.name ?? ''} ${details.reason} ${details.exitCode}`,
      );
    }
  });
}

/** A program that can't come up says so and ends; a window that shows nothing would help nobody. */
export function refuseToStart(log: Log, error: unknown): void {
  const id = log.error('start', error);
  errorBox(
    '整改台账无法启动',
    `请重新启动程序；如仍出现，请把日志交给维护人员。\n错误编号：${id}\n日志文件夹：${log.folder ?? ''}`,
  );
  app.exit(1);
}
