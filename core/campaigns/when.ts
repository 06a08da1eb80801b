import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'
import { readLocalTime } from '../platform/local-time/rules'
import type { When } from './schema'

/** "Now" leaves the time that a double press takes, and is over before anybody waits for it. */
const nowMeansInMs = 3_000
/** A form that was sent off at the last moment is not late. */
export const graceMs = 60_000

/**
 * The instant that a person means, in the brand's own zone.
 * @throws AppError `schedule-invalid-time` (params.problem: `missing`, `twice` or `invalid`), `schedule-in-past`
 */
export async function readWhen(ctx: BrandContext, when: When): Promise<Date> {
  if (when.kind === 'now') return new Date(ctx.now.getTime() + nowMeansInMs)
  const at = when.kind === 'at' ? when.at : await readLocal(ctx, when)
  if (at.getTime() < ctx.now.getTime() - graceMs) throw new AppError('schedule-in-past', { field: 'when' })
  return at
}

async function readLocal(ctx: BrandContext, when: Extract<When, { kind: 'local' }>): Promise<Date> {
  const { timeZone } = await getBrand(ctx)
  const reading = readLocalTime(when.time, timeZone)
  if (reading.kind === 'exact') return reading.at
  if (reading.kind === 'twice' && when.occurrence) return reading[when.occurrence]
  throw new AppError('schedule-invalid-time', { field: 'when', params: { problem: reading.kind } })
}
