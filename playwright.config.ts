import { defineConfig } from '@playwright/test';

/**
 * Tests in real Electron, one after the other. npm test prepares runtime, build and screen, and says in LEDGER_ELECTRON
 * which executable to start (see build/test.ts).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
