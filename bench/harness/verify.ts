import { spawn } from 'node:child_process'
import path from 'node:path'

export type VerifyRun = { isWhole: boolean; seconds: number }

/** Runs `npm run ledger:verify` as an operator does, in a process of its own, and times all of it. */
export function verifyInProcess(
  env: NodeJS.ProcessEnv,
  args: string[],
  say: (line: string) => void,
): Promise<VerifyRun> {
  const began = performance.now()
  const script = path.resolve('scripts/ledger-verify.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) if (line.trim() !== '') say(line)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ isWhole: code === 0, seconds: (performance.now() - began) / 1000 })
    })
  })
}
