/** Entry of the command line. The exit code is left for the end of the process, so that piped output is whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';
import type { Surroundings } from './run.ts';

function out(text: string): void {
  process.stdout.write(text);
}
function err(text: string): void {
  process.stderr.write(text);
}

/** From the package that this file belongs to; the built one lies two folders down as well. */
function versionOfPackage(): string {
  const about = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}

// A reader that went away (| head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function main(): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2), AROUND);
  } catch (error) {
    err(`internal: 程序出现意外错误\n${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exitCode = 1;
  }
}

const AROUND: Surroundings = {
  out,
  err,
  cwd: process.cwd(),
  worker: join(import.meta.dirname, 'worker.cjs'),
  version: versionOfPackage(),
  windows: null,
};

void main();
