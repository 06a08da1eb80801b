import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../run'
import { Lock } from './lock'
import { runOneOff } from './one-off'
import type { Output } from './output'

/** Everything that `next build` reads. */
const sources = [
  '{app,components,core,db,messages,public}/**/*',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
]
const notBuilt = /\.test\.tsx?$/

type BuildOptions = { distDir: string; env: NodeJS.ProcessEnv; output: Output; signal: AbortSignal }

/**
 * Builds the web application into `distDir`, unless what stands there was built from these very sources. Copies that
 * share a build folder take turns.
 */
export async function ensureBuilt({ distDir, env, output, signal }: BuildOptions): Promise<void> {
  if (isBuilt(distDir)) return
  const lock = new Lock(path.join(root, `${distDir}.lock`))
  await lock.takeInTurn((pid) =>
    output.line(`  … Waiting for another copy (process ${pid}) that builds right now`),
  )
  try {
    if (isBuilt(distDir)) return
    await output.during('Building the web application', async () => {
      const hash = hashSources()
      rmSync(stampOf(distDir), { force: true })
      await runOneOff({
        what: 'The build',
        args: [path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
        env: { ...env, NODE_ENV: 'production', NEXT_DIST_DIR: distDir },
        output,
        signal,
      })
      writeFileSync(stampOf(distDir), `${hash}\n`)
    })
  } finally {
    lock.release()
  }
}

/** Named like nothing of Next's own, inside its folder, so that removing the folder removes it too. */
const stampOf = (distDir: string) => path.join(root, distDir, 'vinkje-sources')

function isBuilt(distDir: string): boolean {
  const stamp = stampOf(distDir)
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hashSources()
}

/** By content, not by time: a checkout that goes back and forth builds nothing anew. */
function hashSources(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const place = path.join(root, file)
    if (notBuilt.test(file) || !statSync(place).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(place)).update('\0')
  }
  return hash.digest('hex')
}
