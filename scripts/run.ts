import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, Failure } from './supervisor/failure'

/** The folder of the project, wherever a command was given. */
export const root = path.resolve(import.meta.dirname, '..')

/**
 * The frame of every script: runs `main` with the arguments, prints one line for an expected failure, and ends the
 * process with the code that `main` returns (nothing means 0).
 */
export async function run(main: (args: string[]) => Promise<number | void>): Promise<never> {
  process.chdir(root)
  // Output into a closed pipe or a closed terminal (`npm start | head`) must not stop a clean stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  try {
    process.exit((await main(process.argv.slice(2))) ?? 0)
  } catch (error) {
    console.error(`\n${describe(error)}`)
    process.exit(1)
  }
}

/** Reads `.env` into the environment. What is set already wins. */
export function loadEnvFile(): void {
  const file = path.join(root, '.env')
  if (!existsSync(file)) return
  try {
    process.loadEnvFile(file)
  } catch (error) {
    throw new Failure(`The file .env cannot be read: ${(error as Error).message}`)
  }
}
