import { existsSync, readFileSync } from 'node:fs';

/** Tests that passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Reads vitest's JSON report. A file that could not even be loaded has no tests of its own and counts as one failed.
 * @returns null when there is no report: the runner did not get that far
 */
export function readVitestReport(file: string): Counts | null {
  const report = readJson(file) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  } | null;
  if (report === null) return null;
  const broken = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** Reads Playwright's JSON report; errors outside any test count as failed. Null when there is no report. */
export function readPlaywrightReport(file: string): Counts | null {
  const report = readJson(file) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  } | null;
  if (report === null) return null;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * The sum of several runs and the exit code that belongs to it.
 * @param runs one per runner that was started: its counts (null without a report) and its exit code
 */
export function closing(runs: readonly { counts: Counts | null; code: number }[]): {
  line: string;
  code: number;
} {
  let passed = 0;
  let failed = 0;
  for (const { counts, code } of runs) {
    passed += counts?.passed ?? 0;
    // A runner that ended badly without a failed test to show for it is a failure itself.
    failed += (counts?.failed ?? 0) === 0 && code !== 0 ? 1 : (counts?.failed ?? 0);
  }
  return { line: `${passed} passed, ${failed} failed`, code: failed > 0 || passed === 0 ? 1 : 0 };
}
