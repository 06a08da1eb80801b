import type { Role } from '@/db/states'

/** What can be allowed, as `noun.verb`. */
export const permissions = [
  'brand.read',
  'subscribers.reveal',
  'subscribers.withdraw',
  'pages.write',
  'pages.publish',
  'qr-codes.write',
  'templates.sync',
  'campaigns.write',
  'campaigns.schedule',
  'brand.write',
] as const
export type Permission = (typeof permissions)[number]

const viewer: readonly Permission[] = ['brand.read']
const marketer: readonly Permission[] = [
  ...viewer,
  'subscribers.reveal',
  'subscribers.withdraw',
  'pages.write',
  'pages.publish',
  'qr-codes.write',
  'templates.sync',
  'campaigns.write',
  'campaigns.schedule',
]

const allowed: Record<Role | 'system', readonly Permission[]> = {
  viewer,
  marketer,
  owner: permissions,
  system: permissions,
}

/** Whether a role may do it. */
export const may = (role: Role | 'system', permission: Permission): boolean => allowed[role].includes(permission)
