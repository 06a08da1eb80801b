import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { lineOf } from '../dispatch/testing-stage'

const root = path.resolve(import.meta.dirname, '../..')

/** Our own processes on a database of a test, for what happens when one of them is not there. */
export function openProcesses(databaseUrl: () => string) {
  const children = new Set<ChildProcess>()

  function start(script: string, stdio: 'pipe' | 'ignore'): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script)], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl(), LOG_LEVEL: 'error' },
      stdio: ['ignore', stdio, 'inherit', ...(stdio === 'ignore' ? (['ipc'] as const) : [])],
    })
    children.add(child)
    return child
  }

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  return {
    kill,
    killAll: () => Promise.all([...children].map(kill)),
    /** The web process's way in; `port` changes when it is started anew. */
    async startIntake() {
      const child = start('core/inbound/testing-intake.ts', 'pipe')
      return { child, port: Number(await lineOf(child, /ready on (\d+)/)) }
    },
    /** The worker itself, jobs and all. */
    async startWorker(): Promise<ChildProcess> {
      const child = start('worker/main.ts', 'ignore')
      await new Promise((resolve) => child.once('message', resolve))
      return child
    },
  }
}
