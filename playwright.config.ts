import { defineConfig } from '@playwright/test';

/**
 * Tests in real Electron, two at a time: each has its own folder, program and ledger. npm test prepares runtime, build and screen, and says in LEDGER_ELECTRON
 * which executable to start (see build/test.ts).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
