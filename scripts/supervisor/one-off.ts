import { spawn } from 'node:child_process'
import { Failure } from './failure'
import type { Output } from './output'

type OneOff = {
  /** Begins the line that says it went wrong. */
  what: string
  /** Arguments of Node. */
  args: string[]
  env: NodeJS.ProcessEnv
  output: Output
  /** Ends it, and all it started, at once. */
  signal: AbortSignal
  onMessage?: (message: unknown) => void
}

/** Runs a process to its end, quietly: what it says is shown when it fails. @throws Failure */
export async function runOneOff({ what, args, env, output, signal, onMessage }: OneOff): Promise<void> {
  signal.throwIfAborted()
  const child = spawn(process.execPath, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  signal.addEventListener('abort', kill, { once: true })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-30_000)
    })
  }
  if (onMessage) child.on('message', onMessage)
  const how = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, name) => resolve(code === 0 ? undefined : (name ?? `exit code ${code}`)))
  })
  signal.removeEventListener('abort', kill)
  signal.throwIfAborted()
  if (how === undefined) return
  output.line(said.trim())
  throw new Failure(`${what} did not work (${how}). What it said stands above.`)
}
