import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cmNumberOf, e164Of, messageIdOf, referenceOf } from './reference'

test('our id comes back from the reference that CM.com allows: 1 to 32 letters and digits', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(referenceOf(id)).toMatch(/^[0-9a-z]{1,32}$/)
      expect(messageIdOf(referenceOf(id))).toBe(id)
    }),
  )
})

test.each(['', 'newsletter-7', '0192f3c4', 'zz92f3c4a1b27c3d8e4f5061728394a5'])(
  'a reference of somebody else (%o) names no message of ours',
  (reference) => expect(messageIdOf(reference)).toBeUndefined(),
)

test.each([
  ['+31612345678', '+31612345678'],
  ['0031612345678', '+31612345678'],
  ['31612345678', '+31612345678'],
  [' 0031612345678 ', '+31612345678'],
  ['FIETSERIJ', undefined],
  ['', undefined],
])('a number that CM.com writes as %o is read as %o', (written, read) => expect(e164Of(written)).toBe(read))

test('numbers go out with two zeros', () => expect(cmNumberOf('+31612345678')).toBe('0031612345678'))
