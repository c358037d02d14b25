/** A connection that reads can't write: held by the compiler, proved by compiling a file that tries. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const project = join(root, 'tests/fixtures/types/tsconfig.json');

test('every forbidden line is refused by the compiler, and nothing else', () => {
  // Each forbidden line stands under an expect-error mark: one that compiled would make the mark an error itself.
  const { stdout, status } = spawnSync(
    process.execPath,
    [tsc, '-p', project, '--noEmit', '--pretty', 'false'],
    { encoding: 'utf8', cwd: root },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
