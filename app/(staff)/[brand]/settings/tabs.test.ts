import { expect, test } from 'vitest'
import { placeOf, settingsGroups, tabPath } from './tabs'

test('every address of the settings has one place in the list, also below a part and beside a name that begins alike', () => {
  const base = '/shop/settings'
  for (const [group, tabs] of Object.entries(settingsGroups)) {
    for (const tab of tabs) {
      expect(placeOf(`${base}${tabPath(tab)}`, base)).toEqual({ group, tab })
      if (tab !== 'brand') expect(placeOf(`${base}/${tab}/more`, base)).toEqual({ group, tab })
    }
  }
  expect(placeOf(`${base}/consent-else`, base).tab).toBe('brand')
})
