import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Failure } from './failure'
import { ManagedProcess } from './managed-process'
import { Output } from './output'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vinkje-process-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function manage(script: string) {
  const file = path.join(folder, 'process.mjs')
  writeFileSync(file, script)
  const output = new Output({ processLog: path.join(folder, 'log') })
  const said = vi.spyOn(output, 'from')
  const failures: Failure[] = []
  const managed = new ManagedProcess(
    { name: 'web', args: [file], env: { ...process.env } },
    output,
    (reason) => failures.push(reason),
  )
  return { managed, failures, lines: () => said.mock.calls.map(([, line]) => line) }
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a process that dies is started again, and is ready once for whoever waited', async () => {
  const { managed, failures, lines } = manage(`
    import { existsSync, writeFileSync } from 'node:fs'
    const mark = ${JSON.stringify(path.join(folder, 'second-time'))}
    if (!existsSync(mark)) { writeFileSync(mark, ''); process.exit(3) }
    process.send({ ready: true })
    setInterval(() => {}, 1000)
  `)
  await managed.start()
  expect(lines()).toEqual(['ended unexpectedly (exit code 3); starting it again in 0.5 s'])
  expect(failures).toEqual([])
  await managed.stop()
})

test('a process that keeps dying is given up with the reason', async () => {
  const { managed, failures } = manage('process.exit(7)')
  await expect(managed.start()).rejects.toThrow('ended 3 times in a row (exit code 7)')
  expect(failures).toHaveLength(1)
})

test('stopping a process takes what it started with it', async () => {
  const { managed, lines } = manage(`
    import { spawn } from 'node:child_process'
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    console.log(child.pid)
    process.on('SIGTERM', () => process.exit(0))
    process.send({ ready: true })
    setInterval(() => {}, 1000)
  `)
  await managed.start()
  await vi.waitFor(() => expect(lines()).toHaveLength(1))
  const grandchild = Number(lines()[0])
  expect(alive(grandchild)).toBe(true)
  await managed.stop()
  // Whoever inherits it may take a moment to bury it.
  await vi.waitFor(() => expect(alive(grandchild)).toBe(false), { timeout: 15_000 })
})
