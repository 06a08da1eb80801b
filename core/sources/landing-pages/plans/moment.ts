import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { AppError } from '../../../platform/errors'
import { readLocalTime } from '../../../platform/local-time/rules'
import type { PlanMoment } from './schema'

/** A form that was sent off at the last moment is not late. */
const graceMs = 60_000

/**
 * The instant that is meant, in the brand's own zone.
 * @throws AppError (field `when`) `schedule-invalid-time` (params.problem: `missing`, `twice` or `invalid`),
 * `schedule-in-past`
 */
export async function readMoment(ctx: BrandContext, { time, occurrence }: PlanMoment): Promise<Date> {
  const { timeZone } = await getBrand(ctx)
  const reading = readLocalTime(time, timeZone)
  const at =
    reading.kind === 'exact'
      ? reading.at
      : reading.kind === 'twice' && occurrence
        ? reading[occurrence]
        : undefined
  if (!at) throw new AppError('schedule-invalid-time', { field: 'when', params: { problem: reading.kind } })
  if (at.getTime() < ctx.now.getTime() - graceMs) throw new AppError('schedule-in-past', { field: 'when' })
  return at
}
