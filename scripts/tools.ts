import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from './run'

export type ToolResult = { code: number; output: string }

const running = new Set<ChildProcess>()

/** The script behind a command of a package: what `npx name` would run, without the shell and the look-up. */
export function commandOf(packageName: string, command = packageName): string {
  const file = createRequire(import.meta.url).resolve(
    path.join(root, 'node_modules', packageName, 'package.json'),
  )
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin[command]
  if (!script) throw new Error(`${packageName} has no command ${command}.`)
  return path.join(path.dirname(file), script)
}

/**
 * Runs a script on the project's own Node and returns what it said.
 * @param options.show prints it as it comes, too.
 */
export function runTool(
  args: string[],
  options: { env?: Record<string, string>; show?: boolean } = {},
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.setEncoding('utf8')
      from.on('data', (chunk: string) => {
        output += chunk
        if (options.show) to.write(chunk)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Ends all tools that run. */
export function stopTools(): void {
  for (const child of running) child.kill('SIGTERM')
}
