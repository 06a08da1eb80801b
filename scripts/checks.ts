import { rmSync } from 'node:fs'
import path from 'node:path'
import { checkImports } from './check-imports'
import { checkWords } from './check-words'
import { root } from './run'
import { Output } from './supervisor/output'
import { commandOf, runTool } from './tools'

export type Outcome = { name: string; passed: boolean; details: string }

type Check = { name: string; run: () => Promise<Omit<Outcome, 'name'>> }

async function tool(args: string[]): Promise<Omit<Outcome, 'name'>> {
  const { code, output } = await runTool(args)
  return { passed: code === 0, details: output.trim() }
}

const fromLines = (lines: string[]) => ({ passed: lines.length === 0, details: lines.join('\n') })

const checks: Check[] = [
  {
    name: 'Types',
    run: async () => {
      // A fresh clone has no types of its routes yet, and those of an earlier build for journeys may name other routes.
      rmSync(path.join(root, '.next-test', 'types'), { recursive: true, force: true })
      const generated = await tool([commandOf('next'), 'typegen'])
      return generated.passed ? tool([commandOf('typescript', 'tsc'), '--noEmit']) : generated
    },
  },
  {
    name: 'Format and lint',
    run: () => tool([commandOf('@biomejs/biome', 'biome'), 'check', '--error-on-warnings']),
  },
  { name: 'Import directions', run: async () => fromLines(await checkImports()) },
  { name: 'Unused code and packages', run: () => tool([commandOf('knip'), '--no-progress']) },
  { name: 'Words in every language', run: async () => fromLines(checkWords()) },
]

/** Runs all checks, two at a time. What a failing one says is printed. */
export async function runChecks(): Promise<Outcome[]> {
  const output = new Output()
  const outcomes: Outcome[] = []
  const waiting = [...checks]
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const step = output.step(check.name)
      const outcome = { name: check.name, ...(await check.run()) }
      outcomes.push(outcome)
      if (outcome.passed) step.done()
      else {
        step.fail()
        output.line(outcome.details.replace(/^/gm, '      '))
      }
    }
  }
  await Promise.all([lane(), lane()])
  return outcomes
}
