import { z } from 'zod'

/** The lengths of time that figures are shown for, today included. */
export const overviewDays = [7, 30, 90] as const
export type OverviewDays = (typeof overviewDays)[number]

/** The figures of the overview, in order; the chosen one is drawn by day. */
export const overviewMetrics = [
  'subscribers',
  'optIns',
  'confirmed',
  'optOuts',
  'optOutsPerDelivered',
] as const
export type OverviewMetric = (typeof overviewMetrics)[number]

/** What the address says. Anything else than what we offer is the usual 30 days of opt-ins. */
export const overviewViewSchema = z.object({
  days: z.coerce.number().pipe(z.literal(overviewDays)).catch(30),
  metric: z.enum(overviewMetrics).catch('optIns'),
})
