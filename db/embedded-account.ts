import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseStartError } from './database-start-error'
import { type Binaries, copyBinaries } from './embedded-binaries'

/** The system account that PostgreSQL runs as; undefined means: as whoever we are. */
export type Account = { uid: number; gid: number } | undefined

/** PostgreSQL, ready to be started: as whom, from where, on what data. */
export type Place = { account: Account; binaries: Binaries; directory: string }

/** Readable by every account, unlike a home folder or what `mktemp -d` makes. */
const home = '/var/lib/vinkje'

/**
 * Decides as whom PostgreSQL runs and where its files are.
 *
 * PostgreSQL refuses to run as root, so root lends it the account `postgres` (made when missing). That account
 * must be able to reach the programs and the data. Under a folder that only root may enter (`/root`, `mktemp -d`)
 * it cannot; then both are kept under /var/lib/vinkje, and `<dataDir>/postgres` is a link to there.
 * @param dataDir absolute path; exists.
 */
export function preparePlace(dataDir: string, binaries: Binaries, say: (line: string) => void): Place {
  const directory = path.join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return { account: undefined, binaries, directory }

  const account = postgresAccount()
  const canRun = spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/' }).status === 0
  const reachable = canRun ? binaries : copyBinaries(binaries, home)
  const link = lstatSync(directory, { throwIfNoEntry: false })
  if (!link?.isSymbolicLink() && canReach(dataDir, account)) {
    return { account, binaries: reachable, directory }
  }
  const elsewhere = link?.isSymbolicLink() ? readlinkSync(directory) : keepElsewhere(dataDir, directory)
  if (!link?.isSymbolicLink())
    say(
      `PostgreSQL may not run as root, and its own account cannot enter ${dataDir}: its files are in ${elsewhere}.`,
    )
  return { account, binaries: reachable, directory: elsewhere }
}

function keepElsewhere(dataDir: string, directory: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const elsewhere = path.join(home, hash, 'postgres')
  mkdirSync(path.dirname(elsewhere), { recursive: true, mode: 0o755 })
  const existing = lstatSync(directory, { throwIfNoEntry: false })
  if (existsSync(elsewhere)) {
    // Left by a data folder of this name that was removed since. Kept one generation, never taken up again.
    rmSync(`${elsewhere}.removed`, { recursive: true, force: true })
    renameSync(elsewhere, `${elsewhere}.removed`)
  }
  // An ordinary user made this data, and root takes over.
  if (existing) execFileSync('mv', [directory, elsewhere])
  symlinkSync(elsewhere, directory)
  return elsewhere
}

/** Makes a folder that the account, and nobody else, may read. */
export function ownFolder(directory: string, account: Account): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (account) chownSync(directory, account.uid, account.gid)
}

/** Whether the account can walk down to `directory`; asked of the system, because rights have many sources. */
function canReach(directory: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...account, cwd: '/' }).status === 0
}

function postgresAccount(): Account {
  const idOf = (flag: string) => {
    const asked = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return asked.status === 0 ? Number.parseInt(asked.stdout, 10) : undefined
  }
  if (idOf('-u') === undefined) {
    const made = spawnSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/bin/false',
      'postgres',
    ])
    // Alpine and BusyBox have adduser instead.
    if (made.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', 'postgres'])
  }
  const uid = idOf('-u')
  const gid = idOf('-g')
  if (uid === undefined || gid === undefined) {
    throw new DatabaseStartError(
      'PostgreSQL may not run as root, and the account "postgres" could not be made. Start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid, gid }
}
