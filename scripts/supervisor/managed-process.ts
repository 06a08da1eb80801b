import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from './failure'
import { readable } from './log-line'
import type { Output } from './output'

export type ProcessPlan = {
  /** Its prefix in the log. */
  name: string
  /** Arguments of Node. */
  args: string[]
  env: NodeJS.ProcessEnv
  /** Called with anything it says over IPC except that it is ready. */
  onMessage?: (message: unknown) => void
}

const quickCrashMs = 30_000
const quickCrashesAllowed = 3
const patienceMs = 7_000

/**
 * One of our processes, kept running: it tells over IPC when it is ready, is started again when it dies by itself,
 * and is given up after three quick crashes in a row.
 *
 * It gets a process group of its own, for two reasons: Ctrl-C in the terminal reaches the supervisor alone, which
 * knows the order to stop in; and whatever the process itself started can be ended with it.
 */
export class ManagedProcess {
  private child: ChildProcess | undefined
  private stopping = false
  private quickCrashes = 0
  private startedAt = 0
  private readonly firstReady = Promise.withResolvers<void>()

  constructor(
    private readonly plan: ProcessPlan,
    private readonly output: Output,
    private readonly giveUp: (reason: Failure) => void,
  ) {
    // It may fail before anybody waits for it; whoever waits later still hears it.
    this.firstReady.promise.catch(() => undefined)
  }

  /** @returns when it has said for the first time that it is ready. */
  start(): Promise<void> {
    this.launch()
    return this.firstReady.promise
  }

  /** Asks it to end, and after seven seconds makes it. */
  async stop(): Promise<void> {
    this.stopping = true
    const child = this.child
    if (!child || child.pid === undefined) return
    const exited = exitOf(child)
    send(child.pid, 'SIGTERM')
    if (!(await Promise.race([exited.then(() => true), wait(patienceMs, false)]))) {
      this.output.from(this.plan.name, 'did not stop in time and is killed')
    }
    this.kill()
    await exited
  }

  /** Ends it and all it started, at once. */
  kill(): void {
    this.stopping = true
    if (this.child?.pid !== undefined) send(-this.child.pid, 'SIGKILL')
  }

  /** Starts it anew, for development: its source has changed. */
  async restart(): Promise<void> {
    if (this.stopping) return
    await this.stop()
    this.stopping = false
    this.launch()
  }

  private launch(): void {
    const { name, args, env, onMessage } = this.plan
    this.startedAt = Date.now()
    const child = spawn(process.execPath, args, {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.child = child
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        createInterface({ input: stream }).on('line', (line) => this.output.from(name, readable(line)))
    }
    child.on('message', (message) => {
      if (isReady(message)) this.firstReady.resolve()
      else onMessage?.(message)
    })
    child.once('error', (error) => this.fail(`The ${name} process could not be started: ${error.message}`))
    child.once('exit', (code, signal) => void this.onExit(child, signal ?? `exit code ${code}`))
  }

  private async onExit(child: ChildProcess, how: string): Promise<void> {
    // Whatever it had started goes with it.
    if (child.pid !== undefined) send(-child.pid, 'SIGKILL')
    if (this.stopping || child !== this.child) return
    this.quickCrashes = Date.now() - this.startedAt < quickCrashMs ? this.quickCrashes + 1 : 1
    if (this.quickCrashes >= quickCrashesAllowed) {
      this.fail(
        `The ${this.plan.name} process ended ${quickCrashesAllowed} times in a row (${how}). Its last lines stand above.`,
      )
      return
    }
    const pauseMs = 500 * 4 ** (this.quickCrashes - 1)
    this.output.from(this.plan.name, `ended unexpectedly (${how}); starting it again in ${pauseMs / 1000} s`)
    await wait(pauseMs)
    if (!this.stopping) this.launch()
  }

  private fail(line: string): void {
    const failure = new Failure(line)
    this.firstReady.reject(failure)
    this.giveUp(failure)
  }
}

function isReady(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // Gone already (ESRCH), or a group whose last member is a zombie (EPERM on macOS).
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}
