import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { cruiseOptions, importRules } from './import-rules'
import { root } from './run'

const places = [
  'app',
  'bench',
  'components',
  'core',
  'db',
  'e2e',
  'scripts',
  'server',
  'server.ts',
  'simulator',
  'worker',
]

/**
 * Checks every import against `import-rules.ts`. From here and not by its command, because only here it can be
 * told what `@/` means: it would ask TypeScript, whose version 7 has no API for others yet.
 * @returns one line a breach.
 */
export async function checkImports(): Promise<string[]> {
  const { output } = await cruise(
    places,
    { ...cruiseOptions, ruleSet: { forbidden: importRules }, validate: true },
    {
      alias: { '@': root },
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  )
  const { violations } = (output as ICruiseResult).summary
  return violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
    const why = importRules.find(({ name }) => name === rule.name)?.comment
    return `${rule.name}: ${from} → ${path}${why ? `\n    ${why}` : ''}`
  })
}
