/** The parts of the settings, each with its own address under `/settings`; the first one is `/settings` itself. */
export const settingsTabs = [
  'brand',
  'look',
  'topics',
  'consent',
  'retention',
  'ledger',
  'public',
  'number',
  'channels',
  'webhooks',
  'api-keys',
  'staff',
  'you',
] as const
export type SettingsTab = (typeof settingsTabs)[number]

export const tabPath = (tab: SettingsTab): string => (tab === 'brand' ? '' : `/${tab}`)
