import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessScopedId, numberBehind } from './business-scoped-id'

const number = fc.stringMatching(/^[1-9]\d{7,14}$/)
const waba = fc.stringMatching(/^[1-9]\d{8,15}$/)

describe('business-scoped ids', () => {
  it('lead back to the person, and only within the business they were made for', () => {
    fc.assert(
      fc.property(waba, waba, number, (ours, theirs, digits) => {
        const id = businessScopedId(ours, digits)
        expect(id).toMatch(/^[A-Z]{2}\.\d{16}$/)
        expect(numberBehind(ours, id)).toBe(digits)
        if (ours !== theirs) expect(numberBehind(theirs, id)).not.toBe(digits)
      }),
    )
  })

  it('do not show the number, and are others for others', () => {
    fc.assert(
      fc.property(waba, number, number, (ours, one, other) => {
        const id = businessScopedId(ours, one)
        expect(id).not.toContain(one)
        expect(id === businessScopedId(ours, other)).toBe(one === other)
      }),
    )
  })

  it.each(['', 'NL.1', 'NL.1234567890123456', 'nl.1349120865530274', '31655500101'])('refuse %j', (text) => {
    expect(numberBehind('1002003004', text)).toBeUndefined()
  })
})
