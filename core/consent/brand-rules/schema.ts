import { z } from 'zod'
import { type SourceKind, sourceKinds } from '@/db/states'

/** Sources through which somebody else, or nobody, could have ticked the box. A message from the phone confirms itself. */
export const confirmableSources = [
  'landing_page',
  'widget',
  'in_person',
  'staff',
  'import',
  'api',
  'preference_page',
] as const satisfies readonly SourceKind[]

/** Shorter would end consents between two campaigns of a season. */
export const fewestMonths = 6
export const mostMonths = 120
export const fewestDays = 7
export const mostDays = 90

/** What a brand decides about consent: which ticks count, and for how long. */
export const consentRulesSchema = z.object({
  doubleOptIn: z.boolean(),
  doubleOptInSources: z.array(z.enum(sourceKinds)).max(sourceKinds.length),
  doubleOptInCountries: z.array(z.string().regex(/^[A-Z]{2}$/, 'invalid-input')).max(250),
  /** What the privacy notice calls its version. Empty: it has none. */
  privacyVersion: z
    .string()
    .trim()
    .max(60, 'invalid-input')
    .nullable()
    .transform((text) => text || null),
  consentMonths: z
    .number('invalid-input')
    .int('invalid-input')
    .min(fewestMonths, 'invalid-input')
    .max(mostMonths, 'invalid-input')
    .nullable(),
  askAgainDays: z
    .number('invalid-input')
    .int('invalid-input')
    .min(fewestDays, 'invalid-input')
    .max(mostDays, 'invalid-input'),
})
export type ConsentRulesInput = z.input<typeof consentRulesSchema>
export type ConsentRules = z.output<typeof consentRulesSchema>
