import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Settings } from '@/core/platform/env'
import { migrate } from '@/db/migrate'
import { root } from '../run'
import { ensureBuilt } from './build'
import { type RunningDatabase, startDatabase } from './database'
import { readDemoState, seedInProcess, wipe } from './demo'
import { environmentOf, type Mode, simulatorEnvironmentOf } from './environment'
import { describe, type Failure } from './failure'
import { ManagedProcess } from './managed-process'
import { nodeArgs } from './node-args'
import { runOneOff } from './one-off'
import type { Output } from './output'

export type StackOptions = {
  settings: Settings
  mode: Mode
  /** The folder of Next's build, below the project. */
  distDir: string
  output: Output
  /** False for tests and benchmarks: the database trades safety in a power cut for speed. */
  durable?: boolean
}

type Role = 'web' | 'worker' | 'simulator'

const entryPoints: Record<Role, string> = {
  web: 'server.ts',
  worker: 'worker/main.ts',
  simulator: 'simulator/main.ts',
}

/** Database, web, worker and simulator, started in the right order and stopped in the opposite one. */
export class Stack {
  private readonly aborted = new AbortController()
  private readonly collapse = Promise.withResolvers<never>()
  private readonly processes = new Map<Role, ManagedProcess>()
  private database: RunningDatabase | undefined
  private databaseStart: Promise<RunningDatabase> | undefined
  private stopped: Promise<void> | undefined

  constructor(private readonly options: StackOptions) {
    this.collapse.promise.catch(() => undefined)
  }

  /** Never resolves; rejects when a part cannot be kept running. */
  get collapsed(): Promise<never> {
    return this.collapse.promise
  }

  get databaseUrl(): string {
    if (!this.database) throw new Error('The stack has not been started.')
    return this.database.url
  }

  /** Starts everything. @throws Failure; `stop` has to be called then too. */
  async start(): Promise<void> {
    await Promise.race([this.startAll(), this.collapsed])
  }

  /** Within ten seconds: the processes have seven to finish, and then the database, which they need for that. */
  stop(): Promise<void> {
    this.stopped ??= this.stopAll()
    return this.stopped
  }

  /** At once. What was half-done is undone or recovered at the next start. */
  async kill(): Promise<void> {
    this.aborted.abort()
    for (const process of this.processes.values()) process.kill()
    await this.stopDatabase('immediate')
  }

  /** Starts one process anew, for development. */
  async restart(role: Role): Promise<void> {
    await this.processes.get(role)?.restart()
  }

  private async startAll(): Promise<void> {
    const { settings, mode, distDir, output } = this.options
    const { signal } = this.aborted
    const buildEnv = environmentOf(settings, settings.DATABASE_URL ?? '', mode, distDir)
    const built =
      mode === 'production' ? ensureBuilt({ distDir, env: buildEnv, output, signal }) : Promise.resolve()
    // Waited for below; until then a failure must not count as unheard.
    built.catch(() => undefined)

    const databaseUrl = await this.startDatabase()
    const env = environmentOf(settings, databaseUrl, mode, distDir)
    const seeding = await this.prepareDemo(databaseUrl)
    if (hasOwnSimulator(settings)) await this.startProcess('simulator', simulatorEnvironmentOf(settings))
    await Promise.all([built, seeding ? seedInProcess({ databaseUrl, env, output, signal }) : undefined])
    signal.throwIfAborted()
    await output.during('Web and worker', () =>
      Promise.all([
        this.startProcess('web', env),
        this.startProcess('worker', env),
        this.connectSimulator(env),
      ]),
    )
  }

  private async startDatabase(): Promise<string> {
    const { settings, output, durable } = this.options
    const giveUp = (reason: Failure) => this.collapse.reject(reason)
    return output.during(settings.DATABASE_URL ? 'Database' : 'Database (embedded PostgreSQL)', async () => {
      this.databaseStart = startDatabase({ settings, output, giveUp, durable })
      this.database = await this.databaseStart
      this.aborted.signal.throwIfAborted()
      await migrate(this.database.url)
      return this.database.url
    })
  }

  /** @returns whether demo data has to be made. */
  private async prepareDemo(databaseUrl: string): Promise<boolean> {
    const { settings, output } = this.options
    if (!settings.DEMO) return false
    const state = await readDemoState(databaseUrl)
    if (state === 'half') {
      output.line('  The demo data of an earlier start was interrupted; making it anew.')
      rmSync(path.resolve(settings.DATA_DIR, 'simulator'), { recursive: true, force: true })
      await wipe(databaseUrl)
      await migrate(databaseUrl)
      await readDemoState(databaseUrl)
    }
    return state !== 'filled'
  }

  /** Without it the demo shows nothing new, and everything else works: no reason not to start. */
  private async connectSimulator(env: NodeJS.ProcessEnv): Promise<void> {
    const { settings, output } = this.options
    if (!hasOwnSimulator(settings)) return
    try {
      await runOneOff({
        what: 'Connecting the simulator',
        args: ['--import', 'tsx', path.join(root, 'scripts', 'supervisor', 'connect-process.ts')],
        env,
        output,
        signal: this.aborted.signal,
      })
    } catch (error) {
      this.aborted.signal.throwIfAborted()
      output.line(`  ${describe(error)}`)
    }
  }

  private async startProcess(role: Role, env: NodeJS.ProcessEnv): Promise<void> {
    this.aborted.signal.throwIfAborted()
    const plan = { name: role, args: [...nodeArgs, path.join(root, entryPoints[role])], env }
    const process = new ManagedProcess(plan, this.options.output, (reason) => this.collapse.reject(reason))
    this.processes.set(role, process)
    await process.start()
  }

  private async stopAll(): Promise<void> {
    this.aborted.abort()
    await Promise.all([...this.processes.values()].map((process) => process.stop()))
    await this.stopDatabase('fast')
  }

  /** Ctrl-C may come while it is still starting; then it is let through and stopped. */
  private async stopDatabase(how: 'fast' | 'immediate'): Promise<void> {
    const database = await this.databaseStart?.catch(() => undefined)
    await database?.stop(how)
  }
}

/** A WhatsApp of our own only where nobody named another one. */
function hasOwnSimulator(settings: Settings): boolean {
  return (
    settings.DEPLOYMENT === 'local' &&
    settings.SIMULATOR_URL === `http://localhost:${settings.SIMULATOR_PORT}`
  )
}
