import path from 'node:path'
import { parseSettings, type Settings } from '@/core/platform/env'
import { loadEnvFile } from '../run'
import type { Mode } from './environment'
import { describe } from './failure'
import { lockDataDir } from './lock'
import { Output, paint } from './output'
import { requireFreePort } from './ports'
import { Stack } from './stack'
import { watchSources } from './watch'

/** `npm start` and `npm run dev`: everything, until somebody stops it. @returns the exit code. */
export async function superviseUntilStopped(mode: Mode): Promise<number> {
  const startedAt = Date.now()
  const output = new Output()
  const command = mode === 'dev' ? 'npm run dev' : 'npm start'
  loadEnvFile()
  const settings = parseSettings(process.env)
  output.line(`\n  ${paint('bold', 'Vinkje')}${mode === 'dev' ? ' (development)' : ''}\n`)
  const lock = lockDataDir(path.resolve(settings.DATA_DIR))
  try {
    await requireFreePort(settings.PORT, 'PORT', command)
    if (settings.DEPLOYMENT === 'local') {
      await requireFreePort(settings.SIMULATOR_PORT, 'SIMULATOR_PORT', command)
      await requireFreePort(settings.SIMULATOR_SMTP_PORT, 'SIMULATOR_SMTP_PORT', command)
    }
    const distDir = process.env.NEXT_DIST_DIR || '.next'
    const stack = new Stack({ settings, mode, distDir, output })
    const stopAsked = whenAskedToStop(stack, output)
    let failed: unknown
    try {
      const started = await Promise.race([stack.start().then(() => true), stopAsked.then(() => false)])
      if (started) {
        await welcome(settings, output, startedAt)
        if (mode === 'dev') watchSources(stack, output)
        await Promise.race([stack.collapsed, stopAsked])
      }
    } catch (error) {
      failed = error
      output.line(`\n${describe(error)}\n`)
    }
    const stoppingAt = Date.now()
    await stack.stop()
    output.line(
      `  ${paint('dim', `Everything has stopped  ${((Date.now() - stoppingAt) / 1000).toFixed(1)} s`)}`,
    )
    return failed === undefined ? 0 : 1
  } finally {
    lock.release()
  }
}

/**
 * Resolves at the first Ctrl-C, at SIGTERM or SIGHUP, or when the bootstrap that started us is gone. A second Ctrl-C
 * does not wait for anything.
 */
function whenAskedToStop(stack: Stack, output: Output): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const onStop = (why: string) => {
      if (asked) return
      asked = true
      output.line(`\n  ${why}Stopping; press Ctrl-C again not to wait.`)
      resolve()
    }
    process.on('SIGINT', () => {
      if (asked) {
        output.line('  Killed.')
        void stack.kill().finally(() => process.exit(130))
      }
      onStop('')
    })
    process.on('SIGTERM', () => onStop(''))
    process.on('SIGHUP', () => onStop(''))
    process.on('disconnect', () => onStop('The process that started this is gone. '))
  })
}

async function welcome(settings: Settings, output: Output, startedAt: number): Promise<void> {
  const lines = [`Vinkje      ${settings.PUBLIC_URL}`]
  if (settings.DEPLOYMENT === 'local')
    lines.push(`Simulator   ${settings.SIMULATOR_URL}   (the phones of its customers)`)
  if (settings.DEMO) {
    const { demoStaff } = await import('@/db/seed/demo-staff')
    lines.push('', 'Sign in as')
    const width = Math.max(...demoStaff.map(({ email }) => email.length))
    for (const { role, email, password } of demoStaff) {
      lines.push(`  ${role.padEnd(10)}${email.padEnd(width)}   ${password}`)
    }
  }
  lines.push('', `Ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C stops everything.`)
  output.box(lines)
}
