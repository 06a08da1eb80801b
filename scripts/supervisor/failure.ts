import { SettingsError } from '@/core/platform/env'
import { DatabaseStartError } from '@/db/database-start-error'

/** Something a person can put right. `message` is one line that says what and how; no stack is shown. */
export class Failure extends Error {
  override name = 'Failure'
}

/** One line for what a person can put right, the whole stack for what only a programmer can. */
export function describe(error: unknown): string {
  if (error instanceof Failure || error instanceof SettingsError || error instanceof DatabaseStartError)
    return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
