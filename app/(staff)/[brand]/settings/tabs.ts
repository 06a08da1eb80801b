/** The parts of the settings, each with its own address under `/settings`; the first one is `/settings` itself. */
export const settingsGroups = {
  brand: ['brand', 'look', 'public'],
  consent: ['topics', 'consent', 'retention', 'ledger'],
  channels: ['number', 'channels', 'webhooks'],
  access: ['staff', 'api-keys', 'you'],
} as const
export type SettingsGroup = keyof typeof settingsGroups
export type SettingsTab = (typeof settingsGroups)[SettingsGroup][number]

export const tabPath = (tab: SettingsTab): string => (tab === 'brand' ? '' : `/${tab}`)

/** Of which part, and in which group, an address is; `base` is that of the settings. */
export function placeOf(pathname: string, base: string): { group: SettingsGroup; tab: SettingsTab } {
  const groups = Object.entries(settingsGroups) as [SettingsGroup, readonly SettingsTab[]][]
  for (const [group, tabs] of groups) {
    const tab = tabs.find(
      (one) => one !== 'brand' && (pathname === `${base}/${one}` || pathname.startsWith(`${base}/${one}/`)),
    )
    if (tab) return { group, tab }
  }
  return { group: 'brand', tab: 'brand' }
}
