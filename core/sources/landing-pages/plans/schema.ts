import { z } from 'zod'

/** A time on the wall of the brand's own zone, `2026-11-27T10:00`, and which of the two where the clock shows it twice. */
export const planMoment = z.object({
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  occurrence: z.enum(['earlier', 'later']).optional(),
})
export type PlanMoment = z.input<typeof planMoment>
