import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../run'
import { commandOf } from '../tools'
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
 * Builds the web application into `distDir`, unless what stands there was built from these very sources. Copies of one
 * clone take turns.
 */
export async function ensureBuilt({ distDir, env, output, signal }: BuildOptions): Promise<void> {
  if (isBuilt(distDir)) return
  const lock = new Lock(path.join(root, 'node_modules', '.vinkje-build.lock'))
  await lock.takeInTurn((pid) =>
    output.line(`  … Waiting for another copy (process ${pid}) that builds right now`),
  )
  try {
    if (isBuilt(distDir)) return
    await output.during('Building the web application', async () => {
      const hash = hashSources()
      rmSync(stampOf(distDir), { force: true })
      const keepSettings = rememberFiles()
      try {
        await runOneOff({
          what: 'The build',
          args: [commandOf('next'), 'build'],
          env: { ...env, NODE_ENV: 'production', NEXT_DIST_DIR: distDir },
          output,
          signal,
        })
      } finally {
        keepSettings()
      }
      writeFileSync(stampOf(distDir), `${hash}\n`)
    })
  } finally {
    lock.release()
  }
}

/** Next adds every build folder that it sees to these; the repository knows only the usual one. */
function rememberFiles(): () => void {
  const files = ['tsconfig.json', 'next-env.d.ts'].map((name) => path.join(root, name)).filter(existsSync)
  const before = files.map((file) => [file, readFileSync(file, 'utf8')] as const)
  return () => {
    for (const [file, text] of before) if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
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
