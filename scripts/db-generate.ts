import { run } from './run'
import { commandOf, runTool } from './tools'

// Writes the SQL that brings the tables from the last migration to db/schema. Review it before it is committed.
await run(async (args) => {
  const { code } = await runTool([commandOf('drizzle-kit'), 'generate', ...args], { show: true })
  return code
})
