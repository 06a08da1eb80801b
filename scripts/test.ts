import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { runChecks } from './checks'
import { findChromium } from './chromium'
import { onInterrupt } from './interrupt'
import { root, run } from './run'
import { describe, Failure } from './supervisor/failure'
import { Output } from './supervisor/output'
import { startOwnStack } from './supervisor/own-stack'
import { commandOf, runTool, stopTools } from './tools'

type Count = { passed: number; failed: number }

const reports = path.join(root, 'test-results')

const parts: Record<string, (args: string[]) => Promise<Count>> = { check, unit, e2e }

// npm test: everything. npm test -- check | unit | e2e: one part, with what follows passed on (a file, --grep …).
await run(async (args) => {
  const [wanted, ...rest] = args
  if (wanted && !parts[wanted])
    throw new Failure(`There is no part "${wanted}". Parts: ${Object.keys(parts).join(', ')}.`)
  mkdirSync(reports, { recursive: true })
  onInterrupt(async () => stopTools())
  const total: Count = { passed: 0, failed: 0 }
  const startedAt = Date.now()
  for (const [name, part] of Object.entries(parts)) {
    if (wanted && name !== wanted) continue
    const { passed, failed } = await attempt(() => part(rest))
    total.passed += passed
    total.failed += failed
  }
  console.log(`\n  ${Math.round((Date.now() - startedAt) / 1000)} s`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

/** A part that breaks off counts as one failure; the other parts still run. */
async function attempt(part: () => Promise<Count>): Promise<Count> {
  try {
    return await part()
  } catch (error) {
    console.error(`\n${describe(error)}`)
    return { passed: 0, failed: 1 }
  }
}

async function check(): Promise<Count> {
  heading('Checks')
  const outcomes = await runChecks()
  const failed = outcomes.filter(({ passed }) => !passed).length
  return { passed: outcomes.length - failed, failed }
}

/** Rules and commands, the latter on a real PostgreSQL. */
async function unit(args: string[]): Promise<Count> {
  heading('Unit and database')
  const report = path.join(reports, 'vitest.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runTool([commandOf('vitest'), 'run', ...reporters, ...args], { show: true })
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }
  // A file that could not be loaded has no tests that failed.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return withExitCode(code, { passed: numPassedTests, failed: numFailedTests + unloaded.length })
}

/** Journeys in a real browser, on the production build with the demo data. */
async function e2e(args: string[]): Promise<Count> {
  heading('Journeys')
  const log = path.join(reports, 'stack.log')
  const output = new Output({ processLog: log })
  let dispose: () => Promise<void> = async () => undefined
  onInterrupt(() => dispose())
  try {
    const executable = await findChromium(output)
    const made = (how: () => Promise<void>) => {
      dispose = how
    }
    const stack = await startOwnStack({ output, onMade: made })
    output.line(`  What the processes say is written to ${path.relative(root, log)}.\n`)
    const report = path.join(reports, 'playwright.json')
    rmSync(report, { force: true })
    const playing = runTool([commandOf('@playwright/test', 'playwright'), 'test', ...args], {
      show: true,
      env: {
        E2E_BASE_URL: stack.baseUrl,
        E2E_SIMULATOR_URL: stack.simulatorUrl,
        E2E_DATABASE_URL: stack.databaseUrl,
        E2E_CHROMIUM: executable,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    })
    const { code } = await Promise.race([playing, stack.collapsed])
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
      stats: { expected: number; unexpected: number }
    }
    // The production build and its start are worth one.
    return withExitCode(code, { passed: stats.expected + 1, failed: stats.unexpected })
  } finally {
    stopTools()
    await dispose()
  }
}

/** A tool that failed without a failing test (no tests found, a hook) has failed all the same. */
function withExitCode(code: number, count: Count): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(60 - text.length)}\n`)
}
