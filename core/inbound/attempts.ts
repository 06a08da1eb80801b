import { ZodError } from 'zod'
import { AppError } from '../platform/errors'
import { getLog } from '../platform/log'

/** One part of a delivery. `work` says what staff should know, or null. */
export type Act = { what: string; work: () => Promise<string | readonly string[] | null | void> }

export type Attempts = { id: string; problems: string[] }

/** Does all parts, one after the other. What goes wrong with one costs none of the others. */
export async function attemptAll(delivery: Attempts, acts: readonly Act[]): Promise<void> {
  for (const { what, work } of acts) {
    try {
      const said = await work()
      if (said) delivery.problems.push(...[said].flat())
    } catch (error) {
      if (isPassing(error)) throw error
      noteProblem(delivery, what, error)
    }
  }
}

export function noteProblem(delivery: Attempts, what: string, error: unknown): void {
  const why = describe(error)
  delivery.problems.push(`${what}: ${why}`)
  getLog('inbound').error({ deliveryId: delivery.id, what, why }, 'part of a delivery could not be applied')
}

/** Connection lost, deadlock, no room, shutting down: the classes of SQLSTATE that say nothing about the delivery. */
export function isPassing(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : ''
    if (/^(08|40|53|55|57|58|XX)/.test(code) || /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/.test(code))
      return true
  }
  return false
}

/** In a few words without personal data: messages of database errors hold the values, so only names and codes. */
function describe(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (error instanceof ZodError) return `cannot be read (${error.issues[0]?.path.join('.') ?? ''})`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : ''
  return `failed (${cause instanceof Error ? cause.name : 'unknown'}${code})`
}
