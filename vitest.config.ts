import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** All tests but the ones in real Electron (tests/e2e, run by Playwright) and the bench. */
export default defineConfig({
  plugins: [react()],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/bench/**', 'tests/fixtures/**'],
    environment: 'node',
    // Native SQLite and child processes: processes, not threads; two cores are what a small machine has.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test left to run alone must fail the run, not hide the others.
    allowOnly: false,
  },
});
