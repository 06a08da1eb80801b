import { describe, expect, test } from 'vitest'
import { checkLook, contrastOf } from './rules'
import { type Look, lookSchema, plainLook } from './schema'

/** 36 bytes: version 3 at L and M (29 modules), 4 at Q (33), 5 at H (37), by ISO/IEC 18004. */
const link = 'https://wa.me/message/abcdefghij2345'

describe('a look is measured against the rules of print', () => {
  test.each<[Partial<Look>, string[]]>([
    [{}, []],
    [{ dark: '#000000', light: '#ffffff' }, []],
    // 4.48 and 3.99 to 1.
    [{ dark: '#777777' }, []],
    [{ dark: '#7f7f7f' }, []],
    [{ dark: '#808080' }, ['contrast']],
    [{ dark: '#25d366' }, ['contrast']],
    [{ dark: '#ffffff', light: '#17181a' }, ['dark-on-light']],
    [{ dark: '#17181a', light: '#f2b632' }, []],
    [{ widthMm: 19 }, ['width']],
    [{ widthMm: 20 }, []],
    [{ logo: true }, ['logo']],
    [{ logo: true, correction: 'L' }, ['logo']],
    [{ logo: true, correction: 'Q' }, []],
    [{ logo: true, correction: 'H' }, []],
  ])('%o breaks %o', (change, broken) => {
    expect(checkLook({ ...plainLook, ...change }, link).broken).toEqual(broken)
  })

  test.each<[Look['correction'], number]>([
    ['L', 29],
    ['M', 29],
    ['Q', 33],
    ['H', 37],
  ])('at %s the code has %i modules a side', (correction, modules) => {
    expect(checkLook({ ...plainLook, correction }, link).modules).toBe(modules)
  })

  test('long words ask for a wider print: 0.4 mm a module', () => {
    const long = checkLook(plainLook, `https://wa.me/31201234567?text=${'A'.repeat(300)}`)
    expect(long.smallestMm).toBe(Math.ceil(long.modules * 0.4))
    expect(long.smallestMm).toBeGreaterThan(20)
    expect(checkLook({ ...plainLook, widthMm: long.smallestMm - 1 }, 'x'.repeat(331)).broken).toContain(
      'width',
    )
  })

  test('it reads from ten times its width: 30 mm from 30 cm', () => {
    expect(checkLook({ ...plainLook, widthMm: 30 }, link).distanceMm).toBe(300)
  })

  test('contrast is that of WCAG', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#ffffff', '#000000')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('a colour is a colour: nothing else gets into a drawing', () => {
    expect(lookSchema.safeParse({ ...plainLook, dark: '#fff"/><script>' }).success).toBe(false)
    expect(lookSchema.safeParse({ ...plainLook, dark: 'red' }).success).toBe(false)
  })
})
