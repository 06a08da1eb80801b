import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Whether a process can be kept on one core here (Linux with `taskset`, two cores or more). */
export const canPin = (): boolean =>
  availableParallelism() > 1 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0

/** Keeps this process, the load generator, off the first core. */
export function leaveFirstCore(): void {
  if (canPin())
    spawnSync('taskset', ['-a', '-c', '-p', `1-${availableParallelism() - 1}`, String(process.pid)])
}

/** A TypeScript file in a process of its own, on the first core, once it said a line with its address. */
export async function startOnFirstCore(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const node = ['--import', 'tsx', path.join(root, file), ...args]
  const [command, rest] = canPin()
    ? ['taskset', ['-c', '0', process.execPath, ...node]]
    : [process.execPath, node]
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  return { url: await addressOf(child), stop }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const url = /ready on (http\S+)/.exec(text)?.[1]
      if (url) resolve(url.replace('localhost', '127.0.0.1'))
    })
    child.once('exit', (code) =>
      reject(new Error(`The process ended (${code}) before it was ready: ${text}`)),
    )
  })
}
