import { expect, test } from 'vitest'
import { chooseVariant } from './choose'

const test50 = { id: '019aa000-0000-7000-8000-0000000000aa', versionAId: 'A', versionBId: 'B', shareB: 50 }
const visitor = (n: number, agent = 'Safari') =>
  new Headers({ 'x-vinkje-client-ip': `192.0.${n >> 8}.${n & 255}`, 'user-agent': agent })

test.each([5, 20, 50, 95])('of many visitors, %i in a hundred see B', (shareB) => {
  const seen = Array.from(
    { length: 4000 },
    (_, n) => chooseVariant({ ...test50, shareB }, visitor(n)).variant,
  )
  const share = seen.filter((variant) => variant === 'b').length / seen.length
  expect(Math.abs(share - shareB / 100)).toBeLessThan(0.03)
})

test('a visitor sees the same side each time, in any language and by any code', () => {
  for (let n = 0; n < 50; n += 1) {
    const first = chooseVariant(test50, visitor(n))
    const later = new Headers(visitor(n))
    later.set('accept-language', 'fr')
    expect(chooseVariant(test50, later)).toEqual(first)
  }
})

test('which side somebody fell on says nothing about the next test', () => {
  const other = { ...test50, id: '019aa000-0000-7000-8000-0000000000bb' }
  const same = Array.from({ length: 2000 }, (_, n) => n).filter(
    (n) => chooseVariant(test50, visitor(n)).variant === chooseVariant(other, visitor(n)).variant,
  )
  expect(Math.abs(same.length / 2000 - 0.5)).toBeLessThan(0.05)
})
