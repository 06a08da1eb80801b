import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCode } from '../platform/ids'
import {
  confirmationText,
  describeDevice,
  namesCode,
  readConfirmationCode,
  shortenAddress,
  withoutOwnLinks,
} from './rules'

describe('confirmation codes', () => {
  it('are read back from the text we put into the input field, in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom('nl' as const, 'en' as const), (language) => {
        const code = newCode(5)
        expect(readConfirmationCode(confirmationText(language, code))).toBe(code)
      }),
    )
  })

  it.each([
    ['Code 7F3KQ', '7F3KQ'],
    ['hoi! mijn code: 7f3kq.', '7F3KQ'],
    ['CODE 7F-3KQ dankje', '7F3KQ'],
    ['code o1il2', '01112'],
    ['7F3KQ', '7F3KQ'],
    ['  7f3kq ', '7F3KQ'],
    ['Ja, meld mij aan', null],
    ['Wat is de code?', null],
    ['code 7F3KQ9X', null],
    ['Mijn postcode is 1013', null],
  ])('%j gives %s', (text, code) => {
    expect(readConfirmationCode(text)).toBe(code)
  })

  it('tells who names a code from who says five letters', () => {
    expect(namesCode('Code 7F3KQ')).toBe(true)
    expect(namesCode('hallo')).toBe(false)
  })
})

describe('what is shown of a visit', () => {
  it('names the device and keeps half of the address', () => {
    expect(describeDevice('Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/131')).toBe('android')
    expect(describeDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe('iphone')
    expect(describeDevice('curl/8')).toBeNull()
    expect(shortenAddress('84.24.7.190')).toBe('84.24.••.••')
    expect(shortenAddress('::ffff:84.24.7.190')).toBe('84.24.••.••')
    expect(shortenAddress('2001:1c00:abcd::1')).toBe('2001:1c00:••••')
  })
})

it('the key in a person’s own link is not shown to staff', () => {
  const said =
    'Zelf kiezen: https://shop.example/preferences/AZ5t_YgA-cK6W en stoppen: https://shop.example/unsubscribe/Qw3'
  expect(withoutOwnLinks(said)).toBe(
    'Zelf kiezen: https://shop.example/preferences/… en stoppen: https://shop.example/unsubscribe/…',
  )
})
