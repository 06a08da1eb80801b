import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Lock } from './lock'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vinkje-lock-'))
  file = path.join(folder, 'vinkje.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the lock of a living process is respected', () => {
  const holder = { pid: process.ppid, bornAt: birthOf(process.ppid) }
  writeFileSync(file, JSON.stringify(holder))
  expect(new Lock(file).take()).toBe(process.ppid)
})

test('the lock of a process that is gone is taken over', () => {
  const gone = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(file, JSON.stringify({ pid: gone.pid, bornAt: '1' }))
  expect(new Lock(file).take()).toBeUndefined()
})

test.runIf(process.platform === 'linux')(
  'the lock of a process whose number another one has now is taken over',
  () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, bornAt: '1' }))
    expect(new Lock(file).take()).toBeUndefined()
  },
)

test.each(['', '{"pid":', 'null'])('a lock that was half written (%j) is taken over', (text) => {
  writeFileSync(file, text)
  expect(new Lock(file).take()).toBeUndefined()
})

test('a released lock leaves nothing behind', () => {
  const lock = new Lock(file)
  lock.take()
  lock.release()
  expect(existsSync(file)).toBe(false)
})

function birthOf(pid: number): string {
  const shown = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' })
  return shown.status === 0
    ? (shown.stdout.slice(shown.stdout.lastIndexOf(')') + 2).split(' ')[19] ?? '')
    : ''
}
