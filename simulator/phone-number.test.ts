import { expect, it } from 'vitest'
import { parseNumber } from './phone-number'

it.each([
  ['+31 6 12345678', '31612345678'],
  ['06 1234 5678', '31612345678'],
  ['0031612345678', '31612345678'],
  ['31201234567', '31201234567'],
  // Machines, and the numbers that stories and films may use.
  ['3197014555010', '3197014555010'],
  ['+49 151 20000001', '4915120000001'],
])('takes %s for a number as people write it', (text, digits) => {
  expect(parseNumber(text)).toBe(digits)
})

it.each(['316123456789', '3161234567', '31970145550101', 'hello', ''])('takes %s for none', (text) => {
  expect(parseNumber(text)).toBeUndefined()
})
