import path from 'node:path'
import type { Settings } from '@/core/platform/env'
import { root } from '../run'
import { simulatorEnvironmentOf } from './environment'
import { ManagedProcess } from './managed-process'
import type { Output } from './output'

/** Runs `work` while the simulator runs: the one that is there, or one for as long as it takes. */
export async function withSimulator<T>(
  settings: Settings,
  output: Output,
  work: () => Promise<T>,
): Promise<T> {
  if (await answers(settings.SIMULATOR_URL)) return work()
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  const simulator = new ManagedProcess(
    {
      name: 'simulator',
      args: ['--import', 'tsx', path.join(root, 'simulator', 'main.ts')],
      env: simulatorEnvironmentOf(settings),
    },
    output,
    failed.reject,
  )
  try {
    await simulator.start()
    return await Promise.race([work(), failed.promise])
  } finally {
    await simulator.stop()
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(1_000) })
    return true
  } catch {
    // Nobody there, which is what was asked.
    return false
  }
}
