import { z } from 'zod'
import { apiScopes, locales, roles } from '@/db/states'

/** Addresses are compared in lower case. */
const email = z.string().trim().toLowerCase().max(254).pipe(z.email('invalid-input'))

export const signInSchema = z.object({
  email,
  // Longer ones cost hashing time and are nobody's password.
  password: z.string().min(1, 'invalid-input').max(200, 'invalid-input'),
  /** Stay signed in on this computer: 30 days instead of 12 hours. */
  stay: z.boolean(),
})
export type SignInInput = z.infer<typeof signInSchema>

export const newStaffSchema = z.object({
  email,
  name: z.string().trim().min(1, 'invalid-input').max(80, 'invalid-input'),
  password: z.string().min(10, 'invalid-input').max(200, 'invalid-input'),
  locale: z.enum(locales).optional(),
})
export type NewStaffInput = z.infer<typeof newStaffSchema>

export const grantRoleSchema = z.object({ staffId: z.uuid(), role: z.enum(roles) })
export type GrantRoleInput = z.infer<typeof grantRoleSchema>

const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    // The platform has no other way to ask whether it knows a zone.
    return false
  }
}

const line = (max: number) => z.string().trim().min(1, 'invalid-input').max(max, 'invalid-input')

/** The facts that public pages and messages state about a brand. */
export const brandFactsSchema = z.object({
  name: line(60),
  legalName: line(120),
  postalAddress: line(200),
  privacyUrl: z.url({ protocol: /^https?$/, error: 'invalid-input' }).max(500, 'invalid-input'),
  timeZone: z.string().refine(isTimeZone, 'invalid-input'),
})
export type BrandFactsInput = z.infer<typeof brandFactsSchema>

export const createApiKeySchema = z.object({
  name: line(60),
  scopes: z.array(z.enum(apiScopes)).min(1, 'invalid-input'),
})
export const revokeApiKeySchema = z.object({ apiKeyId: z.uuid() })
