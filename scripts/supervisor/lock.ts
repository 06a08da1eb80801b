import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from './failure'

type Holder = { pid: number; bornAt: string }

/**
 * One holder at a time, known by a file with its process id. The file of a process that is gone is taken over. Ids
 * come back (in a container it is always the same one), so the time of birth is compared as well, where /proc tells it.
 */
export class Lock {
  constructor(private readonly file: string) {}

  /** @returns the process id of the living holder, or undefined when the lock is ours now. */
  take(): number | undefined {
    mkdirSync(path.dirname(this.file), { recursive: true })
    const mine: Holder = { pid: process.pid, bornAt: birthOf(process.pid) }
    for (;;) {
      try {
        writeFileSync(this.file, JSON.stringify(mine), { flag: 'wx' })
        return undefined
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = this.read()
      if (holder && isAlive(holder)) return holder.pid
      rmSync(this.file, { force: true })
    }
  }

  /** Waits for the holder to finish. */
  async takeInTurn(onWait: (pid: number) => void): Promise<void> {
    for (let said = false; ; said = true) {
      const holder = this.take()
      if (holder === undefined) return
      if (!said) onWait(holder)
      await wait(500)
    }
  }

  release(): void {
    if (this.read()?.pid === process.pid) rmSync(this.file, { force: true })
  }

  private read(): Holder | undefined {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Holder
    } catch {
      // Gone in the meantime, or half-written by a process that was killed while it wrote.
      return undefined
    }
  }
}

/** Takes the data folder for this process. @throws Failure when another copy works on it. */
export function lockDataDir(dataDir: string): Lock {
  const lock = new Lock(path.join(dataDir, 'vinkje.lock'))
  const holder = lock.take()
  if (holder !== undefined) {
    throw new Failure(
      `Another copy (process ${holder}) works on the data in ${dataDir}. Stop it, or give this one its own: DATA_DIR=.data-2 PORT=3010 SIMULATOR_PORT=3011 npm start`,
    )
  }
  return lock
}

function isAlive({ pid, bornAt }: Holder): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return birthOf(pid) === bornAt
}

/** Ticks since the machine started, at which the process was made; empty where there is no /proc. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may hold spaces; the birth is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
