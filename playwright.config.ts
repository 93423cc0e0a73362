import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './tests/support/chromium.ts'

/**
 * End to end: the same tests through the browser's transport and through the double of Electron. A test sees which by
 * `testInfo.project.name`.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/test/e2e',
  // The pictures that pages are compared with do not depend on the operating system: font and colours are our own.
  snapshotPathTemplate: '{testDir}/pictures/{testFileName}/{arg}{ext}',
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/test/e2e.json' }]],
  use: {
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1366, height: 768 },
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser' },
    { name: 'electron-double' },
    // `npm run test:electron` names the real binary, which is not on every machine.
    ...(process.env.PISHKHAN_ELECTRON ? [{ name: 'electron' }] : []),
  ],
})
