import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseSettings } from '@/core/platform/env'
import { freePort } from '@/db/embedded-note'
import { environmentOf } from './environment'
import type { Output } from './output'
import { Stack } from './stack'

export type OwnStack = {
  baseUrl: string
  simulatorUrl: string
  databaseUrl: string
  /** For processes that belong to it: its settings and keys. */
  env: NodeJS.ProcessEnv
  /** Rejects when a part of it cannot be kept running. */
  collapsed: Promise<never>
  /** Stops it and removes its data. */
  dispose: () => Promise<void>
}

/** One build for tests and benchmarks, beside the one that somebody may be running. */
const distDir = '.next-test'

/**
 * A stack for a test run or a benchmark: the production build with the demo data, on free ports, with its data in a folder
 * of its own that is removed afterwards. Nothing of the person's own settings or data reaches it.
 * @param options.settings more of them, for a run that needs it otherwise (a proxy to trust, no demo data)
 * @param options.durable whether the database waits for its disk; a test does not need that
 * @param options.onMade told how to dispose of it as soon as there is something to dispose of.
 */
export async function startOwnStack(options: {
  output: Output
  onMade: (dispose: () => Promise<void>) => void
  settings?: Record<string, string> | undefined
  durable?: boolean | undefined
}): Promise<OwnStack> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vinkje-stack-'))
  // Run as root, PostgreSQL has an account of its own, and that must be able to walk through.
  chmodSync(dataDir, 0o711)
  const settings = parseSettings({
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    SIMULATOR_PORT: String(await freePort()),
    SIMULATOR_SMTP_PORT: String(await freePort()),
    LOG_LEVEL: 'info',
    ...options.settings,
  })
  const stack = new Stack({
    settings,
    mode: 'production',
    distDir,
    output: options.output,
    durable: options.durable ?? false,
  })
  const dispose = async () => {
    await stack.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  options.onMade(dispose)
  await stack.start()
  return {
    baseUrl: settings.PUBLIC_URL,
    simulatorUrl: settings.SIMULATOR_URL,
    databaseUrl: stack.databaseUrl,
    env: environmentOf(settings, stack.databaseUrl, 'production', distDir),
    collapsed: stack.collapsed,
    dispose,
  }
}
