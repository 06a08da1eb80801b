import { spawnSync } from 'node:child_process'
import { chromium } from '@playwright/test'
import { Failure } from './supervisor/failure'
import type { Output } from './supervisor/output'
import { commandOf, runTool } from './tools'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const runs = (file: string) => spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0

/**
 * A browser for the journeys: one that is installed, Playwright's, or Debian's package, installed here and now.
 * @returns its path.
 * @throws Failure when there is none to be had.
 */
export async function findChromium(output: Output): Promise<string> {
  const found = [...installed, chromium.executablePath()].find(runs)
  if (found) return found
  await output.during('Installing Chromium, once', async () => {
    if (!installFromDebian())
      await runTool([commandOf('@playwright/test', 'playwright'), 'install', 'chromium'])
  })
  const now = [...installed, chromium.executablePath()].find(runs)
  if (now) return now
  throw new Failure(
    'No Chromium here, and none could be installed. Install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) and run this again.',
  )
}

/** @returns whether Debian's package is there now. */
function installFromDebian(): boolean {
  if (spawnSync('apt-get', ['--version']).status !== 0) return false
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    return spawnSync(command, rest, { env, timeout: 300_000 }).status === 0
  }
  return apt('update', '-q') && apt('install', '-y', '-q', '--no-install-recommends', 'chromium')
}
