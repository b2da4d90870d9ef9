import { defineConfig } from 'vitest/config'

// A file of its own: with vite.config.ts alone, Vitest would take the web room as its root.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A poll waits for a browser or a server, which a busy machine may keep from answering for a while.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
  },
})
