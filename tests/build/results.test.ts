import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closing, readPlaywrightReport, readVitestReport } from '../../build/scripts/results.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

test('the closing line is the sum of both runners', () => {
  expect(
    closing([
      { counts: { passed: 40, failed: 0 }, code: 0 },
      { counts: { passed: 2, failed: 1 }, code: 1 },
    ]),
  ).toEqual({ line: '42 passed, 1 failed', code: 1 });
  expect(closing([{ counts: { passed: 3, failed: 0 }, code: 0 }])).toEqual({
    line: '3 passed, 0 failed',
    code: 0,
  });
});

test('a runner that ends badly with nothing to show for it is a failure', () => {
  expect(closing([{ counts: null, code: 1 }])).toEqual({ line: '0 passed, 1 failed', code: 1 });
  expect(closing([{ counts: { passed: 5, failed: 0 }, code: 1 }])).toEqual({
    line: '5 passed, 1 failed',
    code: 1,
  });
});

test('a run of nothing is no success', () => {
  expect(closing([]).code).toBe(1);
  expect(closing([{ counts: { passed: 0, failed: 0 }, code: 0 }]).code).toBe(1);
});

test('files that do not load count as failed', () => {
  const file = report('vitest.json', {
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  });
  expect(readVitestReport(file)).toEqual({ passed: 4, failed: 2 });
  const played = report('playwright.json', { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [{}] });
  expect(readPlaywrightReport(played)).toEqual({ passed: 3, failed: 3 });
});

test('a report that was never written is none', () => {
  expect(readVitestReport(join(folder, 'none.json'))).toBeNull();
  expect(readPlaywrightReport(join(folder, 'none.json'))).toBeNull();
});
