import type { Role } from '@/db/states'

/** What can be allowed, as `noun.verb`. */
export const permissions = [
  'brand.read',
  'subscribers.reveal',
  'subscribers.withdraw',
  'subscribers.erase',
  'suppressions.write',
  'suppressions.remove',
  'subscribers.import',
  'subscribers.export',
  'subscribers.write',
  'pages.write',
  'pages.publish',
  'qr-codes.write',
  'templates.sync',
  'campaigns.write',
  'campaigns.schedule',
  'messages.settle',
  'brand.write',
  'api-keys.write',
] as const
export type Permission = (typeof permissions)[number]

const viewer: readonly Permission[] = ['brand.read']
const marketer: readonly Permission[] = [
  ...viewer,
  'subscribers.reveal',
  'subscribers.withdraw',
  'suppressions.write',
  'subscribers.import',
  'subscribers.write',
  'subscribers.export',
  'pages.write',
  'pages.publish',
  'qr-codes.write',
  'templates.sync',
  'campaigns.write',
  'campaigns.schedule',
  'messages.settle',
]

const allowed: Record<Role | 'system', readonly Permission[]> = {
  viewer,
  marketer,
  owner: permissions,
  system: permissions,
}

/** Whether a role may do it. */
export const may = (role: Role | 'system', permission: Permission): boolean =>
  allowed[role].includes(permission)

/** After so many wrong passwords in a row an account is locked… */
export const wrongTriesAllowed = 8
/** …for so long, whatever is tried in the meantime. */
export const lockoutMinutes = 15

/** How long a session lasts from signing in, in hours. */
export const sessionHours = (stay: boolean): number => (stay ? 30 * 24 : 12)

/** Whole minutes from `now` to `until`, at least 1. */
export const minutesUntil = (now: Date, until: Date): number =>
  Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
