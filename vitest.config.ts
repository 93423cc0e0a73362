import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'

const never = [...configDefaults.exclude, 'out/**', 'dist/**', '.cache/**', 'tests/e2e/**']
const inDom = ['renderer/**/*.test.tsx', 'central/portal/**/*.test.tsx']

export default defineConfig({
  cacheDir: '.cache/vitest',
  test: {
    // Each file its own process: native modules, servers and signals do not mix.
    pool: 'forks',
    maxWorkers: 2,
    // Generous: a busy machine is no failure, and what hangs is told all the same.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    reporters: ['default'],
    setupFiles: ['tests/support/property-seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...never, ...inDom],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: inDom,
          exclude: never,
          setupFiles: ['tests/support/property-seed.ts', 'tests/support/jsdom-setup.ts'],
        },
      },
    ],
  },
})
