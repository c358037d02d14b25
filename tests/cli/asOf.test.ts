/** `as-of` as a real process: any day, as known at a time, and what is no day or time. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTime } from '../../electron/cli/asOf.ts';
import { dashboard } from '../../shared/contract/dashboard.ts';
import type { Dashboard } from '../../shared/contract/types.ts';
import { buildCli, runCli, temporaryFolder } from './program.ts';
import type { Ended } from './program.ts';

let folder: string;
beforeAll(async () => {
  await buildCli();
  folder = temporaryFolder();
  const made = await run('init', '--sample');
  if (made.code !== 0) throw new Error(`no sample: ${made.err}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<Ended> =>
  runCli(['--db', join(folder, 'a.db'), '--today', '2024-09-01', ...args], folder);

async function asOf(...args: string[]): Promise<Dashboard> {
  const { code, out, err } = await run('as-of', ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const value: unknown = JSON.parse(out);
  return dashboard.parse(value);
}

describe('as-of', () => {
  it('tells a day by what took effect', async () => {
    const now = await asOf('2024-08-31');
    expect(now.summary.overall.closed.value).toBe(25);
    expect(now.knownAt).toBeNull();
    const summer = await asOf('2024-06-15');
    expect(summer.asOf).toBe('2024-06-15');
    expect(summer.summary.overall.closed.value).toBeLessThan(25);
    const before = await asOf('2024-02-01');
    expect(before.summary.overall.issues.value).toBe(0);
  });

  it('prints it as tables, and says so before the feedback', async () => {
    const { code, out } = await run('as-of', '2024-08-31');
    expect(code).toBe(0);
    expect(out).toMatch(/28 +25 +3 +89\.29%/);
    expect(out).toContain('责任单位');
    const early = await run('as-of', '2024-02-01');
    expect(early.out).toContain('在反馈日（2024-03-05）之前');
  });

  it('tells what was known at a time, whatever was written since', async () => {
    const known = new Date().toISOString();
    const before = await asOf('2024-08-31');
    const open = await run('tree', '--json');
    type Node = { id: string; parent: string | null; kind: string; state: string };
    const { nodes } = JSON.parse(open.out) as { nodes: Node[] };
    const ready = new Set(
      nodes.filter((n) => n.kind === 'issue' && n.state === 'in_progress').map((n) => n.id),
    );
    const measure = nodes.find(
      (n) => n.kind === 'measure' && n.state !== 'done' && ready.has(n.parent ?? ''),
    );
    expect((await run('set-measure', measure?.id ?? '', '--state', 'done', '--on', '2024-08-20')).err).toBe(
      '',
    );
    const since = await asOf('2024-08-31');
    expect(since.summary.overall.measuresDone.value).toBe(before.summary.overall.measuresDone.value + 1);
    const then = await asOf('2024-08-31', '--known-at', known);
    expect(then.knownAt).toMatchObject({ at: known, step: before.revision });
    expect({ ...then, knownAt: null }).toEqual(before);
    const words = await run('as-of', '2024-08-31', '--known-at', known);
    expect(words.out).toContain(`时台账的记载（第 ${before.revision} 步`);
  });

  it('refuses days to come, times before the ledger, and what is no day or time', async () => {
    const codes = await Promise.all([
      run('as-of', '2024-09-02'),
      run('as-of', '2024-08-31', '--known-at', '2001-01-01 08:00'),
      run('as-of', '2024-02-30'),
      run('as-of', '2024-08-31', '--known-at', '2024-06-31 08:00'),
      run('as-of'),
    ]);
    expect(codes.map(({ code, err }) => [code, err.split(':')[0]])).toEqual([
      [1, 'on_in_future'],
      [1, 'known_at_too_early'],
      [2, expect.anything()],
      [2, expect.anything()],
      [2, expect.anything()],
    ]);
  });

  it('reads times of this computer, of a zone, and whole days', () => {
    expect(readTime('2024-06-30T10:00:00Z')).toBe('2024-06-30T10:00:00.000Z');
    expect(readTime('2024-06-30 18:00+08:00')).toBe('2024-06-30T10:00:00.000Z');
    expect(readTime('2024-06-30 18:00')).toBe(new Date(2024, 5, 30, 18).toISOString());
    expect(readTime('2024-06-30')).toBe(new Date(2024, 5, 30, 23, 59, 59, 999).toISOString());
    for (const wrong of ['', '2024-06-31', '30.6.2024', '2024-06-30 24:00', '2024-06-30 18', 'gestern']) {
      expect(() => readTime(wrong), wrong).toThrow();
    }
  });
});
