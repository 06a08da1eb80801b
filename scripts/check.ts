import { runChecks } from './checks'
import { run } from './run'

await run(async () => {
  const outcomes = await runChecks()
  const failed = outcomes.filter(({ passed }) => !passed)
  console.log(
    failed.length === 0
      ? '\n  All checks passed.'
      : `\n  Failed: ${failed.map(({ name }) => name).join(', ')}. What to do stands above.`,
  )
  return failed.length === 0 ? 0 : 1
})
