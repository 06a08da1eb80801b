// The one file that runs before anything is installed: plain JavaScript, no dependency, any Node from 20.19 on.
// It makes sure that node_modules matches package-lock.json and then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')
const mark = path.join(modules, '.vinkje-lock')
const [name, ...args] = process.argv.slice(2)
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']

function fail(line) {
  console.error(line)
  process.exit(1)
}

function isAtLeast(version, wanted) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1])
}

/** The project's own Node, or undefined when it is not there or cannot run on this machine. */
function findProjectNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const arch = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const places = [
    path.join(modules, 'node', 'bin', file),
    // Where the package keeps it when install scripts were not allowed to move it.
    path.join(modules, 'node', 'node_modules', arch, 'bin', file),
    path.join(modules, arch, 'bin', file),
  ]
  const found = places.find((place) => existsSync(place) && spawnSync(place, ['-v']).status === 0)
  return found ?? (isAtLeast(process.versions.node, [22, 18]) ? process.execPath : undefined)
}

/** Whether what npm says it installed is what the lock file asks for: covers an `npm install` done by hand. */
function matchesLockFile(lockText) {
  try {
    const wanted = JSON.parse(lockText).packages
    const installed = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([place, entry]) => {
      if (place === '') return true
      const got = installed[place]
      if (!got) return Boolean(entry.optional || entry.devOptional)
      return got.version === entry.version && got.integrity === entry.integrity
    })
  } catch {
    return false
  }
}

function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli))
    return { command: process.execPath, before: [cli] }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] }
}

/** `npm ci` with one calm line; npm's own words only when it fails. */
async function install(hash) {
  const { command, before } = npmCommand()
  const child = spawn(
    command,
    [...before, 'ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'],
    {
      cwd: root,
      // NODE_ENV=production would leave out the tools that build and test.
      env: { ...process.env, NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && before.length === 0,
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-20000)
    })
  }
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const words = 'Installing packages (only when they changed; a minute or two the first time)'
  const live = process.stdout.isTTY
  if (!live) console.log(`  … ${words}`)
  const timer = setInterval(
    () => {
      if (live) process.stdout.write(`\r  … ${words}  ${seconds()} s`)
      else console.log(`  … still installing, ${seconds()} s`)
    },
    live ? 1000 : 15000,
  )
  // An npm that went on by itself would meet the next one in the same folder.
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    child.kill('SIGTERM')
    // npm finishes what it is unpacking first, which can take a minute. The next start begins anew anyway.
    setTimeout(() => child.kill('SIGKILL'), 3000).unref()
  }
  for (const signal of stopSignals) process.on(signal, interrupt)
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? 'ok' : (signal ?? `exit code ${code}`)))
  })
  for (const signal of stopSignals) process.off(signal, interrupt)
  clearInterval(timer)
  if (live) process.stdout.write('\r\u001b[K')
  if (interrupted) fail('Stopped. The next start installs the packages again.')
  if (outcome !== 'ok') {
    if (said.trim()) console.error(said.trim())
    fail(
      `Installing packages did not work (npm ci: ${outcome}). What npm says stands above; then run this again.`,
    )
  }
  writeFileSync(mark, `${hash}\n`)
  console.log(`  ✓ Packages installed  ${seconds()} s`)
}

async function ensureInstalled() {
  const lockText = readFileSync(path.join(root, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lockText).digest('hex')
  const isCurrent = () => existsSync(mark) && readFileSync(mark, 'utf8').trim() === hash
  if (isCurrent()) return
  // Without our mark but complete by npm's own record: somebody installed by hand.
  if (
    !existsSync(mark) &&
    matchesLockFile(lockText) &&
    existsSync(path.join(modules, 'node', 'package.json'))
  ) {
    writeFileSync(mark, `${hash}\n`)
    return
  }
  const release = await takeInstallLock()
  try {
    if (!isCurrent()) await install(hash)
  } finally {
    release()
  }
}

/** Two commands in a fresh clone: the second waits for the first one's packages instead of removing them. */
async function takeInstallLock() {
  const folder = createHash('sha256').update(root).digest('hex').slice(0, 16)
  // Not in node_modules, which npm empties.
  const file = path.join(tmpdir(), `vinkje-install-${folder}.lock`)
  for (let said = false; ; said = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      const release = () => rmSync(file, { force: true })
      process.once('exit', release)
      return release
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (!holder) rmSync(file, { force: true })
    else {
      if (!said) console.log(`  … Waiting for another command (process ${holder}) that installs packages`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** The process that holds the lock, if it is alive. */
function readHolder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (!(pid > 0)) return undefined
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? 'of another account' : undefined
  }
}

function handOver() {
  const node = findProjectNode()
  if (!node)
    fail(
      'The project’s own Node cannot run here, and this one is older than 22.18. Install Node 24 and retry.',
    )
  const child = spawn(node, ['--import', 'tsx', path.join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    // The IPC channel is a lifeline: when this process is killed, the child sees it close and stops everything.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // The terminal sends Ctrl-C to the child as well; passing it on would count it twice.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  watchNpm(child)
  child.once('error', (error) => fail(`Could not start ${node}: ${error.message}`))
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** npm that is killed outright cannot pass the news on, so its child looks whether npm is still there. */
function watchNpm(child) {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event || parent === 1) return
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 1000).unref()
}

if (!isAtLeast(process.versions.node, [20, 19])) {
  fail(
    `Vinkje needs Node 20.19 or newer to begin with; this is ${process.versions.node}. See https://nodejs.org.`,
  )
}
if (!name || !existsSync(path.join(root, 'scripts', `${name}.ts`))) {
  fail(`There is no script "${name ?? ''}". See "scripts" in package.json.`)
}
await ensureInstalled()
handOver()
