import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // Throws wherever it is loaded outside a React server bundle, and tests are outside.
      'server-only': path.join(import.meta.dirname, 'db', 'testing-server-only.ts'),
    },
  },
  test: {
    environment: 'node',
    include: ['{app,bench,components,core,db,messages,scripts,server,simulator,worker}/**/*.test.{ts,tsx}'],
    globalSetup: ['db/testing-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What is waited for comes when the machine gets round to it, not within a second.
    expect: { poll: { timeout: 10_000 } },
    env: {
      LOG_LEVEL: 'silent',
      // Fixed, so that no test writes secrets anywhere; they protect nothing.
      AUTH_SECRET: 'test-auth-secret-test-auth-secret-test',
      ENCRYPTION_KEY: 'test-encryption-key-test-encryption-key',
      HASH_KEY: 'test-hash-key-test-hash-key-test-hash-key',
    },
  },
})
