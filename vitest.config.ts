import { defineConfig } from 'vitest/config'

// A file of its own: with vite.config.ts alone, Vitest would take the web room as its root.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
